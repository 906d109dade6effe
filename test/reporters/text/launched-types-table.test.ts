import { expect, test } from 'vitest';
import type { GroupSummary, LaunchedType } from '../../../src/experiment/outcome.ts';
import { launchedTypesTable } from '../../../src/reporters/text/launched-types-table.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import { EMPTY_OUTCOME } from '../../support/outcome.ts';

/** A group with these types. */
function group(instanceTypes: readonly LaunchedType[]): GroupSummary {
  const total = instanceTypes.reduce((sum, { instanceHours }) => sum + instanceHours, 0);
  return {
    ...{ minSize: 0, maxSize: 9, desiredCapacity: 3, instances: 3, scaling: null },
    replacedInstances: { unhealthy: 0, lifetime: 0, refresh: 0 },
    instanceRefreshes: [],
    warmPool: { instances: 0, ready: 0, warmStarts: 0, coldStarts: 0, stoppedHours: 0 },
    instanceHours: {
      ...{ total, ideal: total, fragmentation: 0, headroom: 0 },
      ...{ minimumSize: 0, waiting: 0, booting: 0, draining: 0, warmPool: 0 },
    },
    instanceTypes,
  };
}

const type = (instanceType: string, hours: number, parts: Partial<LaunchedType> = {}): LaunchedType => ({
  instanceType,
  purchaseOption: 'on-demand',
  weight: 1,
  instances: 1,
  instanceHours: hours,
  ...parts,
});

const linesOf = (autoScalingGroups: Readonly<Record<string, GroupSummary>>, width = 80) =>
  launchedTypesTable({ ...EMPTY_OUTCOME, autoScalingGroups }, width).map((line) => line.trimEnd());

test('groups of one type have no table', () => {
  expect(linesOf({})).toEqual([]);
  expect(linesOf({ g: group([type('m5.large', 10)]) })).toEqual([]);
});

test('types and purchase options of a group; those that it never launched are left out', () => {
  const mixed = group([
    type('m5.large', 10, { weight: 2 }),
    type('m5.large', 30, { weight: 2, instances: 12, purchaseOption: 'spot' }),
    type('c5.18xlarge', 0, { weight: 36, instances: 0 }),
  ]);
  expect(linesOf({ mixed })).toMatchInlineSnapshot(`
    [
      "Auto Scaling group  Type      Bought     Weight  Now  Hours  Share",
      "mixed               m5.large  On-Demand       2    1     10   25 %",
      "mixed               m5.large  Spot            2   12     30   75 %",
    ]
  `);
});

test('of many types those with the most hours, on a narrow page', () => {
  const types = Array.from({ length: 25 }, (_, i) => type(`m${i}.metal-with-a-long-name`, i + 1));
  const lines = linesOf({ 'a-group-with-a-long-name-that-tells-what-it-is-for': group(types) }, 60);
  expect(lines).toHaveLength(22);
  expect(lines.at(-1)).toBe('and 5 others in outcome.json');
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(60);
});
