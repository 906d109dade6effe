import { meanMs } from '../environment/distributions/draw.ts';
import type { Warning } from '../events/warning.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import { formatDuration } from '../units/duration.ts';
import { tooManyWait } from './assertions.ts';
import type { Outcome } from './outcome.ts';
import type { RunParts } from './run.ts';

/** More than this between the halves of a run is no steady state. */
const STEADY = 0.05;
/** A mean under so many steps of a coarsened grid is worth a warning. */
const STEPS_IN_A_MEAN = 50;

/** What the reader of an outcome should know before trusting it, in plain words. */
export function outcomeWarnings(
  scenario: Scenario,
  simulation: Simulation,
  outcome: Outcome,
  parts: RunParts,
): Warning[] {
  return [
    ...scenario.warnings,
    ...notModelled(scenario),
    ...traceWarnings(parts),
    ...roundedUp(outcome),
    ...refusedActions(simulation),
    ...pending(outcome),
    ...transient(parts, scenario.simulation),
    ...coarse(scenario),
  ];
}

/** What bears on a run of this scenario and is not modelled, where the file itself does not ask for it. */
function notModelled({ workloads, taskDefinitions, clusters }: Scenario): Warning[] {
  const types = clusters.flatMap(({ containerInstances, idealFleet }) =>
    [...containerInstances, ...(idealFleet === null ? [] : [idealFleet])].map(
      (entry) => entry.ec2InstanceType ?? '',
    ),
  );
  const awsvpc = workloads.some(
    ({ launchType, taskDefinitionIndex }) =>
      launchType === 'EC2' && taskDefinitions[taskDefinitionIndex]!.networkMode === 'awsvpc',
  );
  const warnings: Warning[] = [];
  const add = (code: string, message: string) => warnings.push({ code, message, count: 1, firstAt: '' });
  if (awsvpc)
    add(
      'eni-limits-not-modelled',
      'Tasks in awsvpc mode run on container instances: how many network interfaces an instance type has is not modelled yet, so more of them may fit here than on AWS.',
    );
  if (types.some((type) => /^t[234]/.test(type)))
    add(
      'cpu-credits-not-modelled',
      'Some instances are burstable: CPU credits, and what use above the baseline costs or slows down, are not modelled yet.',
    );
  return warnings;
}

function traceWarnings({ traces }: RunParts): Warning[] {
  return traces.flatMap((trace) =>
    trace.notes().map(({ code, message, count }) => ({ code, message, count, firstAt: '' })),
  );
}

function roundedUp({ tasks: { roundedUp } }: Outcome): Warning[] {
  const { tasks, vcpu, memoryGib } = roundedUp;
  if (tasks === 0) return [];
  const message = `${tasks} tasks asked for a size that Fargate does not have and got the cheapest that holds it: together ${vcpu} vCPU and ${memoryGib} GiB more than they asked for.`;
  return [{ code: 'fargate-size-rounded-up', message, count: tasks, firstAt: '' }];
}

function refusedActions({ refusedActions: refused, startMs }: Simulation): Warning[] {
  return refused.map(({ at, message }) => ({
    code: 'action-without-effect',
    message,
    count: 1,
    firstAt: formatInstant(startMs + at),
  }));
}

function pending(outcome: Outcome): Warning[] {
  const { started, placementFailures, pendingAtEnd } = outcome.tasks;
  if (!tooManyWait(outcome)) return [];
  const [reason] = Object.keys(placementFailures);
  const message =
    started === 0
      ? `None of ${pendingAtEnd.count} tasks had started when the run ended${reason === undefined ? '' : `; they were refused for ${reason}`}.`
      : `${pendingAtEnd.count} tasks had not started when the run ended, the oldest after ${formatDuration(pendingAtEnd.oldestSeconds * 1000)}: the waits are those of the tasks that did start, so they look shorter than they are.`;
  return [{ code: 'tasks-pending-at-end', message, count: pendingAtEnd.count, firstAt: '' }];
}

/** A run whose halves differ is still filling or emptying: the row of the timeline next to the middle parts them. */
function transient({ timeline: { rows } }: RunParts, { warmUpMs }: Scenario['simulation']): Warning[] {
  const last = rows[rows.length - 1];
  if (last === undefined) return [];
  const middle = (warmUpMs + last.at) / 2;
  const half = rows.findLast(({ at }) => at <= middle) ?? rows[0]!;
  if (half === last) return [];
  const first = half.runningMs / (half.at - warmUpMs);
  const second = (last.runningMs - half.runningMs) / (last.at - half.at);
  if (Math.abs(second - first) <= STEADY * first) return [];
  const message = `On average ${threeDigits(first)} tasks ran in the first half and ${threeDigits(second)} in the second: the run is not in a steady state, so its means and its monthly figure describe this stretch of time and not a typical one.`;
  return [{ code: 'transient', message, count: 1, firstAt: '' }];
}

/** For people: whole from a hundred on. */
function threeDigits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

/** A grid that is coarse beside the times drawn on it bends them. */
function coarse({ simulation: { resolutionMs }, workloads }: Scenario): Warning[] {
  if (resolutionMs === 1) return [];
  return workloads.flatMap(({ name, source }) => {
    if (source.kind === 'trace' || meanMs(source.duration) >= STEPS_IN_A_MEAN * resolutionMs) return [];
    const message = `Workload ${name}: its mean duration, ${formatDuration(meanMs(source.duration))}, is under ${STEPS_IN_A_MEAN} steps of simulation.resolution (${formatDuration(resolutionMs)}), so rounding to the grid shows in its figures.`;
    return [{ code: 'coarse-resolution', message, count: 1, firstAt: '' }];
  });
}
