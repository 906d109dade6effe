import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_COLUMNS } from '../../src/analysis/column-steps.ts';
import { MOST_ROWS } from '../../src/analysis/fleet-columns.ts';
import { FleetMap } from '../../src/analysis/fleet-map.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const { ACTIVE, CLOSED, DEREGISTERING, DRAINING, INACTIVE, NONE, REGISTERING, WARM_RUNNING } = InstanceStatus;

test('a column says what stands at its end, whatever happens in a run', () => {
  fc.assert(
    fc.property(scenarioArbitrary, fc.constantFrom(0, 20_000), (base, warmUpMs) => {
      const scenario = { ...base, simulation: { ...base.simulation, durationMs: 150_500, warmUpMs } };
      const seen = new FleetMap(warmUpMs, 150_500);
      advanceTo(createSimulation(scenario, [seen]), 150_500);
      const again = createSimulation(scenario);
      const looked = seen.map.columns.filter((_, i, { length }) => i % 23 === 0 || i === length - 1);
      for (const { at, shares, ...counts } of looked) {
        advanceTo(again, at);
        const stood = standing(again, seen);
        const text = ({ there, booting, draining, warm }: Counts) =>
          [there, booting, draining, warm].map((list) => list.join()).join('/');
        expect(text(counts)).toBe(text(stood));
        expect(stood.shares.every((sum, row) => Math.abs(sum - shares[row]!) < 1e-9)).toBe(true);
      }
      if (again.fleet.rows > 0) expect(seen.map.columns.at(-1)?.at).toBe(150_500);
    }),
    { seed: 12, numRuns: 12 },
  );
});

type Counts = Readonly<Record<'there' | 'booting' | 'draining' | 'warm', { join(): string }>>;

/** The same from the tables, all instances one by one. */
function standing({ fleet }: Simulation, { map }: FleetMap) {
  const empty = () => Array.from({ length: MOST_ROWS }, () => 0);
  const found = { shares: empty(), there: empty(), booting: empty(), draining: empty(), warm: empty() };
  for (let instance = 0; instance < fleet.rows; instance++) {
    const status = fleet.status[instance]!;
    const row = map.rowOf(instance);
    if (([NONE, INACTIVE, CLOSED] as number[]).includes(status)) continue;
    found.there[row]!++;
    if (status === REGISTERING) found.booting[row]!++;
    if (status === DRAINING || status === DEREGISTERING) found.draining[row]!++;
    if (status >= WARM_RUNNING) found.warm[row]!++;
    if (status !== ACTIVE && status !== DRAINING) continue;
    const shares = [
      1 - fleet.cpuFree[instance]! / fleet.cpuTotal[instance]!,
      1 - fleet.memoryFree[instance]! / fleet.memoryTotal[instance]!,
    ];
    found.shares[row]! += Math.max(...shares);
  }
  return found;
}

test('a run of unknown length has as many columns at most, and its last one at its end', () => {
  const lasts = 12 * 86_400_000 + 7000;
  const mapOf = (durationMs: number | null) => {
    const seen = new FleetMap(0, durationMs);
    const scenario = scenarioWith({
      simulation: { durationMs },
      cluster: { containerInstances: [instances(2, 2048, 2048)] },
      workloads: [{ source: burst(3, 90_000, lasts) }],
    });
    advanceTo(createSimulation(scenario, [seen]), 1e13);
    return seen;
  };
  const { map, stepMs } = mapOf(null);
  expect(stepMs).toBe(3 * 3_600_000);
  expect(map.columns.length).toBeLessThanOrEqual(MOST_COLUMNS);
  const at = map.columns.map((column) => column.at);
  expect(at.slice(0, 2)).toEqual([stepMs, 2 * stepMs]);
  expect(at.at(-1)! % 1000 === 0 && at.at(-1)! > lasts).toBe(true);
  expect(new Set(at).size).toBe(at.length);
});

test('more instances than rows share them with their neighbours', () => {
  const seen = new FleetMap(0, 1_000_000);
  const scenario = scenarioWith({
    simulation: { durationMs: 1_000_000 },
    cluster: { containerInstances: [instances(MOST_ROWS * 2 + 1, 1024, 1024)] },
    workloads: [],
    actions: [
      {
        kind: 'registerContainerInstances',
        atMs: 500_000,
        cluster: 'main',
        name: instances(1, 1, 1).name,
        count: MOST_ROWS * 3,
      },
    ],
  });
  advanceTo(createSimulation(scenario, [seen]), 1_000_000);
  expect(seen.map.instancesPerRow).toBe(8);
  const { there } = seen.map.columns.at(0)!;
  expect([...there].filter((count) => count > 0)).toEqual([...Array.from({ length: 20 }, () => 8), 1]);
  const total = (column: { readonly there: Int32Array }) =>
    column.there.reduce((sum, count) => sum + count, 0);
  expect(total(seen.map.columns.at(0)!)).toBe(MOST_ROWS * 2 + 1);
  expect(total(seen.map.columns.at(-1)!)).toBe(MOST_ROWS * 5 + 1);
});
