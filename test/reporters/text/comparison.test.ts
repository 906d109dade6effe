import fc from 'fast-check';
import { expect, test } from 'vitest';
import type {
  ComparedAlternative,
  ComparedPair,
  Comparison,
  Estimate,
} from '../../../src/experiment/compare/comparison.ts';
import { answerOf, NO_DIFFERENCE } from '../../../src/reporters/text/comparison/answer.ts';
import { estimatedSeconds, estimatedShare } from '../../../src/reporters/text/comparison/estimates.ts';
import { supportedHalfUsd, supportedUsd } from '../../../src/reporters/text/comparison/supported.ts';
import { differenceOf, pairOf } from '../../../src/reporters/text/comparison/verdict.ts';
import { comparisonText } from '../../../src/reporters/text/comparison.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';

const exactly = (mean: number): Estimate => ({ mean, low: null, high: null });
const within = (mean: number, half: number): Estimate => ({ mean, low: mean - half, high: mean + half });

function one(name: string, cost: Estimate, parts: Partial<ComparedAlternative> = {}): ComparedAlternative {
  return {
    name,
    set: [],
    cost,
    monthly: cost,
    wait: exactly(0),
    latency: null,
    unserved: exactly(0),
    utilization: null,
    capacity: null,
    replications: 10,
    ...parts,
  };
}

function pair(
  a: string,
  b: string,
  { mean, low, high }: Estimate,
  parts: Partial<ComparedPair> = {},
): ComparedPair {
  return {
    a,
    b,
    metric: 'cost',
    difference: mean,
    low,
    high,
    probabilityLower: low === null ? null : mean < 0 ? 0.99 : 0.01,
    replications: 10,
    varianceRatio: null,
    ...parts,
  };
}

function comparison(parts: Partial<Comparison>): Comparison {
  return {
    schemaVersion: 1,
    scenario: { name: 'shop', digest: '0' },
    seeds: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
    confidence: 0.95,
    alternatives: [],
    pairs: [],
    breakEven: [],
    surface: null,
    tornado: [],
    resampled: ['10 seeds (1 to 10), the same for every alternative'],
    equalService: null,
    assumptions: [],
    failures: [],
    ...parts,
  };
}

const answered = (parts: Partial<Comparison>) => answerOf(comparison(parts)).join(' ');

test('the cheapest is named with how much less it costs and within which bounds', () => {
  const alternatives = [one('ec2', within(120, 5)), one('fargate', within(100, 4))];
  expect(answered({ alternatives, pairs: [pair('ec2', 'fargate', within(20, 3))] })).toBe(
    'fargate costs $20 (17 %) less than ec2: between $17 and $23 less (95 %).',
  );
});

test('an interval that contains zero names nobody, whichever mean is lower', () => {
  const alternatives = [
    one('ec2', within(101, 5)),
    one('fargate', within(100, 4)),
    one('spot', within(40, 3)),
  ];
  const tie = pair('ec2', 'fargate', within(1, 3));
  expect(answered({ alternatives: alternatives.slice(0, 2), pairs: [tie] })).toBe(
    `${NO_DIFFERENCE} between fargate and ec2: fargate costs between $4 less and $2 more than ec2 (95 %).`,
  );
  const pairs = [tie, pair('ec2', 'spot', within(61, 4)), pair('fargate', 'spot', within(60, 4))];
  expect(answered({ alternatives, pairs })).toBe(
    'spot costs the least, $60 (60 %) less than fargate, the next: between $56 and $64 less (95 %).',
  );
  const dear = [...alternatives.slice(0, 2), one('idle', within(300, 3))];
  expect(
    answered({
      alternatives: dear,
      pairs: [tie, pair('ec2', 'idle', within(-199, 4)), pair('fargate', 'idle', within(-200, 4))],
    }),
  ).toBe(
    `${NO_DIFFERENCE} between fargate and ec2: fargate costs between $4 less and $2 more than ec2 (95 %). Both cost less than idle.`,
  );
});

