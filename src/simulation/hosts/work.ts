import type { TaskIndex } from '../../model/task-table.ts';
import { speedOfTask } from '../load/task-speed.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { hostTaskOf } from './host-tasks.ts';

/** What a task has yet to do: its time is what its CPU makes of it. */
export interface Work {
  /** vCPU-milliseconds on vCPUs of speed 1, at `since`. */
  left: number;
  since: number;
  /** vCPUs of speed 1 that work on it. */
  rate: number;
  /** When it will be done, or Infinity: the timer of another instant is none. */
  endsAt: number;
}

/** A task with so much work has come to RUNNING; on a shared instance its CPU is told when that is shared out. */
export function beginWork(simulation: Simulation, task: TaskIndex, vcpuMs: number): void {
  const { works, now, tasks, workloadStates } = simulation;
  works.set(task, { left: vcpuMs, since: now, rate: 0, endsAt: Number.POSITIVE_INFINITY });
  const hostTask = hostTaskOf(simulation, task);
  const { spec, definition } = workloadStates[tasks.workload[task]!]!;
  const cpu = Math.min(spec.usage.cpu * tasks.cpu[task]!, definition.limits.cpu ?? Number.POSITIVE_INFINITY);
  changeWorkRate(simulation, task, hostTask === null ? cpu / 1024 : hostTask.used);
}

/** From now on so many vCPUs work on it. A task that is to stop ends by its signal, whatever it has yet to do. */
export function changeWorkRate(simulation: Simulation, task: TaskIndex, cores: number): void {
  const work = simulation.works.size === 0 ? undefined : simulation.works.get(task);
  if (work === undefined || !simulation.tasks.isWanted(task)) return;
  const { now } = simulation;
  const rate = cores * speedOfTask(simulation, task);
  if (rate === work.rate) return;
  work.left = Math.max(0, work.left - (now - work.since) * work.rate);
  work.since = now;
  work.rate = rate;
  const { resolutionMs } = simulation.scenario.simulation;
  const takesMs =
    rate > 0
      ? Math.max(1, Math.ceil(work.left / rate / resolutionMs)) * resolutionMs
      : Number.POSITIVE_INFINITY;
  work.endsAt = now + takesMs;
  if (rate > 0) simulation.setTaskTimer(takesMs, Phase.END, TimerKind.TASK_EXITED, task);
}

/** Whether a TASK_EXITED timer is the end of its work, and not one that other CPU has put off. */
export function isWorkDone({ works, now }: Simulation, task: TaskIndex): boolean {
  const work = works.size === 0 ? undefined : works.get(task);
  return work === undefined || work.endsAt <= now;
}
