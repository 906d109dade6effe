import fc from 'fast-check';
import type {
  BreakEven,
  ComparedAlternative,
  ComparedPair,
  Comparison,
  Estimate,
  Surface,
} from '../../src/experiment/compare/comparison.ts';

export const exactly = (mean: number): Estimate => ({ mean, low: null, high: null });
export const within = (mean: number, half: number): Estimate => ({
  mean,
  low: mean - half,
  high: mean + half,
});

/** Nothing was compared. */
export const EMPTY_COMPARISON: Comparison = {
  schemaVersion: 1,
  scenario: { name: 'shop', digest: '03a08eb3' },
  seeds: ['1', '2', '3', '4'],
  confidence: 0.95,
  alternatives: [],
  pairs: [],
  breakEven: [],
  surface: null,
  tornado: [],
  resampled: ['4 seeds (1 to 4), the same for every alternative'],
  equalService: null,
  assumptions: [],
  failures: [],
};

export function comparedAlternative(
  name: string,
  cost: Estimate,
  parts: Partial<ComparedAlternative> = {},
): ComparedAlternative {
  const monthly = { mean: 30 * cost.mean, low: times(cost.low, 30), high: times(cost.high, 30) };
  return {
    name,
    set: [],
    cost,
    monthly,
    wait: exactly(0),
    latency: null,
    unserved: exactly(0),
    utilization: null,
    capacity: null,
    replications: 4,
    ...parts,
  };
}

function times(value: number | null, by: number): number | null {
  return value === null ? null : value * by;
}

/** Every pair of them in every metric that both have. */
export function allPairs(alternatives: readonly ComparedAlternative[]): ComparedPair[] {
  const metrics = ['cost', 'wait', 'latency', 'unserved'] as const;
  return alternatives.flatMap((a, i) =>
    alternatives.slice(i + 1).flatMap((b) =>
      metrics.flatMap((metric) => {
        const [one, other] = [a[metric], b[metric]];
        return one === null || other === null ? [] : [pairOfEstimates(a.name, b.name, metric, one, other)];
      }),
    ),
  );
}

function pairOfEstimates(
  a: string,
  b: string,
  metric: ComparedPair['metric'],
  one: Estimate,
  other: Estimate,
): ComparedPair {
  const difference = one.mean - other.mean;
  const half = (one.high ?? one.mean) - one.mean + (other.high ?? other.mean) - other.mean;
  const hasInterval = half > 0;
  return {
    a,
    b,
    metric,
    difference,
    low: hasInterval ? difference - half : null,
    high: hasInterval ? difference + half : null,
    probabilityLower: hasInterval ? (difference < 0 ? 0.994 : 0.2) : null,
    replications: 4,
    varianceRatio: hasInterval ? 0.096 : null,
  };
}

export function comparisonOf(
  alternatives: readonly ComparedAlternative[],
  parts: Partial<Comparison> = {},
): Comparison {
  return { ...EMPTY_COMPARISON, alternatives, pairs: allPairs(alternatives), ...parts };
}

/** Three alternatives with everything that a comparison can have. */
export function fullComparison(name: (text: string) => string = (text) => text): Comparison {
  const a = name('fargate');
  const b = name('ec2');
  const c = name('spot');
  const variable = name('workloads[0].arrivals.poisson.perHour');
  const alternatives = [
    comparedAlternative(a, within(12.34, 0.4), {
      set: [`${name('region')}=eu-west-1`],
      wait: within(42.9, 0.8),
      latency: within(120, 14),
      unserved: exactly(0.001),
    }),
    comparedAlternative(b, within(12.5, 0.6), {
      wait: within(30, 2),
      latency: within(90, 3),
      unserved: within(0.012, 0.004),
      utilization: { cpu: within(0.47, 0.14), memory: within(0.253, 0.07) },
      capacity: { variable: name('clusters[0].count'), value: 7, note: 'the least that there is' },
      packing: { hours: within(40, 1), bound: within(32, 1), gap: within(0.25, 0.01) },
      brokenAssertions: [{ that: name('tasks.wait.p95'), limit: 'at most 25', runs: 3 }],
    }),
    comparedAlternative(c, exactly(1234.5), {
      capacity: { variable: name('x'), value: null, note: 'none is enough' },
    }),
  ];
  return comparisonOf(alternatives, {
    breakEven: breakEvens(a, b, variable),
    surface: surfaceOf([a, b, c], variable),
    tornado: [
      { path: name('speed.m5'), a, b, lowInput: 0.9, highInput: 1.1, atLow: -0.62, atHigh: 0.31 },
      { path: name('duration'), unit: 's', a, b, lowInput: 288, highInput: 672, atLow: -0.2, atHigh: -0.05 },
    ],
    equalService: { limits: [name('tasks.wait.p95 at most 42.5 s (that of fargate)')] },
    assumptions: [
      { name: name('monthly'), value: name('from 12 h measured'), note: name('measured cost x 730 h') },
    ],
    failures: [{ alternative: c, seed: '3', message: name('no room for anybody') }],
  });
}

