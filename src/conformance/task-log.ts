import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { INSTANCE_STATUS_NAMES, InstanceStatus } from '../model/instance-status.ts';
import { STOP_CODE_NAMES, TASK_STATUS_NAMES, type TaskStatus } from '../model/task-status.ts';
import type { TaskIndex } from '../model/task-table.ts';

/** What became of one task; instants are milliseconds from the run's start, null = not yet. */
export interface TaskFacts {
  readonly requestedAt: number;
  /** The one that its strategy chose; null for a launch type. */
  readonly capacityProvider: string | null;
  /** MiB that the control plane saw left on each instance at the request, in order of registration. */
  readonly memoryFreeBefore: readonly number[];
  /** Position of its instance in order of registration; null: on none. */
  instance: number | null;
  /** Why RunTask was refused first, in ECS's words. */
  refusal: string | null;
  pullStartedAt: number | null;
  /** Each `lastStatus` with its first instant. */
  readonly statuses: { readonly at: number; readonly lastStatus: string }[];
  exitCode: number | null;
  /** Of a task that has stopped. */
  stopCode: string | null;
  stoppedReason: string | null;
}

/** Writes down what becomes of the tasks of a small run, and reads what is left on its instances. */
export class TaskLog extends Observer {
  /** By task id, in order of request. */
  readonly tasks = new Map<string, TaskFacts>();
  private readonly instances: number[] = [];
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }

  override instanceStatusChanged(
    _at: number,
    instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    if (to === InstanceStatus.ACTIVE && !this.instances.includes(instance)) this.instances.push(instance);
  }

  override taskRequested(at: number, task: TaskIndex): void {
    const { fleet, tasks, providers } = this.world;
    this.tasks.set(this.world.taskId(task), {
      requestedAt: at,
      capacityProvider: providers[tasks.provider[task]!]?.name ?? null,
      memoryFreeBefore: this.instances.map((instance) => fleet.memoryFree[instance]!),
      instance: null,
      refusal: null,
      pullStartedAt: null,
      statuses: [],
      exitCode: null,
      stopCode: null,
      stoppedReason: null,
    });
  }

  override placementFailed(_at: number, task: TaskIndex, reason: number): void {
    this.factsOf(task).refusal = this.world.reasons[reason]!;
  }

  override taskPlaced(_at: number, task: TaskIndex): void {
    const position = this.instances.indexOf(this.world.tasks.instance[task]!);
    this.factsOf(task).instance = position < 0 ? null : position;
  }

  override pullStarted(at: number, task: TaskIndex): void {
    this.factsOf(task).pullStartedAt = at;
  }

  override taskStatusChanged(at: number, task: TaskIndex, _from: TaskStatus, to: TaskStatus): void {
    this.factsOf(task).statuses.push({ at, lastStatus: TASK_STATUS_NAMES[to]! });
  }

  override taskGone(_at: number, task: TaskIndex): void {
    const { tasks, reasons } = this.world;
    const facts = this.factsOf(task);
    facts.exitCode = tasks.exitCode[task]!;
    facts.stopCode = STOP_CODE_NAMES[tasks.stopCode[task]!]!;
    facts.stoppedReason = reasons[tasks.stopReason[task]!] ?? null;
  }

  /** CPU units and MiB that the control plane has left on an instance, by order of registration. */
  remaining(instance: number): { readonly cpu: number; readonly memory: number } {
    const { cpuFree, memoryFree } = this.world.fleet;
    const row = this.instances[instance]!;
    return { cpu: cpuFree[row]!, memory: memoryFree[row]! };
  }

  /** Status of an instance, by order of registration. */
  statusOf(instance: number): string {
    return INSTANCE_STATUS_NAMES[this.world.fleet.status[this.instances[instance]!]!]!;
  }

  /** How many of the tasks were placed on each instance, in order of registration. */
  tasksByInstance(): readonly number[] {
    const counts = this.instances.map(() => 0);
    for (const { instance } of this.tasks.values()) if (instance !== null) counts[instance]!++;
    return counts;
  }

  private factsOf(task: TaskIndex): TaskFacts {
    return this.tasks.get(this.world.taskId(task))!;
  }
}

/** The instant from which a task has had a status, or null. */
export function reachedAt(facts: TaskFacts, status: keyof typeof TaskStatus): number | null {
  return facts.statuses.find(({ lastStatus }) => lastStatus === status)?.at ?? null;
}

/** `lastStatus` just before an instant; null before ECS has accepted the task. */
export function statusBefore(facts: TaskFacts, atMs: number): string | null {
  return facts.statuses.filter(({ at }) => at < atMs).at(-1)?.lastStatus ?? null;
}
