import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawMs } from '../../../src/environment/distributions/draw.ts';
import { Sampler, toGrid } from '../../../src/environment/distributions/sampler.ts';
import { Stream } from '../../../src/kernel/streams.ts';

const NAME = '7/duration/web';
const EXPONENTIAL = { kind: 'exponential', mean: 1500 } as const;

test('one draw a time, from the stream of its name', () => {
  const sampler = new Sampler(EXPONENTIAL, NAME, 1);
  const stream = new Stream(NAME);
  for (let i = 0; i < 100; i++) expect(sampler.next()).toBe(drawMs(EXPONENTIAL, stream.next()));
});

test('on a grid the same draws, each at its nearest step, at least one', () => {
  const fine = new Sampler(EXPONENTIAL, NAME, 1);
  const coarse = new Sampler(EXPONENTIAL, NAME, 1000);
  const pairs = Array.from({ length: 500 }, () => [fine.next(), coarse.next()] as const);
  for (const [exact, rounded] of pairs) expect(rounded).toBe(Math.max(1, Math.round(exact / 1000)) * 1000);
  expect(pairs.some(([exact, rounded]) => exact < 500 && rounded === 1000)).toBe(true);
});

test('toGrid: zero stays zero, the rest is a multiple within half a step or the first step', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 3_600_000 }), (ms, step) => {
      const rounded = toGrid(ms, step);
      expect(rounded % step).toBe(0);
      if (ms === 0) expect(rounded).toBe(0);
      else expect(rounded === step || Math.abs(rounded - ms) <= step / 2).toBe(true);
      expect(rounded > 0).toBe(ms > 0);
    }),
    { numRuns: 300, seed: 61 },
  );
});

test('goes on from a snapshot; a constant has no state', () => {
  const sampler = new Sampler(EXPONENTIAL, NAME, 1);
  for (let i = 0; i < 5; i++) sampler.next();
  const state = structuredClone(sampler.snapshot());
  const rest = Array.from({ length: 5 }, () => sampler.next());
  const fresh = new Sampler(EXPONENTIAL, 'another', 1);
  fresh.restore(state);
  expect(Array.from({ length: 5 }, () => fresh.next())).toEqual(rest);
  const constant = new Sampler({ kind: 'constant', value: 90_000 }, NAME, 60_000);
  expect(constant.snapshot()).toBeNull();
  constant.restore(null);
  expect([constant.next(), constant.next()]).toEqual([120_000, 120_000]);
});
