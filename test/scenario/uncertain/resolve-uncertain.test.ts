import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveUncertain } from '../../../src/scenario/uncertain/resolve-uncertain.ts';
import { settingOf } from '../../../src/scenario/uncertain/uncertain-input.ts';
import { KOLMOGOROV_LIMIT, kolmogorovSmirnov } from '../../support/goodness-of-fit.ts';

const seeds = Array.from({ length: 1000 }, (_, r) => String(r));

const drawsOf = (document: unknown, index = 0) =>
  seeds.map((seed) => resolveUncertain(document, seed).inputs[index]!.value);

const speed = (stated: unknown) => ({ speed: { m5: stated } });

test('a document without uncertain numbers is left as it is', () => {
  const document = { name: 'x', speed: { between: 1.5 }, images: { uncertain: { sizeMb: 3 } } };
  const { value, inputs, problems } = resolveUncertain(document, '1');
  expect(value).toBe(document);
  expect([inputs, problems]).toEqual([[], []]);
});

test('what is between two ends is uniform, with its percentiles', () => {
  const [input] = resolveUncertain(speed({ between: [2, 4] }), '1').inputs;
  expect(input).toMatchObject({ path: 'speed.m5', low: 2.2, median: 3, high: 3.8, isWhole: false });
  const draws = drawsOf(speed({ between: [2, 4] }));
  expect(draws.every((draw) => draw >= 2 && draw <= 4)).toBe(true);
  expect(kolmogorovSmirnov(draws, (x) => (x - 2) / 2)).toBeLessThan(KOLMOGOROV_LIMIT);
});

test('a distribution is drawn by inversion: one part in ten lies below the 10th percentile', () => {
  const document = speed({ uncertain: { lognormal: { mean: 1.2, p95: 2 } } });
  const { low, median, high } = resolveUncertain(document, '1').inputs[0]!;
  const draws = drawsOf(document);
  for (const [value, part] of [
    [low, 100],
    [median, 500],
    [high, 900],
  ] as const)
    expect(Math.abs(draws.filter((draw) => draw < value).length - part)).toBeLessThan(55);
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  expect(mean).toBeGreaterThan(1.15);
  expect(mean).toBeLessThan(1.25);
});

test('each whole number between two whole ends is equally likely', () => {
  const document = { services: [{ desiredCount: { between: [2, 4] } }] };
  const draws = drawsOf(document);
  for (const count of [2, 3, 4]) {
    const times = draws.filter((draw) => draw === count).length;
    expect(Math.abs(times - 1000 / 3)).toBeLessThan(65);
  }
  const [input] = resolveUncertain(document, '1').inputs;
  expect(input).toMatchObject({ low: 2, median: 3, high: 4, isWhole: true, isDuration: false });
});

test('units: a duration is told in seconds, a size in what a bare number means', () => {
  const document = {
    workloads: [{ duration: { between: ['1m', 120] } }],
    taskDefinitions: [
      { memory: { between: ['1 GB', '2 GB'] }, cpu: { uncertain: { empirical: ['.5 vCPU', '512'] } } },
    ],
  };
  const { value, inputs } = resolveUncertain(document, '1');
  const [duration, memory, cpu] = inputs;
  expect(duration).toMatchObject({ median: 90, isDuration: true, isWhole: false });
  expect(memory).toMatchObject({ median: 1536, isDuration: false, isWhole: true });
  expect(cpu).toMatchObject({ value: 512, low: 512, high: 512 });
  expect(value).toEqual({
    workloads: [{ duration: `${duration!.value * 1000}ms` }],
    taskDefinitions: [{ memory: memory!.value, cpu: 512 }],
  });
});

test('keys are found in any case, and the case moves no draw', () => {
  const a = resolveUncertain({ Speed: { m5: { Between: [1, 2] } } }, '5').inputs[0]!;
  const b = resolveUncertain({ speed: { m5: { between: [1, 2] } } }, '5').inputs[0]!;
  expect(a).toEqual({ ...b, path: 'Speed.m5' });
});

test('the seed is that of the document unless another one is given', () => {
  const document = { simulation: { seed: 9 }, ...speed({ between: [1, 2] }) };
  expect(resolveUncertain(document, undefined).inputs).toEqual(resolveUncertain(document, '9').inputs);
  expect(resolveUncertain(document, '10').inputs).not.toEqual(resolveUncertain(document, '9').inputs);
});

test('same seed, same draw, whoever else is uncertain; what was drawn can be set', () => {
  const ends = fc.tuple(
    fc.double({ min: 0.1, max: 5, noNaN: true }),
    fc.double({ min: 5, max: 9, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.string(), ends, ends, fc.boolean(), (seed, first, second, isBefore) => {
      const alone = resolveUncertain(speed({ between: first }), seed).inputs[0]!;
      const other = { c5: { between: second } };
      const m5 = { m5: { between: first } };
      const both = resolveUncertain({ speed: isBefore ? { ...other, ...m5 } : { ...m5, ...other } }, seed);
      expect(both.inputs.find(({ path }) => path === 'speed.m5')).toEqual(alone);
      expect(settingOf(alone, alone.value)).toBe(`speed.m5=${alone.value}`);
      expect(alone.value).toBeGreaterThanOrEqual(Number(first[0].toPrecision(12)));
      expect(alone.value).toBeLessThanOrEqual(Number(first[1].toPrecision(12)));
    }),
    { numRuns: 50 },
  );
});