function breakEvens(a: string, b: string, variable: string): BreakEven[] {
  const points = [5, 20, 40, 70, 100].map((value) => ({ value, difference: within((value - 38) / 50, 0.1) }));
  const utilization = { a: null, b: 0.845 };
  return [
    {
      a,
      b,
      variable,
      value: 38.3,
      low: 29.7,
      high: null,
      utilization,
      note: `${a} is cheaper below`,
      points,
    },
    {
      a,
      b,
      variable,
      unit: 's',
      value: null,
      low: null,
      high: null,
      utilization: { a: null, b: null },
      note: 'no run of both ended within the range',
      points: [],
    },
  ];
}

function surfaceOf(alternatives: readonly string[], variable: string): Surface {
  const [a, b] = alternatives as [string, string];
  const costs = [12.25, 12.5, null];
  return {
    rows: { variable, values: [10, 200] },
    columns: { variable: 'time', unit: 's', values: [60, 120, 3600] },
    alternatives,
    cells: [
      [a, a, null].map((cheapest) => ({ cheapest, costs: [12, 13, 14] })),
      [a, b, null].map((cheapest) => ({ cheapest, costs })),
    ],
  };
}

/** As many alternatives as a race of all strategies has, and more. */
export function manyAlternatives(
  count: number,
  name: (i: number) => string = (i) => `strategy ${i}`,
): Comparison {
  return comparisonOf(
    Array.from({ length: count }, (_, i) =>
      comparedAlternative(name(i), within(10 + (i % 7), 0.5), { wait: within(30 + ((i * 5) % 11), 3) }),
    ),
  );
}

/** So long are names of AWS at most; with markup in them. */
export function longName(text: string): string {
  return `${text}<b onclick="x">&amp;'</b></script>${'W'.repeat(255)}`.slice(0, 255);
}

/** Of one replication, or where nothing is drawn. */
export function withoutIntervals(): Comparison {
  const alternatives = [2, 3, 4].map((count) => comparedAlternative(`count=${count}`, exactly(2.38 * count)));
  return comparisonOf(alternatives, { seeds: ['1'] });
}

/** Whatever they are, they cost nothing. */
export function allTheSame(): Comparison {
  return comparisonOf(['a', 'b', 'c'].map((name) => comparedAlternative(name, exactly(0))));
}

export function onlyFailures(): Comparison {
  const failures = Array.from({ length: 120 }, (_, i) => ({
    alternative: 'ec2',
    seed: String(i),
    message: 'no container instance <ever> comes',
  }));
  return { ...EMPTY_COMPARISON, failures };
}

const figure = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
  fc.double({ min: 0, max: 1e-3, noNaN: true }),
  fc.constantFrom(1e15, 12.5),
);
const estimate: fc.Arbitrary<Estimate> = fc
  .tuple(figure, fc.option(figure))
  .map(([mean, half]) => (half === null ? exactly(mean) : within(mean, half)));
const someName = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('</script>', '<b>', 'a\nb', '\u202e'),
);

/** Comparisons that could be, and some that could not. */
export const comparisonArbitrary: fc.Arbitrary<Comparison> = fc
  .uniqueArray(someName, { minLength: 0, maxLength: 6 })
  .chain((names) =>
    fc.tuple(
      fc.tuple(
        ...names.map((name) =>
          fc
            .record({
              cost: estimate,
              wait: estimate,
              unserved: fc.double({ min: 0, max: 1, noNaN: true }).map(exactly),
              latency: fc.option(estimate),
            })
            .map(({ cost, ...parts }) => comparedAlternative(name, cost, parts)),
        ),
      ),
      someName,
      fc.boolean(),
    ),
  )
  .map(([alternatives, text, hasMore]) => {
    const full = fullComparison((own) => `${own}${text}`);
    const { breakEven, surface, tornado, assumptions } = full;
    return comparisonOf(alternatives, hasMore ? { breakEven, surface, tornado, assumptions } : {});
  });
