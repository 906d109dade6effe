import { expect, test } from 'vitest';
import { findBreakEven } from '../../../../src/experiment/compare/break-even/break-even.ts';
import type { BreakEven } from '../../../../src/experiment/compare/comparison.ts';
import { parseRange, type Range } from '../../../../src/experiment/compare/plan/range.ts';
import type { ReplicationOptions } from '../../../../src/experiment/compare/run-replications.ts';
import type { RunRequest } from '../../../../src/experiment/execute/run-request.ts';
import { Stream } from '../../../../src/kernel/streams.ts';
import { normalQuantile } from '../../../../src/units/elementary.ts';
import { alternative, answer, comparedOutcome } from '../../../support/comparison.ts';

const OPTIONS: ReplicationOptions = { seed: '1', replications: 10, precision: null, confidence: 0.95 };
const RANGE = parseRange('speed.m5=1..101') as Range;
const WHOLE = parseRange('services[0].desiredCount=2..40') as Range;

/** What the request's last setting says. */
const settingOf = ({ settings }: RunRequest) => Number(settings.at(-1)!.split('=')[1]);

/** Noise of a seed, from a normal distribution; every alternative and place has the same load. */
const noise = (seed: string, of: string) =>
  normalQuantile(Math.max(new Stream(`${seed}/${of}`).next(), 2 ** -33));

type Cost = (value: number, seed: string) => number;

function breakEven(
  costs: readonly Cost[],
  range: Range = RANGE,
  options: Partial<ReplicationOptions> = {},
): readonly BreakEven[] {
  const alternatives = costs.map((_, i) => alternative('abcd'[i]!, i));
  return answer(findBreakEven(alternatives, range, { ...OPTIONS, ...options }), (request) =>
    comparedOutcome({
      cost: costs[request.scenario]!(settingOf(request), request.seed),
      digest: `${request.seed} ${request.settings.join()}`,
    }),
  ).breakEven;
}

test('a planted root is found, with who is cheaper on which side', () => {
  const [found] = breakEven([(x) => 50 + x, (x) => 2 * x + 12.4]);
  expect(found).toMatchObject({ a: 'b', b: 'a', variable: 'speed.m5', low: null, high: null });
  expect(found!.value).toBeCloseTo(37.6, 6);
  expect(found!.note).toBe(
    'b is cheaper below, a above; no interval: no seed changes it, or there is one replication',
  );
  const values = found!.points.map(({ value }) => value);
  expect(values).toEqual([...values].sort((one, other) => one - other));
  expect(values.length).toBeLessThan(25);
  // The difference is that of the one that is cheaper below: it rises through zero.
  expect(found!.points[0]!.difference.mean).toBeCloseTo(2 * 1 + 12.4 - 51, 6);
  expect(found!.points.at(-1)!.difference.mean).toBeCloseTo(2 * 101 + 12.4 - 151, 6);
});

test('noise that is common falls out; what is left gives an interval around the root', () => {
  const costs: Cost[] = [
    (x, seed) => 1000 + x + 300 * noise(seed, 'load') + 3 * noise(seed, 'a'),
    (x, seed) => 962.4 + 2 * x + 300 * noise(seed, 'load'),
  ];
  const [found] = breakEven(costs);
  expect(found!.low!).toBeLessThan(found!.value!);
  expect(found!.high!).toBeGreaterThan(found!.value!);
  expect(found!.high! - found!.low!).toBeLessThan(9);
  expect(Math.abs(found!.value! - 37.6)).toBeLessThan(4);
});

test('a 95 % interval covers the root in about 95 of 100 comparisons', () => {
  const root = 37.6;
  let covered = 0;
  const times = 200;
  for (let i = 0; i < times; i++) {
    const costs: Cost[] = [
      (x, seed) => 500 + x + 10 * noise(seed, 'a') + 0.1 * x * noise(seed, 'slope'),
      (x, seed) => 500 - root + 2 * x + 10 * noise(seed, 'b'),
    ];
    const [found] = breakEven(costs, RANGE, { seed: String(1000 * i), replications: 6 });
    if ((found!.low ?? -Infinity) <= root && root <= (found!.high ?? Infinity)) covered++;
  }
  // Binomial: 200 x 0.95 = 190, with a standard deviation of 3.1.
  expect(covered).toBeGreaterThan(178);
  expect(covered).toBeLessThanOrEqual(199);
});

test('of whole numbers it is the first at which the order has turned', () => {
  const [found] = breakEven([(x) => 10 * x, () => 155], WHOLE);
  expect(found).toMatchObject({
    a: 'a',
    b: 'b',
    value: 16,
    note: expect.stringContaining('b is cheaper from there on'),
  });
  expect(found!.points.every(({ value }) => Number.isInteger(value))).toBe(true);
});

