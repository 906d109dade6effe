import { expect, test } from 'vitest';
import type { BreakEven, Comparison } from '../../../src/experiment/compare/comparison.ts';
import { breakEvenText } from '../../../src/reporters/text/comparison/break-even.ts';
import { surfaceText } from '../../../src/reporters/text/comparison/surface.ts';
import { tornadoText } from '../../../src/reporters/text/comparison/tornado.ts';

const NOTHING: Comparison = {
  schemaVersion: 1,
  scenario: { name: 'x', digest: '0' },
  seeds: ['1'],
  confidence: 0.95,
  alternatives: [],
  pairs: [],
  breakEven: [],
  surface: null,
  tornado: [],
  resampled: [],
  equalService: null,
  assumptions: [],
  failures: [],
};

const point = (value: number) => ({ value, difference: { mean: 1, low: null, high: null } });
const TURN: BreakEven = {
  a: 'fargate',
  b: 'ec2',
  variable: 'workloads[0].arrivals.poisson.perHour',
  value: 28.7134,
  low: 25.1,
  high: 31.7,
  utilization: { a: null, b: 0.88 },
  note: 'fargate is cheaper below, ec2 above',
  points: [point(2), point(120)],
};

test('what was not asked for is not told', () => {
  expect([breakEvenText(NOTHING, 80), surfaceText(NOTHING, 80), tornadoText(NOTHING, 80)]).toEqual([
    [],
    [],
    [],
  ]);
});

test('a break-even with no more digits than its interval supports', () => {
  expect(breakEvenText({ ...NOTHING, breakEven: [TURN] }, 80)).toEqual([
    'Break-even by workloads[0].arrivals.poisson.perHour, 2 to 120',
    '- At 29 (25.1 to 31.7): fargate is cheaper below, ec2 above. CPU reserved there:',
    '  88 % (ec2).',
  ]);
});

test('open intervals, durations, and no turn at all', () => {
  const sayAll = (parts: Partial<BreakEven>) =>
    breakEvenText(
      { ...NOTHING, breakEven: [{ ...TURN, utilization: { a: null, b: null }, ...parts }] },
      200,
    )[1];
  expect(sayAll({ low: null })).toBe('- At 28.71 (up to 31.7): fargate is cheaper below, ec2 above.');
  expect(sayAll({ high: null })).toBe('- At 28.71 (from 25.1 on): fargate is cheaper below, ec2 above.');
  expect(sayAll({ unit: 's', value: 90, low: 60, high: 150 })).toBe(
    '- At 1 min 30 s (1 min to 2 min 30 s): fargate is cheaper below, ec2 above.',
  );
  expect(sayAll({ value: null, note: 'no turn within the range; ec2 is cheaper throughout' })).toBe(
    '- fargate, ec2: no turn within the range; ec2 is cheaper throughout.',
  );
});

test('a surface as letters; cells without a difference and with failed runs are shown as such', () => {
  const cell = (cheapest: string | null, costs: readonly (number | null)[] = [1, 2]) => ({ cheapest, costs });
  const surface = {
    rows: { variable: 'load', values: [10, 200] },
    columns: { variable: 'time', unit: 's' as const, values: [60, 120, 3600] },
    alternatives: ['fargate', 'ec2'],
    cells: [
      [cell('fargate'), cell('fargate'), cell(null)],
      [cell('fargate'), cell('ec2'), cell(null, [1, null])],
    ],
  };
  expect(surfaceText({ ...NOTHING, surface }, 80)).toEqual([
    'Cheapest by load (down) and time (across)',
    '     1 min  2 min  1 h',
    '10   A      A      ·      ',
    '200  A      B      ?      ',
    'A fargate; B ec2; one replication: nothing tells how sure a cell is; · no',
    'difference found at this precision; ? a run failed, or more alternatives than',
    'letters',
  ]);
  const several = surfaceText({ ...NOTHING, surface, seeds: ['1', '2'], confidence: 0.9 }, 200);
  expect(several.at(-1)).toContain('; each cell by itself, 90 %; ');
  const wide = {
    ...surface,
    columns: { variable: 'x', values: Array.from({ length: 30 }, (_, i) => 1000 + i) },
  };
  const cells = [Array.from({ length: 30 }, () => cell('ec2'))];
  const lines = surfaceText(
    { ...NOTHING, surface: { ...wide, rows: { variable: 'load', values: [1] }, cells } },
    60,
  );
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(63);
});

test('a tornado with the widest bar first', () => {
  const bar = { a: 'ec2', b: 'fargate', lowInput: 288, highInput: 672, unit: 's' as const };
  const tornado = [
    { ...bar, path: 'workloads[0].duration.exponential.mean', atLow: 0.34, atHigh: 0.05 },
    { path: 'speed.m5', a: 'ec2', b: 'fargate', lowInput: 0.9, highInput: 1.1, atLow: 0.2, atHigh: 0.15 },
  ];
  expect(tornadoText({ ...NOTHING, tornado }, 80)).toEqual([
    'What the difference of costs (ec2 - fargate) depends on: each input at its 10th',
    'and 90th percentile, the others at their medians',
    expect.stringMatching(/^Input +10 % to 90 % +at 10 % +at 90 % */),
    expect.stringMatching(/^workloads\[0.*mean +4 min 48 s to 11 min 12 s +\$0\.34 +\$0\.05 {2}█{10}$/),
    expect.stringMatching(/^speed\.m5 +0\.9 to 1\.1 +\$0\.20 +\$0\.15 {2}█{2} *$/),
  ]);
});