test('a difference without an interval says what it was seen in', () => {
  const alternatives = [one('a', exactly(1)), one('b', exactly(2))];
  const pairs = [pair('a', 'b', exactly(-1))];
  const said = (resampled: string[], replications = 10) =>
    answered({ alternatives, pairs: [{ ...pairs[0]!, replications }], resampled });
  expect(said([])).toBe('a costs $1.00 (50 %) less than b, in each of 10 replications.');
  expect(said([], 1)).toMatch(/in one replication, which does not tell how sure that is\.$/);
  expect(said(['no sampling uncertainty: one recorded trace'])).toMatch(
    /for this one recorded trace; it does not tell/,
  );
  expect(said(['no sampling uncertainty seen: what happens only under few seeds would not show'], 3)).toMatch(
    /less than b, in each of 3 replications, which no seed made different\.$/,
  );
  expect(said(['costs: 9 whole days of the recording'])).toMatch(/on every day of the recording alike\.$/);
  expect(
    answered({
      alternatives: [one('a', exactly(2)), one('b', exactly(2))],
      pairs: [pair('a', 'b', exactly(0))],
    }),
  ).toBe(`${NO_DIFFERENCE} between a and b: they cost the same.`);
});

test('who was found no capacity that serves as well is named beside what it saves', () => {
  const capacity = { variable: 'count', value: null, note: '' };
  const alternatives = [one('a', within(1, 0.1), { capacity }), one('b', within(2, 0.1))];
  const said = answered({ alternatives, pairs: [pair('a', 'b', within(-1, 0.1))] });
  expect(said).toMatch(/^a costs .* less than b/);
  expect(said).toMatch(/Mind that a does not serve as well: no capacity was found that does\.$/);
});

test('seeds say nothing about other arrivals than the recorded ones', () => {
  const alternatives = [one('a', within(1, 0.1)), one('b', within(2, 0.1))];
  const resampled = ['no sampling uncertainty: one recorded trace'];
  expect(answered({ alternatives, pairs: [pair('a', 'b', within(-1, 0.02))], resampled })).toMatch(
    /less \(95 %, of this one recorded trace\)\.$/,
  );
});

test('what the cheapest does worse is said when it is more than chance', () => {
  const alternatives = [
    one('lean', within(1, 0.1), { unserved: within(0.03, 0.01), wait: within(90, 5) }),
    one('ample', within(2, 0.1), { unserved: exactly(0), wait: within(30, 5) }),
  ];
  const cost = pair('lean', 'ample', within(-1, 0.1));
  const unserved = pair('lean', 'ample', within(0.03, 0.01), { metric: 'unserved' });
  const wait = pair('lean', 'ample', within(60, 70), { metric: 'wait' });
  expect(answered({ alternatives, pairs: [cost, unserved, wait] })).toMatch(
    /The price of it: 3.0 % unserved, not 0 %\.$/,
  );
});

test('measured times that differ are part of the answer, and where nothing ended there is none', () => {
  const assumptions = [{ name: 'measured times differ', value: '12 h to 24 h', note: '' }];
  const alternatives = [one('a', within(1, 0.1)), one('b', within(2, 0.1))];
  expect(answered({ alternatives, pairs: [pair('a', 'b', within(-1, 0.1))], assumptions })).toMatch(
    /Mind that measured times differ: 12 h to 24 h\.$/,
  );
  expect(answered({})).toMatch(/^No run ended/);
  expect(answered({ alternatives: alternatives.slice(0, 1) })).toMatch(/^Only the runs of a ended/);
});

/** Any comparison of two to four alternatives, with and without intervals. */
const anyComparison = fc
  .record({
    cents: fc.array(fc.integer({ min: 1, max: 1e8 }), { minLength: 2, maxLength: 4 }),
    halves: fc.array(fc.option(fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
      minLength: 6,
      maxLength: 6,
    }),
  })
  .map(({ cents, halves }) => {
    const costs = cents.map((value) => value / 100);
    const names = ['on EC2 with binpack', 'fargate', 'fargate-spot', 'c'];
    const alternatives = costs.map((cost, i) =>
      one(names[i]!, halves[i] == null ? exactly(cost) : within(cost, halves[i])),
    );
    let next = 0;
    const pairs = alternatives.flatMap((a, i) =>
      alternatives.slice(i + 1).map((b) => {
        const half = halves[next++ % halves.length] ?? null;
        const mean = Math.round(100 * (a.cost.mean - b.cost.mean)) / 100;
        return pair(a.name, b.name, half === null ? exactly(mean) : within(mean, half));
      }),
    );
    return comparison({ alternatives, pairs });
  });