test('no turn: who is cheaper throughout, or that nobody is found to be', () => {
  const [never] = breakEven([(x) => x, (x) => x + 5]);
  expect(never).toMatchObject({
    value: null,
    note: 'no turn within the range; a is cheaper throughout; no interval: no seed changes it, or there is one replication',
  });
  const [sure] = breakEven([(x) => x, (x, seed) => x + 50 + noise(seed, 'b')]);
  expect(sure).toMatchObject({ value: null, note: 'no turn within the range; a is cheaper throughout' });
  // One replication has a sign, and says nothing of how sure it is.
  const [once] = breakEven([(x) => x, (x, seed) => x + noise(seed, 'b')], RANGE, { replications: 1 });
  expect(once!.note).toMatch(/throughout; no interval: .* one replication$/);
  const [equal] = breakEven([(x, seed) => x + noise(seed, 'a'), (x, seed) => x + noise(seed, 'b')]);
  expect(equal).toMatchObject({
    value: null,
    note: 'no difference found at this precision within the range',
  });
});

test('chance alone finds nobody cheaper anywhere, however many points are looked at', () => {
  let found = 0;
  const times = 100;
  for (let i = 0; i < times; i++) {
    // No difference at all; what chance makes at one value says nothing of the next.
    const costs: Cost[] = ['a', 'b'].map((of) => (x, seed) => 50 + noise(seed, `${of} ${x}`));
    const all = breakEven(costs, RANGE, { seed: String(1000 * i), replications: 5 });
    if (all.some(({ note }) => note !== 'no difference found at this precision within the range')) found++;
  }
  // Binomial: 5 with a standard deviation of 2.2; each point by itself would say something in 37 of 100.
  expect(found).toBeLessThan(13);
});

test('several turns are all told, and pairs each by themselves', () => {
  const found = breakEven([() => 100, (x) => 100 + ((x - 20) * (x - 70)) / 100, (x) => 50 + x]);
  expect(found.map(({ a, b, value }) => [a, b, value === null ? null : Math.round(value)])).toEqual([
    ['a', 'b', 20],
    ['b', 'a', 70],
    ['c', 'a', 50],
    ['c', 'b', expect.any(Number)],
  ]);
  expect(found[0]!.note).toContain('turn 1 of 2: ');
});

test('utilisation there is that of the instances of each', () => {
  const alternatives = [alternative('a', 0), alternative('b', 1)];
  const { breakEven: found } = answer(findBreakEven(alternatives, WHOLE, OPTIONS), (request) => {
    const value = settingOf(request);
    const { utilization } = comparedOutcome({});
    const cpu = { ...utilization.cpu, registered: 4, reservedFraction: value / 40 };
    if (request.scenario === 1) return comparedOutcome({ cost: 155 });
    return comparedOutcome({ cost: 10 * value, outcome: { utilization: { ...utilization, cpu } } });
  });
  expect(found[0]!.utilization).toEqual({ a: 16 / 40, b: null });
});

test('runs that fail are told, and the others go on', () => {
  const alternatives = [alternative('a', 0), alternative('b', 1)];
  const { breakEven: found, failures } = answer(findBreakEven(alternatives, WHOLE, OPTIONS), (request) => {
    const value = settingOf(request);
    if (value > 35) throw new Error('no room');
    return comparedOutcome({ cost: request.scenario === 0 ? 10 * value : 155 });
  });
  expect(found[0]).toMatchObject({ value: 16 });
  expect(
    failures.some(
      ({ alternative: name, message }) =>
        name.startsWith('a, services[0].desiredCount=') && message === 'no room',
    ),
  ).toBe(true);
});

test('an alternative that the range does not touch is run as it is, and others are settled first where they are to be', () => {
  const seen: RunRequest[] = [];
  const alternatives = [{ ...alternative('flat', 0), unvaried: [RANGE.path] }, alternative('rising', 1)];
  const { breakEven: found, failures } = answer(
    findBreakEven(alternatives, RANGE, {
      ...OPTIONS,
      *settle(placed) {
        const capacity = placed.map((each) => ({ ...each, settings: [...each.settings, 'capacity=2'] }));
        return { alternatives: capacity, failures: [] };
      },
    }),
    (request) => {
      seen.push(request);
      const value = Number(request.settings.find((text) => text.startsWith(RANGE.path))?.split('=')[1]);
      return comparedOutcome({ cost: request.scenario === 0 ? 40 : value, digest: request.settings.join() });
    },
  );
  expect(failures).toEqual([]);
  expect(found).toMatchObject([{ a: 'rising', b: 'flat', value: 40 }]);
  expect(
    new Set(seen.filter(({ scenario }) => scenario === 0).map(({ settings }) => settings.join())),
  ).toEqual(new Set(['capacity=2']));
  expect(seen.every(({ settings }) => settings.at(-1) === 'capacity=2')).toBe(true);
});
