import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CompareOptions,
  compareAlternatives,
} from '../../../src/experiment/compare/compare-alternatives.ts';
import type { Comparison } from '../../../src/experiment/compare/comparison.ts';
import type { Alternative } from '../../../src/experiment/compare/plan/alternative.ts';
import type { ScenarioFacts } from '../../../src/experiment/compare/plan/scenario-facts.ts';
import { studentTQuantile } from '../../../src/experiment/compare/statistics/student-t.ts';
import type { RunRequest } from '../../../src/experiment/execute/run-request.ts';
import { alternative, answer, comparedOutcome, type Figures } from '../../support/comparison.ts';

const OPTIONS: CompareOptions = {
  scenario: { name: 'test', digest: '0' },
  seed: '1',
  replications: 10,
  precision: null,
  confidence: 0.95,
};

type Model = (seed: number, request: RunRequest) => Figures;

/** Compares models by name; each run's digest is its seed, if the model does not say otherwise. */
function compare(models: Readonly<Record<string, Model>>, options: Partial<CompareOptions> = {}): Comparison {
  const names = Object.keys(models);
  const alternatives = names.map((name, i) => alternative(name, i));
  return compareThese(
    alternatives,
    (seed, request) => models[names[request.scenario]!]!(seed, request),
    options,
  );
}

function compareThese(
  alternatives: readonly Alternative[],
  model: Model,
  options: Partial<CompareOptions> = {},
): Comparison {
  return answer(compareAlternatives(alternatives, { ...OPTIONS, ...options }), (request) =>
    comparedOutcome({ digest: request.seed, ...model(Number(request.seed), request) }),
  );
}

/** Load that both alternatives see, by seed. */
const LOADS = [3, 9, 4, 1, 7, 8, 2, 6, 5, 5, 3, 8];
const load = (seed: number) => LOADS[(seed - 1) % LOADS.length]!;
const costOf = ({ pairs }: Comparison) => pairs.find(({ metric }) => metric === 'cost')!;

test('the same seeds for every alternative: what they have in common falls out of the difference', () => {
  const comparison = compare({
    a: (seed) => ({ cost: 10 * load(seed) + (seed % 2) }),
    b: (seed) => ({ cost: 10 * load(seed) + 5 }),
  });
  expect(comparison.seeds).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  const { difference, low, high, probabilityLower, varianceRatio } = costOf(comparison);
  expect(difference).toBeCloseTo(-4.5, 9);
  // Ten values, half of them 0 and half 1: variance 10/36.
  expect(high! - low!).toBeCloseTo(2 * 2.262157 * Math.sqrt(10 / 36 / 10), 5);
  expect(probabilityLower).toBeGreaterThan(0.9999);
  expect(varianceRatio).toBeLessThan(0.001);
  expect(comparison.alternatives[0]!.cost.high! - comparison.alternatives[0]!.cost.low!).toBeGreaterThan(30);
});

