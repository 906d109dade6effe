import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PURPOSES } from '../../../src/events/cost-purposes.ts';
import type { CostSummary } from '../../../src/experiment/outcome.ts';
import type { CostView, FleetView, OutcomeViews } from '../../../src/experiment/outcome-views.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { jsonPieces } from '../../../src/reporters/json.ts';
import { EMPTY_OUTCOME } from '../../support/outcome.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { burst, instances, scenarioWith } from '../../support/scenario.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';

const nano = (usd: number) => BigInt(Math.round(usd * 1e9));
const sum = (amounts: readonly number[] = []) => amounts.reduce((total, amount) => total + nano(amount), 0n);

test('what views say adds up to what the outcome says, whatever the run', () => {
  fc.assert(
    fc.property(scenarioArbitrary, (scenario) => {
      const outcome = runScenario({ scenario, prices: TEST_PRICES });
      const { fleet, waits, cost } = outcome.views!;
      checkCost(cost, outcome.cost);
      checkWaits(waits, outcome.tasks.started);
      if (fleet !== null) checkFleet(fleet);
    }),
    { seed: 21, numRuns: 8 },
  );
});

test('views of a large fleet are bounded', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 160_000 },
    cluster: { containerInstances: [instances(160, 2048, 4096)] },
    workloads: Array.from({ length: 7 }, (_, i) => ({
      name: `kind-${i}`,
      cpu: 100 + i,
      source: burst(200, 1000, 200_000),
    })),
  });
  const { views } = runScenario({ scenario, prices: TEST_PRICES });
  expect(runScenario({ scenario, prices: TEST_PRICES }).views).toEqual(views);
  expect(views!.fleet!.rows).toHaveLength(80);
  expect(views!.fleet!.columns).toBe(160);
  const bytes = [...jsonPieces({ ...EMPTY_OUTCOME, views })].reduce((all, { length }) => all + length, 0);
  expect(bytes).toBeLessThan(150_000);
});

function checkCost({ byPurpose }: CostView, cost: CostSummary): void {
  expect(PURPOSES.reduce((total, purpose) => total + sum(byPurpose[purpose]), 0n)).toBe(nano(cost.total));
  for (const part of ['useful', 'idle', 'booting', 'draining', 'warmPool'] as const)
    expect(sum(byPurpose[part])).toBe(nano(cost.instances[part]));
  expect(sum(byPurpose.unusedCommitment)).toBe(nano(cost.unusedCommitment));
  const lengths = new Set(Object.values(byPurpose).map(({ length }) => length));
  expect(lengths.size).toBeLessThanOrEqual(1);
}

function checkWaits({ bounds, counts, by }: OutcomeViews['waits'], started: number): void {
  const total = (list: readonly number[]) => list.reduce((all, count) => all + count, 0);
  expect(total(counts)).toBe(started);
  expect(by.reduce((all, kind) => all + total(kind.counts), 0)).toBe(started);
  expect(bounds).toHaveLength(counts.length === 0 ? 0 : counts.length + 1);
}

/** Each instance in one row; cells are percent, and lie in time between what the row says of its launch and end. */
function checkFleet({ instances, rows, columns, start, columnSeconds }: FleetView): void {
  expect(rows.reduce((all, row) => all + row.instances, 0)).toBe(instances);
  expect(rows.length).toBeLessThanOrEqual(80);
  expect(columns).toBeLessThanOrEqual(168);
  for (const row of rows) {
    const { fromColumn, percents, states, launchedAt, endedAt } = row;
    expect(
      percents.every((cell) => cell === null || (Number.isInteger(cell) && cell >= 0 && cell <= 100)),
    ).toBe(true);
    expect(fromColumn + percents.length).toBeLessThanOrEqual(columns);
    expect(states === '' || states.length === percents.length).toBe(true);
    if (percents.length === 0) continue;
    const endOf = (column: number) => Date.parse(start) + (column + 1) * columnSeconds * 1000;
    expect(Date.parse(launchedAt)).toBeLessThanOrEqual(endOf(fromColumn));
    if (endedAt !== null)
      expect(Date.parse(endedAt)).toBeGreaterThanOrEqual(endOf(fromColumn + percents.length - 2));
  }
}
