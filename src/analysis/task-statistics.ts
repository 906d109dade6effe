import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { StopCode, TaskStatus } from '../model/task-status.ts';
import type { TaskIndex } from '../model/task-table.ts';
import { WaitBuckets } from './wait-buckets.ts';
import { WaitHistogram } from './wait-histogram.ts';

/** In ECS's words, of a container or of a load balancer (ecs: ). */
const HEALTH_CHECKS_FAILED = /^Task failed .*health checks/;

/** Counts and waits of the tasks that were requested after the warm-up, in bounded memory. */
export class TaskStatistics extends Observer {
  requested = 0;
  started = 0;
  stopped = 0;
  succeeded = 0;
  failed = 0;
  interrupted = 0;
  userInitiated = 0;
  serviceSchedulerInitiated = 0;
  /** Of those the ones whose checks had failed. */
  failedHealthChecks = 0;
  gaveUp = 0;
  readonly waits: WaitHistogram = new WaitHistogram();
  /** The same by index of the workload, in coarse buckets. */
  readonly waitsByWorkload: WaitBuckets[] = [];
  private readonly failures: number[] = [];
  private readonly warmUpMs: number;
  private world!: World;

  constructor(warmUpMs: number) {
    super();
    this.warmUpMs = warmUpMs;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override taskRequested(at: number): void {
    if (at >= this.warmUpMs) this.requested++;
  }

  override placementFailed(at: number, _task: TaskIndex, reason: number): void {
    if (at >= this.warmUpMs) this.failures[reason] = (this.failures[reason] ?? 0) + 1;
  }

  override taskStatusChanged(at: number, task: TaskIndex, _from: TaskStatus, to: TaskStatus): void {
    if (to !== TaskStatus.RUNNING) return;
    const requestedAt = this.world.tasks.requestedAt[task]!;
    if (requestedAt < this.warmUpMs) return;
    this.started++;
    this.waits.add(at - requestedAt);
    const workload = this.world.tasks.workload[task]!;
    while (this.waitsByWorkload.length <= workload) this.waitsByWorkload.push(new WaitBuckets());
    this.waitsByWorkload[workload]!.add(at - requestedAt);
  }

  override taskGone(_at: number, task: TaskIndex): void {
    const { tasks } = this.world;
    if (tasks.requestedAt[task]! < this.warmUpMs) return;
    if (tasks.status[task] === TaskStatus.NONE) {
      this.gaveUp++;
      return;
    }
    this.stopped++;
    switch (tasks.stopCode[task] as StopCode) {
      case StopCode.EssentialContainerExited:
        if (tasks.exitCode[task] === 0) this.succeeded++;
        else this.failed++;
        return;
      case StopCode.TaskFailedToStart:
        this.failed++;
        return;
      case StopCode.TerminationNotice:
      case StopCode.SpotInterruption:
        this.interrupted++;
        return;
      case StopCode.UserInitiated:
        this.userInitiated++;
        return;
      case StopCode.ServiceSchedulerInitiated:
        this.serviceSchedulerInitiated++;
        if (HEALTH_CHECKS_FAILED.test(this.world.reasons[tasks.stopReason[task]!]!))
          this.failedHealthChecks++;
    }
  }

  /** First refusals by ECS's reason, most frequent first. */
  placementFailures(): Record<string, number> {
    const { reasons } = this.world;
    const counted = this.failures
      .map((count, reason) => [reasons[reason]!, count] as const)
      .filter(([, count]) => count > 0);
    return Object.fromEntries(counted.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
  }

  /** Tasks that are live: how many run, how many have not started and since when (ms) the oldest waits. */
  live(at: number): { readonly running: number; readonly pending: number; readonly oldestMs: number } {
    const { tasks } = this.world;
    let running = 0;
    let pending = 0;
    let oldestMs = 0;
    for (const task of tasks.liveTasks()) {
      if (tasks.requestedAt[task]! < this.warmUpMs) continue;
      if (tasks.status[task] === TaskStatus.RUNNING) running++;
      if (tasks.startedAt[task]! >= 0 || tasks.stoppingAt[task]! >= 0) continue;
      pending++;
      oldestMs = Math.max(oldestMs, at - tasks.requestedAt[task]!);
    }
    return { running, pending, oldestMs };
  }
}