test('the other way round is the same with the sign turned; names and order change nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 })), {
        minLength: 10,
        maxLength: 10,
      }),
      (costs) => {
        const x: Model = (seed) => ({ cost: costs[seed - 1]![0], wait: costs[seed - 1]![1] });
        const y: Model = (seed) => ({ cost: costs[seed - 1]![1], wait: costs[seed - 1]![0] });
        const [one, other] = [compare({ a: x, b: y }), compare({ first: y, second: x })];
        expect(other.alternatives.map(({ name: _, ...rest }) => rest)).toEqual(
          [...one.alternatives].reverse().map(({ name: _, ...rest }) => rest),
        );
        for (const [i, pair] of one.pairs.entries()) {
          const turned = other.pairs[i]!;
          expect(turned.difference).toBe(0 - pair.difference);
          expect(turned.low).toBe(pair.high === null ? null : 0 - pair.high);
          if (pair.probabilityLower !== null)
            expect(turned.probabilityLower).toBeCloseTo(1 - pair.probabilityLower, 12);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('intervals of three pairs are wider than that of one, as all hold at once', () => {
  const a: Model = (seed) => ({ cost: load(seed) });
  const b: Model = (seed) => ({ cost: 10 - load(seed) });
  const width = ({ low, high }: { low: number | null; high: number | null }) => high! - low!;
  const [two, three] = [compare({ a, b }), compare({ a, b, c: () => ({ cost: 1 }) })];
  expect(three.pairs.filter(({ metric }) => metric === 'cost')).toHaveLength(3);
  expect(width(costOf(three))).toBeGreaterThan(1.2 * width(costOf(two)));
  expect(three.alternatives[0]!.cost).toEqual(two.alternatives[0]!.cost);
});

test('one replication has no intervals, and says so', () => {
  const comparison = compare({ a: () => ({ cost: 1 }), b: () => ({ cost: 2 }) }, { replications: 1 });
  expect(costOf(comparison)).toMatchObject({ difference: -1, low: null, high: null, probabilityLower: null });
  expect(comparison.alternatives[0]!.cost).toEqual({ mean: 1, low: null, high: null });
  expect(comparison.resampled).toEqual([expect.stringContaining('one seed (1)')]);
});

test('runs that no seed changes are made three times, and are no sample', () => {
  let runs = 0;
  const model = (cost: number): Model => {
    return () => {
      runs++;
      return { cost, digest: `${cost}` };
    };
  };
  const comparison = compare({ a: model(1), b: model(2) });
  expect(runs).toBe(6);
  expect(costOf(comparison)).toMatchObject({ difference: -1, low: null, high: null });
  expect(comparison.resampled).toContain('no sampling uncertainty: one recorded trace');
});

const RECORDED: ScenarioFacts = {
  recorded: ['trace'],
  repeatsRecording: false,
  speed: {},
  processors: [],
  worksByCpu: false,
  startsAtOnce: true,
};

/** Hours of whole days and some more; an alternative costs `level` more on some days than on others. */
function days(count: number, level: number, more = 0): number[] {
  return Array.from({ length: count * 24 + more }, (_, hour) => 10 + level * (Math.floor(hour / 24) % 3));
}

function compareRecorded(
  a: readonly number[],
  b: readonly number[],
  facts: ScenarioFacts = RECORDED,
): Comparison {
  const alternatives = [alternative('a', 0), alternative('b', 1)].map((one) => ({ ...one, facts }));
  return compareThese(alternatives, (_, { scenario }) => ({ digest: '', hours: scenario === 0 ? a : b }));
}

test('whole days of a recording are resampled in blocks, the same days for both', () => {
  const comparison = compareRecorded(days(12, 1, 5), days(12, 1.5, 5));
  const { difference, low, high } = costOf(comparison);
  // 24 hours of 0, 0.5 and 1, four times over.
  expect(difference).toBeCloseTo(-24 * 1.5 * 4 - 0, 6);
  expect(low).toBeLessThan(difference);
  expect(high! - difference).toBeCloseTo(difference - low!, 6);
  expect(comparison.resampled).toContain(
    'costs: 12 whole days of the recording (UTC), drawn anew in blocks of 4 days, the same days for every alternative; 5 hours belong to no whole day and are left out, their cost held as it was',
  );
  expect(comparison.alternatives[0]!.cost.low).not.toBeNull();
  expect(comparison.alternatives[0]!.wait).toEqual({ mean: 0, low: null, high: null });
});

test('what seeds draw beside a recording widens the interval of its days: variances add up', () => {
  const alternatives = [alternative('a', 0), alternative('b', 1)].map((one) => ({ ...one, facts: RECORDED }));
  // Five seeds move a's every hour by as much; its days differ, too.
  const shifts = [-2, -1, 0, 1, 2];
  const compared = (of: readonly number[]) => {
    const comparison = compareThese(
      alternatives,
      (seed, { scenario }) => ({
        digest: `${of[seed - 1]}`,
        hours: days(12, 1 + scenario).map((usd) => (scenario === 0 ? usd + of[seed - 1]! : usd)),
      }),
      { replications: 5 },
    );
    const { low, high, difference } = costOf(comparison);
    return { half: (high! - low!) / 2, difference, of: comparison.alternatives[0]!.cost };
  };
  const [still, moved] = [compared([0, 0, 0, 0, 0]), compared(shifts)];
  expect(moved.difference).toBeCloseTo(still.difference, 6);
  // By hand: 288 hours, variance of the shifts 2.5, five of them.
  const bySeeds = 288 * Math.sqrt(2.5 / 5);
  const byDays = still.half / studentTQuantile(0.975, 3);
  const dof = (bySeeds ** 2 + byDays ** 2) ** 2 / (bySeeds ** 4 / 4 + byDays ** 4 / 3);
  expect(moved.half).toBeCloseTo(studentTQuantile(0.975, dof) * Math.hypot(bySeeds, byDays), 6);
  expect(moved.of.high! - moved.of.mean).toBeGreaterThan(still.of.high! - still.of.mean);
});

test('the wider the days differ, the less is known; that all differ alike is no spread to go by', () => {
  const width = (comparison: Comparison) => costOf(comparison).high! - costOf(comparison).low!;
  const [narrow, wide] = [1.5, 3].map((level) => compareRecorded(days(14, 1), days(14, level)));
  expect(width(wide!)).toBeGreaterThan(2 * width(narrow!));
  expect(
    costOf(
      compareRecorded(
        days(14, 1),
        days(14, 1).map((usd) => usd + 1),
      ),
    ),
  ).toMatchObject({ low: null });
});

test('too few whole days, or a recording that is run again and again, tell nothing of other days', () => {
  const words = 'no sampling uncertainty: one recorded trace';
  for (const comparison of [
    compareRecorded(days(6, 1, 20), days(6, 2, 20)),
    compareRecorded(days(14, 1), days(14, 2), { ...RECORDED, repeatsRecording: true }),
  ]) {
    expect(comparison.resampled).toContain(words);
    expect(costOf(comparison)).toMatchObject({ low: null, high: null, probabilityLower: null });
  }
  const stated = compareRecorded(days(14, 1), days(14, 2), { ...RECORDED, recorded: [] });
  expect(stated.resampled).toContain(
    'no sampling uncertainty seen: what happens only under few seeds would not show',
  );
  expect(costOf(stated).low).toBeNull();
});

test('days begin at midnight after the warm-up', () => {
  const hours = days(10, 1);
  const outcome = { hourlyCost: { from: '2026-03-02T06:00:00.000Z', usd: hours.slice(6) } };
  const alternatives = [alternative('a', 0), alternative('b', 1)].map((one) => ({ ...one, facts: RECORDED }));
  const comparison = compareThese(alternatives, () => {
    const { simulation } = comparedOutcome({ hours });
    return {
      hours,
      digest: '',
      outcome: { ...outcome, simulation: { ...simulation, warmUpSeconds: 6 * 3600 } },
    };
  });
  expect(comparison.resampled.join()).toMatch(/9 whole days .* 18 hours belong to no whole day/);
});

test('with a precision replications are added until it is reached, or the most are made', () => {
  const models: Record<string, Model> = {
    a: (seed) => ({ cost: 100 + load(seed) }),
    b: (seed) => ({ cost: 105 + load(seed + 5) }),
  };
  const of = (precision: number, replications = 1000) => {
    const comparison = compare(models, { precision, replications });
    const { low, high } = costOf(comparison);
    return { count: comparison.seeds.length, half: (high! - low!) / 2, text: comparison.resampled.join() };
  };
  const [rough, fine, cut] = [of(0.1), of(0.005), of(0.005, 20)];
  expect(rough.count).toBe(10);
  expect(fine.count).toBeGreaterThan(20);
  expect(fine.half).toBeLessThanOrEqual(0.005 * 106);
  expect(fine.text).toMatch(/until every difference of costs was within 0.5 % of the cheaper mean/);
  expect(cut).toMatchObject({ count: 20, text: expect.stringContaining('20 that were the most') });
});

test('where the order turns is looked for with as many replications as the precision took, not with the most', () => {
  const range = { path: 'speed.m5', low: 1, high: 101, isDuration: false, isWhole: false };
  let most = 0;
  const comparison = compare(
    {
      a: (seed, { settings }) => {
        most = Math.max(most, settings.length > 0 ? seed : 0);
        return { cost: 100 + load(seed) };
      },
      b: (seed) => ({ cost: 105 + load(seed + 5) }),
    },
    { precision: 0.02, replications: 1000, ranges: [range] },
  );
  expect(comparison.seeds.length).toBeLessThan(100);
  expect(most).toBe(comparison.seeds.length);
});

test('a precision that failed runs kept it from is not said to be reached', () => {
  const noisy = (of: number): Model => {
    return (seed) => {
      if (seed % 2 === of) throw new Error('out of luck');
      return { cost: 100 + load(seed + 5 * of) };
    };
  };
  const sound: Model = (seed) => ({ cost: 100 + load(seed) });
  const half = compare({ sound, half: noisy(0) }, { precision: 0.005, replications: 400 });
  const { low, high, replications } = costOf(half);
  expect(half.seeds.length).toBeGreaterThan(replications);
  expect((high! - low!) / 2).toBeLessThanOrEqual(0.005 * 106);
  expect(half.resampled.join()).toMatch(/replications were added until every difference/);
  const never = compare({ odd: noisy(0), even: noisy(1) }, { precision: 0.5, replications: 30 });
  expect(never.seeds).toHaveLength(30);
  expect(never.resampled.join()).toMatch(/were to be added .* ended at the 30 that were the most/);
});

test('a run that fails is told with its alternative and seed, and the others go on', () => {
  const fragile: Model = (seed) => {
    if (seed === 4) throw new Error('out of luck');
    return { cost: load(seed) };
  };
  const hopeless: Model = () => {
    throw new Error('never');
  };
  const comparison = compare({ sound: (seed) => ({ cost: 2 * load(seed) }), fragile, hopeless });
  expect(comparison.failures).toEqual([
    ...['1', '2', '3'].map((seed) => ({ alternative: 'hopeless', seed, message: 'never' })),
    { alternative: 'fragile', seed: '4', message: 'out of luck' },
  ]);
  expect(comparison.alternatives.map(({ name, replications }) => [name, replications])).toEqual([
    ['sound', 10],
    ['fragile', 9],
  ]);
  expect(costOf(comparison)).toMatchObject({ a: 'sound', b: 'fragile', replications: 9 });
});

test('what is compared beside costs', () => {
  const services = {
    'main/web': service(900, 100, 40),
    'main/api': service(1000, 0, 70),
    'main/idle': { requests: null, failedRequests: null, latencyMs: null },
  };
  const { utilization, tasks } = comparedOutcome({});
  const comparison = compare({
    web: () => ({
      outcome: {
        services: services as never,
        utilization: { ...utilization, cpu: { ...utilization.cpu, registered: 4, reservedFraction: 0.5 } },
        assertions: [{ that: 'tasks.gaveUp', limit: 'equal to 0', actual: 3, holds: false }],
      },
    }),
    tasks: () => ({
      outcome: {
        tasks: { ...tasks, requested: 50, gaveUp: 3, pendingAtEnd: { count: 2, oldestSeconds: 9 } },
      },
    }),
  });
  const [web, batch] = comparison.alternatives;
  expect(web).toMatchObject({ latency: { mean: 70 }, utilization: { cpu: { mean: 0.5 } } });
  expect(web!.unserved.mean).toBeCloseTo(100 / (2000 + 100), 6);
  expect(web!.brokenAssertions).toEqual([{ that: 'tasks.gaveUp', limit: 'equal to 0', runs: 10 }]);
  expect(batch).toMatchObject({ latency: null, utilization: null, unserved: { mean: 0.1 } });
  expect(batch).not.toHaveProperty('brokenAssertions');
  expect(comparison.pairs.map(({ metric }) => metric)).toEqual(['cost', 'wait', 'unserved']);
});

test('an alternative that starts nothing has no wait, rather than the shortest', () => {
  const { tasks } = comparedOutcome({});
  const stuck = { tasks: { ...tasks, started: 0, pendingAtEnd: { count: 100, oldestSeconds: 9 } } };
  const { alternatives, pairs } = compare({
    stuck: () => ({ outcome: stuck }),
    slow: (seed) => ({ wait: load(seed), ...(seed === 2 ? { outcome: stuck } : {}) }),
    fast: (seed) => ({ wait: load(seed) / 2 }),
  });
  expect(pairs.filter(({ metric }) => metric === 'wait').map(({ a, b }) => [a, b])).toEqual([]);
  // Nine runs in which tasks started.
  const nine = [1, 3, 4, 5, 6, 7, 8, 9, 10].map(load);
  expect(alternatives[1]!.wait.mean).toBeCloseTo(nine.reduce((sum, one) => sum + one, 0) / 9, 9);
});

function service(served: number, failedRequests: number, p95: number): object {
  return { requests: served + failedRequests, failedRequests, latencyMs: { mean: 1, p50: 1, p95, p99: 100 } };
}

test('what decides the answer and is not known is stated', () => {
  const facts = { ...RECORDED, recorded: [], startsAtOnce: false };
  const alternatives: Alternative[] = [
    { ...alternative('ec2', 0), facts: { ...facts, processors: ['m5'] } },
    { ...alternative('spot', 1), facts: { ...facts, processors: ['fargate'] } },
  ];
  const { cost, tasks, warnings } = comparedOutcome({});
  const transient = { code: 'transient', message: '', count: 1, firstAt: '' };
  const comparison = compareThese(alternatives, (_, { scenario }) => ({
    hours: scenario === 0 ? [1] : [1, 1],
    outcome: {
      warnings: scenario === 0 ? warnings : [transient],
      cost: {
        ...cost,
        total: 3,
        onDemandEquivalent: 12,
        byUsageType: scenario === 0 ? {} : { SpotUsage: 3 },
      },
      tasks: { ...tasks, requested: 8, roundedUp: { tasks: scenario * 4, vcpu: 1, memoryGib: 2.5 } },
    },
  }));
  expect(comparison.assumptions.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'measured times differ: 1 h to 2 h',
    'speed: 1 everywhere',
    'Spot price: spot 75 % below On-Demand',
    'sizes rounded up: spot 50 % of its tasks, all together by 1 vCPU and 2.5 GiB',
    'delays: as assumed, or as in `timings`',
    'monthly: from 1 h to 2 h measured',
    'no steady state: spot',
  ]);
  const stated = compareThese(
    alternatives.map((one) => ({
      ...one,
      facts: { ...one.facts!, speed: { fargate: 0.9 }, startsAtOnce: true },
    })),
    () => ({}),
  );
  expect(stated.assumptions.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'speed: fargate 0.9',
    'monthly: from 1 h measured',
  ]);
});

test('inputs that seeds draw are named', () => {
  const range = { low: 0.8, median: 1, high: 1.2, isDuration: false, isWhole: false };
  const speed = { path: 'speed.fargate', value: 1.1, ...range };
  const comparison = compare({
    a: (seed) => ({ cost: seed, outcome: { uncertain: [speed] } }),
    b: () => ({}),
  });
  expect(comparison.resampled).toContain('inputs drawn anew by each seed: speed.fargate');
});
