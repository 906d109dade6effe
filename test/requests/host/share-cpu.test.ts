import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostCpu, shareCpu } from '../../../src/requests/host/share-cpu.ts';
import { cpuInSmallSteps } from '../../oracles/cpu-in-small-steps.ts';

interface Task {
  readonly demand: number;
  readonly shares: number;
  readonly cap: number;
}

const task = fc.record({
  demand: fc.oneof(
    fc.double({ min: 0, max: 8, noNaN: true }),
    fc.constantFrom(0, 1, Number.POSITIVE_INFINITY),
  ),
  shares: fc.oneof(fc.integer({ min: 2, max: 4096 }), fc.constantFrom(2, 1024, 262_144)),
  cap: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.double({ min: 0.125, max: 4, noNaN: true })),
});
const host = fc.record({
  tasks: fc.array(task, { minLength: 1, maxLength: 12 }),
  cores: fc.double({ min: 0.1, max: 16, noNaN: true }),
});

test('what is contended goes in ratio of shares; what one leaves the others have', () => {
  const two = [
    { demand: 1, shares: 512, cap: Number.POSITIVE_INFINITY },
    { demand: 1, shares: 1024, cap: Number.POSITIVE_INFINITY },
  ];
  expect(shared([two[0]!], 1)).toEqual([1]);
  expect(shared(two, 1.5)).toEqual([0.5, 1]);
  expect(shared(two, 4)).toEqual([1, 1]);
  expect(shared([two[0]!, { ...two[1]!, demand: 0.25 }], 1)).toEqual([0.75, 0.25]);
  expect(shared([two[0]!, { ...two[1]!, cap: 0.5 }], 1)).toEqual([0.5, 0.5]);
});

test('one that asks for more takes idle CPU first, then its ratio', () => {
  const neighbours = [
    { demand: 0.5, shares: 1024, cap: Number.POSITIVE_INFINITY },
    { demand: 1.2, shares: 1024, cap: Number.POSITIVE_INFINITY },
  ];
  // The first could have 2 - 1.2; the second would squeeze nobody below 0.5.
  expect(most(neighbours, 2)).toEqual([1, 1.5]);
  expect(most([neighbours[0]!, { ...neighbours[1]!, demand: 0.4 }], 2)).toEqual([1.6, 1.5]);
  expect(most([neighbours[0]!, { ...neighbours[1]!, cap: 1 }], 2)).toEqual([1, 1]);
});

test('all CPU is used or nobody wants more, and nobody has less than its part of it', () => {
  fc.assert(
    fc.property(host, ({ tasks, cores }) => {
      const got = shared(tasks, cores);
      const wanted = tasks.map(({ demand, cap }) => Math.min(demand, cap));
      const allShares = sum(tasks.map(({ shares }) => shares));
      expect(sum(got)).toBeCloseTo(Math.min(cores, sum(wanted)), 9);
      for (const [i, { shares }] of tasks.entries()) {
        expect(got[i]!).toBeLessThanOrEqual(wanted[i]!);
        expect(got[i]!).toBeGreaterThanOrEqual(
          Math.min(wanted[i]!, (cores * shares) / allShares) * (1 - 1e-9),
        );
      }
    }),
  );
});

test('who asks for more gets no less, and takes from nobody who got less per share', () => {
  fc.assert(
    fc.property(host, fc.double({ min: 0, max: 8, noNaN: true }), ({ tasks, cores }, more) => {
      const before = shared(tasks, cores);
      const after = shared([{ ...tasks[0]!, demand: tasks[0]!.demand + more }, ...tasks.slice(1)], cores);
      expect(after[0]!).toBeGreaterThanOrEqual(before[0]! * (1 - 1e-9));
      for (let i = 1; i < tasks.length; i++) expect(after[i]!).toBeLessThanOrEqual(before[i]! * (1 + 1e-9));
    }),
  );
});

test('is what handing it out in small steps comes to', () => {
  fc.assert(
    fc.property(host, ({ tasks, cores }) => {
      const slow = cpuInSmallSteps(tasks, cores, 2000);
      for (const [i, value] of shared(tasks, cores).entries())
        expect(Math.abs(value - slow[i]!)).toBeLessThan((cores * tasks.length) / 1000);
    }),
    { numRuns: 50 },
  );
});

test('the most that each can have is what it gets when it asks for everything', () => {
  fc.assert(
    fc.property(host, ({ tasks, cores }) => {
      for (const [i, value] of most(tasks, cores).entries()) {
        const greedy = tasks.map((other, j) =>
          i === j ? { ...other, demand: Number.POSITIVE_INFINITY } : other,
        );
        expect(value).toBeCloseTo(shared(greedy, cores)[i]!, 9);
      }
    }),
    { numRuns: 300 },
  );
});

test('only the first tasks of longer arrays count', () => {
  const [demands, shares, caps] = columns([
    { demand: 2, shares: 100, cap: 2 },
    { demand: 2, shares: 300, cap: 2 },
    { demand: 9, shares: 999, cap: 9 },
  ]);
  const out = new Float64Array(3);
  shareCpu(demands, shares, caps, 1, out, 2);
  expect([...out]).toEqual([0.25, 0.75, 0]);
  mostCpu(demands, shares, caps, 1, out, 2);
  expect([...out]).toEqual([0.25, 0.75, 0]);
});

test('an instance without tasks has nobody to give to', () => {
  expect(shared([], 4)).toEqual([]);
  expect(most([], 4)).toEqual([]);
});

function shared(tasks: readonly Task[], cores: number): number[] {
  const out = new Float64Array(tasks.length);
  shareCpu(...columns(tasks), cores, out);
  return [...out];
}

function most(tasks: readonly Task[], cores: number): number[] {
  const out = new Float64Array(tasks.length);
  mostCpu(...columns(tasks), cores, out);
  return [...out];
}

function columns(tasks: readonly Task[]): [Float64Array, Float64Array, Float64Array] {
  return [
    Float64Array.from(tasks, ({ demand }) => demand),
    Float64Array.from(tasks, ({ shares }) => shares),
    Float64Array.from(tasks, ({ cap }) => cap),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
