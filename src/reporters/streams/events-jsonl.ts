import { Observer } from '../../events/observer.ts';
import type { DeploymentChange, ServiceAction } from '../../events/service-news.ts';
import type { World } from '../../events/world.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { ByteBuffer } from './byte-buffer.ts';
import { InstanceEvents } from './instance-events.ts';
import { ServiceEvents } from './service-events.ts';
import { TaskEvents } from './task-events.ts';

/**
 * Writes events.jsonl: what ECS would have sent to EventBridge, one JSON object a line (ecs: ). A task's event
 * is sent at every change of its lastStatus, desiredStatus, healthStatus or the status of a container, a container instance's when its
 * status or its remaining resources change, the task's before the instance's; services and deployments come last of an
 * instant. A RunTask that is refused is no
 * event in AWS either: the caller gets the reason, and here tasks.csv and the outcome have it.
 */
export class EventsJsonl extends Observer {
  private readonly buffer = new ByteBuffer();
  private readonly region: string;
  private world!: World;
  private taskEvents!: TaskEvents;
  private instanceEvents!: InstanceEvents;
  private serviceEvents!: ServiceEvents;
  private count = 0;
  /** A task that has just got the instance that it waited for; its event comes before the instance's. */
  private placed: TaskIndex | -1 = NONE;

  /** `region` as in `us-east-1`: a part of every ARN. */
  constructor(region: string) {
    super();
    this.region = region;
  }

  /** How many bytes have gathered. */
  get pendingBytes(): number {
    return this.buffer.length;
  }

  /** The bytes that have gathered since the last call: a view that is valid until the run goes on. */
  take(): Uint8Array {
    return this.buffer.take();
  }

  override begin(world: World): void {
    this.world = world;
    this.taskEvents = new TaskEvents(this.buffer, world, this.region);
    this.instanceEvents = new InstanceEvents(this.buffer, world, this.region);
    this.serviceEvents = new ServiceEvents(this.buffer, world.startMs, this.region);
  }

  override taskStatusChanged(at: number, task: TaskIndex, from: TaskStatus, _to: TaskStatus): void {
    if (from === TaskStatus.NONE) this.taskEvents.accepted(task);
    this.writeTask(at, task);
    const instance = this.world.tasks.instance[task]!;
    if (instance === NONE || (from !== TaskStatus.NONE && task !== this.placed)) return;
    this.placed = NONE;
    this.writeInstance(at, instance, NONE);
  }

  /** One that has waited in PROVISIONING leaves it at once, or when it has its network interface. */
  override taskPlaced(at: number, task: TaskIndex): void {
    const { tasks } = this.world;
    if (tasks.status[task] !== TaskStatus.PROVISIONING) return;
    if (this.taskEvents.hasInterface(task)) this.writeInstance(at, tasks.instance[task]!, NONE);
    else this.placed = task;
  }

  override taskHealthChanged(at: number, task: TaskIndex): void {
    this.writeTask(at, task);
  }

  override containersChanged(at: number, task: TaskIndex): void {
    this.writeTask(at, task);
  }

  override containersStopped(at: number, task: TaskIndex): void {
    if (this.taskEvents.containersEnded(at, task)) this.writeTask(at, task);
  }

  /** Observers hear of a release before the instance's ledger shows it, so the task's share is added here. */
  override taskReleased(at: number, task: TaskIndex): void {
    this.writeTask(at, task);
    const { tasks, fleet } = this.world;
    const instance = tasks.instance[task]!;
    if (instance === NONE || !isRegistered(fleet.status[instance] as InstanceStatus)) return;
    this.writeInstance(at, instance, task);
  }

  override taskGone(_at: number, task: TaskIndex): void {
    this.taskEvents.forget(task);
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    // ECS does not know who is in a warm pool; who returns to it is gone to ECS.
    if (isInWarmPool(to) && !isRegistered(from)) return;
    if (isInWarmPool(from) && to === InstanceStatus.INACTIVE) return;
    this.writeInstance(at, instance, NONE);
  }

  override agentConnectionChanged(at: number, instance: number): void {
    this.writeInstance(at, instance, NONE);
  }

  override serviceActed(at: number, service: string, action: ServiceAction): void {
    this.writeServices(at);
    this.serviceEvents.action(at, service, action);
  }

  override deploymentChanged(at: number, service: string, change: DeploymentChange): void {
    this.writeServices(at);
    this.serviceEvents.deployment(at, service, change);
  }

  override runEnded(): void {
    this.writeServices(Number.POSITIVE_INFINITY);
  }

  private writeTask(at: number, task: TaskIndex): void {
    this.writeServices(at);
    this.taskEvents.write(++this.count, at, task);
  }

  private writeInstance(at: number, instance: number, released: TaskIndex): void {
    this.writeServices(at);
    this.instanceEvents.write(++this.count, at, instance, released);
  }

  /** What services have said before this instant. */
  private writeServices(at: number): void {
    if (this.serviceEvents.firstAt >= at) return;
    this.count = this.serviceEvents.write(this.count);
  }
}

function isRegistered(status: InstanceStatus): boolean {
  return status === InstanceStatus.ACTIVE || status === InstanceStatus.DRAINING;
}

function isInWarmPool(status: InstanceStatus): boolean {
  return status === InstanceStatus.WARM_RUNNING || status === InstanceStatus.WARM_STOPPED;
}
