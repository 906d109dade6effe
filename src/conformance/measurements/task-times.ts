import { Observer } from '../../events/observer.ts';
import type { World } from '../../events/world.ts';
import { TaskStatus } from '../../model/task-status.ts';
import type { TaskIndex } from '../../model/task-table.ts';

/** The instants of a task's life that measurements name, milliseconds from the run's start; null: not reached. */
export interface TaskTimes {
  readonly requestedAt: number;
  createdAt: number | null;
  connectivityAt: number | null;
  pullStartedAt: number | null;
  pullStoppedAt: number | null;
  startedAt: number | null;
  deactivatingAt: number | null;
  /** lastStatus STOPPING: SIGTERM is sent. */
  stoppingAt: number | null;
  /** All containers have ended. */
  executionStoppedAt: number | null;
  stoppedAt: number | null;
}

/** Writes down the times of every task of a run. */
export class TaskTimesLog extends Observer {
  /** In order of request. */
  readonly tasks: TaskTimes[] = [];
  private readonly live = new Map<TaskIndex, TaskTimes>();
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }

  override taskRequested(at: number, task: TaskIndex): void {
    const times: TaskTimes = { ...NOTHING_YET, requestedAt: at };
    this.tasks.push(times);
    this.live.set(task, times);
  }

  override pullStarted(at: number, task: TaskIndex): void {
    const times = this.live.get(task)!;
    times.pullStartedAt = at;
    times.pullStoppedAt = this.world.tasks.pullStoppedAt[task]!;
  }

  override taskStatusChanged(at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    const times = this.live.get(task)!;
    if (from === TaskStatus.NONE) times.createdAt = at;
    const name = REACHED[to];
    if (name !== undefined) times[name] = at;
  }

  override containersStopped(at: number, task: TaskIndex): void {
    this.live.get(task)!.executionStoppedAt = at;
  }

  override taskGone(_at: number, task: TaskIndex): void {
    this.live.delete(task);
  }
}

type Reached = Exclude<keyof TaskTimes, 'requestedAt'>;

const REACHED: Readonly<Partial<Record<TaskStatus, Reached>>> = {
  [TaskStatus.PENDING]: 'connectivityAt',
  [TaskStatus.RUNNING]: 'startedAt',
  [TaskStatus.DEACTIVATING]: 'deactivatingAt',
  [TaskStatus.STOPPING]: 'stoppingAt',
  [TaskStatus.STOPPED]: 'stoppedAt',
};

const NOTHING_YET: Readonly<Record<Reached, null>> = {
  createdAt: null,
  connectivityAt: null,
  pullStartedAt: null,
  pullStoppedAt: null,
  startedAt: null,
  deactivatingAt: null,
  stoppingAt: null,
  executionStoppedAt: null,
  stoppedAt: null,
};