test('a winner is named if and only if no interval between it and any other contains zero', () => {
  fc.assert(
    fc.property(anyComparison, (compared) => {
      const [cheapest, ...others] = [...compared.alternatives].sort((a, b) => a.cost.mean - b.cost.mean);
      const isOpen = others.some(
        ({ name }) => differenceOf(pairOf(compared, cheapest!.name, name)) === 'none',
      );
      const text = answerOf(compared).join(' ');
      expect(text.startsWith(NO_DIFFERENCE)).toBe(isOpen);
      expect(/costs( the least,)? \$/.test(text)).toBe(!isOpen);
    }),
  );
});

test('no line is wider than it may be', () => {
  fc.assert(
    fc.property(anyComparison, fc.integer({ min: 60, max: 120 }), (compared, width) => {
      for (const line of comparisonText(compared, { width }).split('\n'))
        expect(widthOf(line)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 50 },
  );
});

test('digits that an interval does not support are not printed', () => {
  expect(supportedUsd(1234.5678, 0.37)).toBe('$1,234.6');
  expect(supportedUsd(1234.5678, 0.12)).toBe('$1,234.57');
  expect(supportedUsd(-1234.5678, 37)).toBe('-$1,230');
  expect(supportedUsd(1234.5678, 400)).toBe('$1,200');
  expect(supportedUsd(0.004, 0.0005)).toBe('$0.0040');
  expect(supportedUsd(-0.2, 3)).toBe('$0');
  expect(supportedUsd(12.345, null)).toBe('$12.35');
  expect(supportedUsd(-59.010245497, 1.8e-8)).toBe('-$59.01');
  expect(supportedUsd(0.0123456789, 1e-9)).toBe('$0.01235');
  expect(supportedHalfUsd(-59.010245497, 1.8e-8)).toBe('<0.01');
  expect(supportedHalfUsd(59.01, 0.04)).toBe('0.04');
  expect(estimatedShare(within(0.0123, 0.0004))).toBe('1.23 ± 0.04 %');
  expect(estimatedShare(within(0.0123, 0.0004), 'withoutHalf')).toBe('1.23 %');
  expect(estimatedSeconds(within(123, 4567))).toBe('0 ± 5,000 s');
  expect(estimatedSeconds(exactly(90))).toBe('1 min 30 s');
});

test('the whole of it at 80 columns', () => {
  const text = comparisonText(
    comparison({
      alternatives: [
        one('ec2', within(120, 5), {
          wait: within(40, 2),
          utilization: { cpu: exactly(0.5), memory: exactly(0.25) },
          brokenAssertions: [{ that: 'tasks.gaveUp', limit: 'equal to 0', runs: 2 }],
        }),
        one('fargate', within(100, 4), { wait: within(30, 2), latency: within(80, 0.4) }),
      ],
      pairs: [
        pair('ec2', 'fargate', within(20, 3), { varianceRatio: 0.25 }),
        pair('ec2', 'fargate', within(1, 3), { metric: 'wait' }),
      ],
      assumptions: [{ name: 'speed', value: '1 everywhere', note: 'For want of a measurement.' }],
      failures: [{ alternative: 'ec2', seed: '3', message: 'out of luck' }],
    }),
    { files: ['out/comparison.json'] },
  );
  expect(text).toMatchInlineSnapshot(`
    "shop: 2 alternatives, 10 replications

    fargate costs $20 (17 %) less than ec2: between $17 and $23 less (95 %).

    Alternative      Cost   a month  Wait p95    Latency p95  Unserved   CPU  Memory
    ec2          $120 ± 5  $120 ± 5  40 ± 2 s              -       0 %  50 %    25 %
    fargate      $100 ± 4  $100 ± 4  30 ± 2 s  80.0 ± 0.4 ms       0 %     -       -

    Cost (▒ where the 95 % interval lies, ┃ the mean)
    ec2     ██████████████████████████████████████████████████████████████████▒▒▒┃▒▒
    fargate ███████████████████████████████████████████████████████▒▒▒┃▒

    Difference of  to       Cost   Wait p95  Cheaper
    fargate        ec2  -$20 ± 3  ~-1 ± 3 s     99 %
    ±: half of a 95 % interval. ~: the interval contains zero. Cheaper: the
    probability that the first costs less in the mean. Common seeds: the variance of
    a difference of costs is 0.25 of that of independent ones.

    Assertions that did not hold
    - ec2: tasks.gaveUp equal to 0, in 2 of 10 replications

    Resampled
    - 10 seeds (1 to 10), the same for every alternative.

    Assumed
    - speed: 1 everywhere. For want of a measurement.

    1 run failed and does not count
    - ec2, seed 3: out of luck

    Files
    - out/comparison.json
    "
  `);
});
