import { StopCode } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { isImage } from '../../scenario/operations/image-name.ts';
import { stopAccepted } from '../life.ts';
import type { Simulation } from '../simulation.ts';

/**
 * How long a task's pull lasts until it is given up, or -1 when it succeeds; the reason is noted with the task. An image
 * that the instance has is used when the registry does not answer (`ECS_IMAGE_PULL_BEHAVIOR=default`).
 */
export function failingPullMs(simulation: Simulation, task: TaskIndex): number {
  const { tasks, now } = simulation;
  const workload = simulation.workloadStates[tasks.workload[task]!]!;
  for (const { failure, giveUpMs } of simulation.mishaps.get(task)?.pulls ?? []) {
    const { spec } = workload.failures[failure]!;
    if (spec.kind !== 'pull' || now < spec.fromMs || (spec.untilMs !== null && now >= spec.untilMs)) continue;
    const missing = workload.images.find(
      ({ name, image }) => isImage(spec.image, name) && !isCached(simulation, image, tasks.instance[task]!),
    );
    if (missing === undefined) continue;
    tasks.stopReason[task] = simulation.reason(reasonOf(missing.name, spec.isThrottling));
    return giveUpMs;
  }
  return NONE;
}

/** PULL_FAILED: the task stops before any of its containers has started (ecs: ). */
export function pullFailed(simulation: Simulation, task: TaskIndex): void {
  stopAccepted(simulation, task, StopCode.TaskFailedToStart, simulation.tasks.stopReason[task]!);
}

function isCached({ imageReadyAt, now }: Simulation, image: number, instance: number): boolean {
  return instance !== NONE && (imageReadyAt[image]![instance] ?? Number.POSITIVE_INFINITY) <= now;
}

function reasonOf(image: string, isThrottling: boolean): string {
  return isThrottling
    ? `CannotPullContainerError: inspect image has been retried 5 time(s): failed to resolve ref "${image}": 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.`
    : `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref "${image}"`;
}
