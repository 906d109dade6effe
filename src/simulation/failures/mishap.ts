import { delayUntil, NONE, notYet, type TaskIndex } from '../../model/task-table.ts';
import { failHealthChecks } from '../containers/task-containers.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import type { Workload } from '../workload.ts';

/** What was drawn at a task's arrival to befall it; most tasks have none. */
export interface Mishap {
  /** Of the container that ends by itself. */
  exitCode: number;
  /** From startedAt to the retirement of its Fargate host, or -1. */
  retiredAfterMs: number;
  /** Pulls that fail if they fall into the time of their failure: its place in the workload's `failures`, and how long it lasts. */
  readonly pulls: { readonly failure: number; readonly giveUpMs: number }[];
}

/** Draws what befalls a new task; all numbers of all failures are drawn, so that none moves another. */
export function drawMishaps(simulation: Simulation, task: TaskIndex, { failures }: Workload): void {
  const { tasks } = simulation;
  const mishap: Mishap = { exitCode: 0, retiredAfterMs: NONE, pulls: [] };
  let isBefallen = false;
  for (const [i, { spec, whether, when }] of failures.entries()) {
    const isHit = whether.next() < ('share' in spec ? spec.share : 1);
    const ms = when === null ? NONE : when.next();
    if (!isHit) continue;
    switch (spec.kind) {
      case 'slowStart':
        tasks.startedAt[task] = notYet(delayUntil(tasks.startedAt[task]!) + ms);
        continue;
      case 'healthCheck':
        failHealthChecks(simulation, task, spec.afterMs, spec.forMs);
        continue;
      case 'exit':
        isBefallen = endsWith(simulation, task, ms, spec.exitCode, mishap) || isBefallen;
        continue;
      case 'pull':
        mishap.pulls.push({ failure: i, giveUpMs: ms });
        isBefallen = true;
        continue;
      case 'fargateRetirement':
        mishap.retiredAfterMs = ms + spec.waitMs;
        isBefallen = true;
    }
  }
  if (isBefallen) simulation.mishaps.set(task, mishap);
}

/** The container ends by itself after `ms` or, with -1, when it would have ended, unless it is over before. */
function endsWith(
  { tasks }: Simulation,
  task: TaskIndex,
  ms: number,
  exitCode: number,
  mishap: Mishap,
): boolean {
  const usual = tasks.durationMs[task]!;
  const after = ms !== NONE ? ms : usual === Number.POSITIVE_INFINITY ? 0 : usual;
  if (after > usual) return false;
  tasks.durationMs[task] = after;
  mishap.exitCode = exitCode;
  return true;
}

/** With what exit code the first essential container of a task ends by itself. */
export function exitCodeOf({ mishaps }: Simulation, task: TaskIndex): number {
  return mishaps.size === 0 ? 0 : (mishaps.get(task)?.exitCode ?? 0);
}

/** The task's last moment. */
export function forgetMishap({ mishaps, retired }: Simulation, task: TaskIndex): void {
  mishaps.delete(task);
  retired.delete(task);
}

/** A task has started whose host will be retired, if it lives to see it. */
export function setRetirement(simulation: Simulation, task: TaskIndex): void {
  const after = simulation.mishaps.get(task)?.retiredAfterMs ?? NONE;
  if (after !== NONE && after < simulation.tasks.durationMs[task]!)
    simulation.setTaskTimer(after, Phase.END, TimerKind.TASK_RETIRED, task);
}
