import type { TaskIndex } from '../../model/task-table.ts';
import type { FailingTime } from '../../policies/containers/health-check.ts';
import type { Simulation } from '../simulation.ts';

/** Whether a task answers requests, and until when that is so. */
export interface Answers {
  readonly works: boolean;
  readonly untilMs: number;
}

const ALWAYS: Answers = { works: true, untilMs: Number.POSITIVE_INFINITY };

/**
 * A task whose checks would pass answers, whatever they have found so far; one whose checks would fail answers with errors, until
 * they have failed so often that it is put out (`images.readyAfter`, `failures: healthCheckFails`).
 */
export function answersOf(simulation: Simulation, task: TaskIndex): Answers {
  const { tasks, targets, containers, workloadStates, now } = simulation;
  const { definition } = workloadStates[tasks.workload[task]!]!;
  const main = definition.containers.findIndex(({ essential }) => essential);
  const inside = containers.size === 0 ? undefined : containers.get(task);
  const failing = targets.get(task)?.failing ?? inside?.failing ?? NEVER;
  const readyAfterMs = definition.containers[main]?.life?.readyAfterMs ?? 0;
  if (failing.length === 0 && readyAfterMs === 0) return ALWAYS;
  const begunAt = inside?.runs[main]?.begunAt ?? tasks.startedAt[task]!;
  const times = [{ fromMs: 0, untilMs: readyAfterMs }, ...failing];
  const works = !times.some(({ fromMs, untilMs }) => begunAt + fromMs <= now && now < begunAt + untilMs);
  const bounds = times.flatMap(({ fromMs, untilMs }) => [begunAt + fromMs, begunAt + untilMs]);
  return { works, untilMs: Math.min(...bounds.filter((at) => at > now), Number.POSITIVE_INFINITY) };
}

const NEVER: readonly FailingTime[] = [];
