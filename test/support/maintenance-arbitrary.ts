import fc from 'fast-check';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import {
  type GroupMaintenance,
  type RefreshPreferences,
  SUSPENDABLE_PROCESSES,
} from '../../src/scenario/group-maintenance.ts';

const healthy = fc
  .record({ minimum: fc.constantFrom(0, 50, 75, 90, 100), range: fc.constantFrom(0, 10, 50, 100) })
  .map(({ minimum, range }) => ({ minimum, maximum: Math.max(100, Math.min(200, minimum + range)) }));

const process = fc.constantFrom(...SUSPENDABLE_PROCESSES);

/** How groups replace instances; lifetimes are far shorter than AWS takes them. */
export const maintenance: fc.Arbitrary<GroupMaintenance> = fc.record({
  policy: fc.option(healthy),
  maxInstanceLifetimeMs: fc.option(fc.integer({ min: 50_000, max: 300_000 }), { freq: 2 }),
  healthCheckGracePeriodMs: fc.constantFrom(0, 0, 30_000),
  defaultInstanceWarmupMs: fc.option(fc.constantFrom(0, 20_000, 60_000)),
  suspendedProcesses: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.uniqueArray(process, { maxLength: 2 }) },
  ),
});

/** How refreshes go about it. */
export const preferences: fc.Arbitrary<RefreshPreferences> = fc.record({
  healthy,
  warmUpMs: fc.constantFrom(0, 0, 20_000, 60_000),
  checkpoints: fc.constantFrom<readonly number[]>([], [], [100], [10, 40, 100], [20, 50]),
  checkpointDelayMs: fc.constantFrom(0, 30_000),
  skipMatching: fc.boolean(),
  scaleInProtectedInstances: fc.constantFrom('Refresh', 'Refresh', 'Ignore', 'Wait'),
});

/** What befalls the instances of up to so many groups until `latestMs`, the first group's by name; some of it is refused. */
export function maintenanceActions(
  groups: number,
  latestMs: number,
  name: string,
  configurations: number,
): fc.Arbitrary<ActionSpec> {
  const atMs = fc.nat(latestMs);
  const group = fc.nat(groups - 1);
  const number = fc.integer({ min: 1, max: 5 });
  return fc.oneof(
    fc.record({
      kind: fc.constant('startInstanceRefresh' as const),
      atMs,
      group,
      configuration: fc.option(fc.nat(configurations - 1)),
      preferences,
    }),
    fc.record({ kind: fc.constant('cancelInstanceRefresh' as const), atMs, group }),
    fc.record({
      kind: fc.constant('suspendProcesses' as const),
      atMs,
      group,
      processes: fc.uniqueArray(process, { minLength: 1, maxLength: 3 }),
      suspended: fc.boolean(),
    }),
    fc
      .record({ atMs, number, isHealthy: fc.boolean(), respectsGracePeriod: fc.boolean() })
      .map(({ number: n, ...others }) => ({
        kind: 'setInstanceHealth' as const,
        cluster: 'main',
        instanceId: `${name}-${n}`,
        ...others,
      })),
    fc
      .record({
        atMs,
        numbers: fc.uniqueArray(number, { minLength: 1, maxLength: 4 }),
        forMs: fc.nat(200_000),
      })
      .map(({ numbers, ...others }) => ({
        kind: 'instanceImpairment' as const,
        cluster: 'main',
        instanceIds: numbers.map((n) => `${name}-${n}`),
        ...others,
      })),
  );
}
