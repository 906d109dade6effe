import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { LogHistogram } from '../kernel/log-histogram.ts';
import { TaskStatus } from '../model/task-status.ts';
import type { TaskIndex } from '../model/task-table.ts';

/** What tasks of one workload used of what they reserve, weighted by time: CPU units and MiB. */
export interface UseOfTasks {
  readonly cpu: LogHistogram;
  readonly memory: LogHistogram;
  /** Task-milliseconds. */
  taskMs: number;
}

/** How much CPU and memory the RUNNING tasks of each workload used after the warm-up. */
export class UseStatistics extends Observer {
  private readonly warmUpMs: number;
  private world!: World;
  private readonly uses: (UseOfTasks | undefined)[] = [];
  /** By workload of constant use: RUNNING tasks, the task-milliseconds so far, and up to when. */
  private readonly constant: ({ count: number; countedAt: number; taskMs: number } | undefined)[] = [];

  constructor(warmUpMs: number) {
    super();
    this.warmUpMs = warmUpMs;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override firstSampleMs(): number {
    return this.warmUpMs > 0 ? this.warmUpMs : -1;
  }

  /** The warm-up is over: everything is counted from here. */
  override sampled(at: number): number {
    this.uses.length = 0;
    for (const running of this.constant) {
      if (running === undefined) continue;
      running.countedAt = at;
      running.taskMs = 0;
    }
    return -1;
  }

  override tasksUsed(_at: number, workload: number, taskMs: number, cpu: number, memory: number): void {
    if (this.world.workloads[workload]!.isSizedByRows) return;
    const use = this.of(workload);
    use.cpu.add(withoutDust(cpu), taskMs);
    use.memory.add(withoutDust(memory), taskMs);
    use.taskMs += taskMs;
  }

  override taskStatusChanged(at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    const by = Number(to === TaskStatus.RUNNING) - Number(from === TaskStatus.RUNNING);
    if (by === 0) return;
    const workload = this.world.tasks.workload[task]!;
    const { usage, isSizedByRows } = this.world.workloads[workload]!;
    if (usage === null || isSizedByRows) return;
    const running = (this.constant[workload] ??= { count: 0, countedAt: at, taskMs: 0 });
    running.taskMs += running.count * (at - running.countedAt);
    running.countedAt = at;
    running.count += by;
  }

  /** Up to `at`; null for a workload none of whose tasks ran, or whose tasks are of any size. */
  use(workload: number, at: number): UseOfTasks | null {
    const running = this.constant[workload];
    if (running === undefined) return this.uses[workload] ?? null;
    const { usage, need } = this.world.workloads[workload]!;
    const taskMs = running.taskMs + running.count * (at - running.countedAt);
    if (taskMs === 0) return null;
    const use = noUse();
    use.cpu.add(need.cpu * usage!.cpu, taskMs);
    use.memory.add(need.memory * usage!.memory, taskMs);
    return { ...use, taskMs };
  }

  private of(workload: number): UseOfTasks {
    return (this.uses[workload] ??= noUse());
  }
}

/** To a thousandth: who uses all of a size shall not lie a hair below it, in another bucket. */
function withoutDust(amount: number): number {
  return Math.round(amount * 1000) / 1000;
}

function noUse(): UseOfTasks {
  return { cpu: new LogHistogram(), memory: new LogHistogram(), taskMs: 0 };
}
