import type { Warning } from '../events/warning.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import type { RunParts } from './run.ts';

/** Capacity that Auto Scaling groups could not give. */
export function fleetWarnings(simulation: Simulation, parts: RunParts): Warning[] {
  return [
    ...groupsAtMaximum(simulation, parts),
    ...timedOut(simulation, parts),
    ...unsuccessfulRefreshes(simulation),
  ];
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
