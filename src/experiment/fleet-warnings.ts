import type { Warning } from '../events/warning.ts';
import { aheadOf } from '../simulation/groups/maintenance/batch.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import type { RunParts } from './run.ts';

/** Capacity that Auto Scaling groups could not give. */
export function fleetWarnings(simulation: Simulation, parts: RunParts): Warning[] {
  return [
    ...groupsAtMaximum(simulation, parts),
    ...groupsAboveDesired(simulation, parts),
    ...grownInVain(simulation, parts),
    ...heldFromProvisioning(simulation, parts),
    ...timedOut(simulation, parts),
    ...unsuccessfulRefreshes(simulation),
  ];
}

/** A group that cannot come down to its desired capacity, as whatever it has more is protected (ecs, scaling: ). */
function groupsAboveDesired({ groups, startMs, now }: Simulation, { shortages }: RunParts): Warning[] {
  return groups.flatMap((group) => {
    const { spec, index, members, desired, extra } = group;
    const staying = members.staying();
    const least = staying.reduce((least, { weight }) => Math.min(least, weight), members.capacity);
    const count = members.capacity - desired - extra - aheadOf(group);
    const since = shortages.lastScaledAt(index);
    // A surplus of less than an instance's weight is how weights come out.
    if (count <= 0 || count < least || now - since < LASTING_MS) return [];
    const why = spec.provider?.managedTerminationProtection
      ? 'those that it could take have tasks, which managedTerminationProtection keeps from a scale-in'
      : 'they were launched protected from scale-in (newInstancesProtectedFromScaleIn), which only managedTerminationProtection takes back';
    const message = `Auto Scaling group ${spec.name} ended with ${members.capacity} where ${desired} were desired: ${why}.`;
    return [{ code: 'group-above-desired', message, count, firstAt: formatInstant(startMs + since) }];
  });
}

/** Longer than that a group is not on its way any more. */
const LASTING_MS = 15 * 60_000;

/** With room to spare the reservation is above the target even where M is only N (ecs: ). */
function grownInVain({ groups, startMs }: Simulation, { shortages }: RunParts): Warning[] {
  return groups.flatMap(({ spec, index }) => {
    const { instances: count, mostTasks, firstAt } = shortages.grownInVain(index);
    if (firstAt < 0) return [];
    const tasks = mostTasks === 1 ? 'a task' : `up to ${mostTasks} tasks`;
    const { targetCapacity } = spec.provider!.managedScaling!;
    const message = `Auto Scaling group ${spec.name} grew by ${instances(count)} while ${tasks} waited in PROVISIONING that none of its instance types can hold: M is N then, which is above a targetCapacity of ${targetCapacity} whatever N is, so it grows up to its maximum.`;
    return [{ code: 'group-grew-in-vain', message, count, firstAt: formatInstant(startMs + firstAt) }];
  });
}

/** As many in PROVISIONING as a cluster can have (ecs: ). */
function heldFromProvisioning(simulation: Simulation, { shortages }: RunParts): Warning[] {
  const { clusters, scenario, startMs } = simulation;
  const most = scenario.timings['provisioning.mostTasks'];
  return clusters.flatMap((name, cluster) => {
    const { tasks: count, firstAt } = shortages.heldFrom(cluster);
    if (count === 0) return [];
    const who = count === 1 ? 'a task was' : `${count} tasks were`;
    const message = `Cluster ${name} had ${most} tasks in PROVISIONING, as many as there can be: ${who} refused for that (a ClientException to RunTask; services wait), and managed scaling does not see those. \`provisioning.mostTasks\` in \`timings\` sets the limit.`;
    return [{ code: 'provisioning-full', message, count, firstAt: formatInstant(startMs + firstAt) }];
  });
}

/** A group at its maximum while tasks wait for it in PROVISIONING. */
function groupsAtMaximum({ groups, startMs }: Simulation, { shortages }: RunParts): Warning[] {
  return groups.flatMap(({ spec, index }) => {
    const { heldAtMaximum: count, mostWanted, maximum, mostWaiting, heldFirstAt } = shortages.group(index);
    if (count === 0) return [];
    const waiting = mostWaiting === 1 ? 'a task' : `up to ${mostWaiting} tasks`;
    const message = `Auto Scaling group ${spec.name} was at its maximum of ${instances(maximum)} while ${waiting} waited in PROVISIONING; managed scaling wanted up to ${mostWanted}.`;
    return [{ code: 'group-at-maximum', message, count, firstAt: formatInstant(startMs + heldFirstAt) }];
  });
}

/** Tasks for which no capacity came in time (ecs: ). */
function timedOut({ groups, startMs }: Simulation, { shortages }: RunParts): Warning[] {
  return groups.flatMap(({ spec, provider }) => {
    if (provider < 0) return [];
    const { tasks: count, firstAt } = shortages.timedOut(provider);
    if (count === 0) return [];
    const who = count === 1 ? 'A task' : `${count} tasks`;
    const message = `${who} of capacity provider ${spec.provider!.name} failed to start: in PROVISIONING for as long as ECS waits for capacity, and none came.`;
    return [{ code: 'provisioning-timed-out', message, count, firstAt: formatInstant(startMs + firstAt) }];
  });
}

/** Instance refreshes that failed, or had no end in the run (scaling: ). */
function unsuccessfulRefreshes({ groups, startMs }: Simulation): Warning[] {
  return groups.flatMap(({ spec, refreshes }) =>
    refreshes.flatMap(({ status, statusReason, percentageComplete, startedAt }): Warning[] => {
      if (status !== 'Failed' && status !== 'InProgress') return [];
      const firstAt = formatInstant(startMs + startedAt);
      const what = `The instance refresh of Auto Scaling group ${spec.name}`;
      const reason = statusReason === '' ? '' : ` ${statusReason}`;
      return status === 'Failed'
        ? [
            {
              code: 'instance-refresh-failed',
              message: `${what} failed at ${percentageComplete} percent.${reason}`,
              count: 1,
              firstAt,
            },
          ]
        : [
            {
              code: 'instance-refresh-unfinished',
              message: `${what} had come to ${percentageComplete} percent when the run ended.${reason}`,
              count: 1,
              firstAt,
            },
          ];
    }),
  );
}

function instances(count: number): string {
  return `${count} instance${count === 1 ? '' : 's'}`;
}
