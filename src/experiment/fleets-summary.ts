import { type FleetFacts, FleetPart, type FleetStatistics } from '../analysis/fleet-statistics.ts';
import type { GroupFacts } from '../analysis/group-levels.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Group, LaunchKind } from '../simulation/groups/group.ts';
import type { Refresh } from '../simulation/groups/maintenance/refresh.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import type { GroupSummary, InstanceRefreshSummary, LaunchedType } from './outcome.ts';
import type { RunParts } from './run.ts';
import { scalingSummary } from './scaling-summary.ts';
import { tidy } from './tidy.ts';

const HOUR_MS = 3_600_000;

/** What statistics of groups have to know before the run. */
export function fleetFacts({ autoScalingGroups }: Scenario): FleetFacts[] {
  return autoScalingGroups.map(({ name, minSize, provider }) => ({
    name,
    minSize,
    targetCapacity: provider?.managedScaling?.targetCapacity ?? 100,
  }));
}

/** What the timeline has to know of groups before the run. */
export function groupFacts({ autoScalingGroups, capacityProviders }: Scenario): GroupFacts[] {
  return autoScalingGroups.map(({ name, desiredCapacity, provider }) => ({
    name,
    desired: desiredCapacity,
    provider: capacityProviders.findIndex((other) => other.name === provider?.name),
  }));
}

/** What became of each Auto Scaling group, by its name, and where its instance-hours went. */
export function groupsSummary(
  simulation: Simulation,
  { fleets, scaling }: Pick<RunParts, 'fleets' | 'scaling'>,
): Record<string, GroupSummary> {
  const { groups, targetOfGroup, now } = simulation;
  return Object.fromEntries(
    groups.map((group) => {
      const parts = fleets.parts(group.spec.name, now);
      const pool = fleets.warmPool(group.spec.name, now);
      const hours = (part: FleetPart) => tidy(parts[part]! / HOUR_MS);
      return [
        group.spec.name,
        {
          minSize: group.minimum,
          maxSize: group.maximum,
          desiredCapacity: group.desired,
          instances: group.members.size,
          instanceHours: {
            total: tidy(parts.reduce((sum, part) => sum + part, 0) / HOUR_MS),
            ideal: hours(FleetPart.ideal),
            fragmentation: hours(FleetPart.fragmentation),
            headroom: hours(FleetPart.headroom),
            minimumSize: hours(FleetPart.minimumSize),
            waiting: hours(FleetPart.waiting),
            booting: hours(FleetPart.booting),
            draining: hours(FleetPart.draining),
            warmPool: hours(FleetPart.warmPool),
          },
          warmPool: {
            instances: group.members.warm,
            ready: group.members.ready,
            warmStarts: pool.warmStarts,
            coldStarts: pool.coldStarts,
            stoppedHours: tidy(pool.stoppedMs / HOUR_MS),
          },
          scaling: scalingSummary(simulation, scaling, targetOfGroup.get(group.index)),
          replacedInstances: { ...group.replaced },
          instanceRefreshes: group.refreshes.map((refresh) =>
            refreshSummary(refresh, simulation.startMs, now),
          ),
          instanceTypes: typesOf(simulation, group, fleets),
        },
      ];
    }),
  );
}

function refreshSummary(refresh: Refresh, startMs: number, now: number): InstanceRefreshSummary {
  const { status, statusReason, startedAt, endedAt, reached } = refresh;
  const { percentageComplete, instancesToUpdate, replaced } = refresh;
  return {
    status,
    statusReason,
    startTime: formatInstant(startMs + startedAt),
    endTime: endedAt < 0 ? null : formatInstant(startMs + endedAt),
    durationSeconds: ((endedAt < 0 ? now : endedAt) - startedAt) / 1000,
    percentageComplete,
    instancesToUpdate,
    replaced,
    checkpoints: reached.map(({ at, percentage, skipped }) => ({
      time: formatInstant(startMs + at),
      percentage,
      skipped,
    })),
  };
}

/** What the group can launch, with what it has and had of it: once for each type and purchase option. */
function typesOf(
  { fleet, now }: Simulation,
  { kinds, members }: Group,
  statistics: FleetStatistics,
): LaunchedType[] {
  const found = new Map<string, LaunchKind[]>();
  for (const kind of kinds.flat()) {
    const { instances, weight } = kind.option;
    const key = `${instances.countedAs}/${instances.spot === null}/${weight}`;
    found.set(key, [...(found.get(key) ?? []), kind]);
  }
  const there = members.snapshot().filter(({ lifecycle }) => !lifecycle.startsWith('Warmed:'));
  return [...found.values()].map((alike) => {
    const { instances, weight } = alike[0]!.option;
    const entries = alike.map(({ entry }) => entry);
    const totalMs = entries.reduce((sum, entry) => sum + statistics.ofEntryMs(entry, now), 0);
    return {
      instanceType: instances.countedAs,
      purchaseOption: instances.spot === null ? 'on-demand' : 'spot',
      weight,
      instances: there.filter(({ instance }) => entries.includes(fleet.entry[instance]!)).length,
      instanceHours: tidy(totalMs / HOUR_MS),
    };
  });
}
