import { expect, test } from 'vitest';
import type { GroupSummary } from '../../../src/experiment/outcome.ts';
import { groupsTable } from '../../../src/reporters/text/groups-table.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import { EMPTY_OUTCOME } from '../../support/outcome.ts';

const NO_HOURS = {
  ...{ total: 0, ideal: 0, fragmentation: 0, headroom: 0 },
  ...{ minimumSize: 0, waiting: 0, booting: 0, draining: 0, warmPool: 0 },
};
const NO_POOL = { instances: 0, ready: 0, warmStarts: 0, coldStarts: 0, stoppedHours: 0 };

/** A group of which so many hours went where. */
function group(
  hours: Partial<GroupSummary['instanceHours']>,
  parts: Partial<GroupSummary> = {},
): GroupSummary {
  const total = Object.values(hours).reduce((sum, part) => sum + part, 0);
  return {
    ...{ minSize: 0, maxSize: 20, desiredCapacity: 3, instances: 3, warmPool: NO_POOL, ...parts },
    instanceHours: { ...NO_HOURS, ...hours, total },
    scaling: null,
    replacedInstances: { unhealthy: 0, lifetime: 0, refresh: 0 },
    instanceRefreshes: [],
    instanceTypes: [],
  };
}

const linesOf = (autoScalingGroups: Readonly<Record<string, GroupSummary>>, width = 80) =>
  groupsTable({ ...EMPTY_OUTCOME, autoScalingGroups }, width).map((line) => line.trimEnd());

const BUSY = group({
  ideal: 50,
  fragmentation: 20,
  headroom: 12,
  minimumSize: 8,
  waiting: 5,
  booting: 4,
  draining: 1,
});

test('a run without groups has no table', () => {
  expect(linesOf({})).toEqual([]);
});

test('what the hours of each group were for', () => {
  expect(linesOf({ g: BUSY, unused: group({}, { maxSize: 1_000, instances: 0 }) })).toMatchInlineSnapshot(`
    [
      "Auto Scaling group      Bounds  Now  Hours  Ideal  Spread  Spare  Boot, drain",
      "g                      0 to 20    3    100   50 %    20 %   25 %          5 %",
      "unused              0 to 1,000    0      0      -       -      -            -",
    ]
  `);
});

test('of many groups those with the most hours', () => {
  const names = Array.from({ length: 25 }, (_, i) => `g${i}`);
  const lines = linesOf(Object.fromEntries(names.map((name, i) => [name, group({ ideal: i + 1 })])));
  expect(lines).toHaveLength(22);
  expect(lines.slice(1, 21).map((line) => line.split(' ')[0])).toEqual(names.slice(5));
  expect(lines[21]).toBe('and 5 others in outcome.json');
});

test('long names and a narrow page', () => {
  const long = 'an-auto-scaling-group-with-a-name-that-tells-what-it-is-for-and-where';
  const groups = {
    [long]: { ...BUSY, minSize: 1_000, maxSize: 5_000, instances: 4_321 },
    'bell\u0007': group({ ideal: 123_456 }),
  };
  for (const width of [60, 80, 120])
    expect(linesOf(groups, width).filter((line) => widthOf(line) > width)).toEqual([]);
  expect(linesOf(groups, 60)).toMatchInlineSnapshot(`
    [
      "Auto Scaling…    Now    Hours  Ideal  Spread  Spare   Boot,…",
      "an-aut…-where  4,321      100   50 %    20 %   25 %      5 %",
      "bell�              3  123,456  100 %     0 %    0 %      0 %",
    ]
  `);
  expect(linesOf(groups, 80)).toMatchInlineSnapshot(`
    [
      "Auto Scaling…          Bounds    Now    Hours  Ideal  Spread  Spare  Boot, drain",
      "an-aut…-where  1,000 to 5,000  4,321      100   50 %    20 %   25 %          5 %",
      "bell�                 0 to 20      3  123,456  100 %     0 %    0 %          0 %",
    ]
  `);
});

test('warm pools have a table of their own', () => {
  const warmPool = { instances: 9, ready: 7, warmStarts: 12, coldStarts: 3, stoppedHours: 6.5 };
  const pooled = group({ ideal: 5, warmPool: 2.5 }, { warmPool });
  expect(linesOf({ g: pooled, other: BUSY })).toMatchInlineSnapshot(`
    [
      "Auto Scaling group   Bounds  Now  Hours  Ideal  Spread  Spare  Boot, drain",
      "g                   0 to 20    3    7.5   67 %     0 %    0 %          0 %",
      "other               0 to 20    3    100   50 %    20 %   25 %          5 %",
      "",
      "Warm pool of  Now  Ready  Warm starts  Cold  Hours run  Stopped",
      "g               9      7           12     3        2.5      6.5",
    ]
  `);
  for (const width of [40, 60, 80])
    for (const line of linesOf({ ['g'.repeat(100)]: pooled }, width))
      expect(widthOf(line)).toBeLessThanOrEqual(width);
});
