import { Observer } from '../events/observer.ts';
import { servicesOfWorkloads } from '../events/services-of-workloads.ts';
import type { World } from '../events/world.ts';
import { LevelIntegrals } from '../kernel/level-integrals.ts';
import { type InstanceStatus, isRegistered } from '../model/instance-status.ts';
import { leavesPending, TaskStatus } from '../model/task-status.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';

/** What is counted of each cluster, capacity provider and service: CPU in units, memory in MiB. */
export const Quantity = {
  running: 0,
  pending: 1,
  instances: 2,
  cpuRegistered: 3,
  memoryRegistered: 4,
  /** On container instances: what counts against their remaining resources. */
  cpuReserved: 5,
  memoryReserved: 6,
  cpuUsed: 7,
  memoryUsed: 8,
  /** On Fargate, which registers nothing. */
  cpuFargate: 9,
  memoryFargate: 10,
  cpuUsedFargate: 11,
  memoryUsedFargate: 12,
  /** Of services only. */
  desired: 13,
} as const;
export type Quantity = (typeof Quantity)[keyof typeof Quantity];
const QUANTITIES: number = Object.keys(Quantity).length;

/**
 * Counts and amounts over time by cluster, capacity provider and service: their present levels and their means after the
 * warm-up.
 */
export class LevelStatistics extends Observer {
  launched = 0;
  terminated = 0;
  instancesMax = 0;
  /** By capacity provider, tasks that started on it. */
  private readonly started: number[] = [];
  private readonly integrals = new LevelIntegrals();
  private readonly warmUpMs: number;
  private world!: World;
  private instances = 0;
  /** First row of each cluster, of each provider, of each service; row of each entry's instances. */
  private readonly clusterRows: number[] = [];
  private readonly providerRows: number[] = [];
  private readonly serviceRows: number[] = [];
  /** Of each workload the service whose tasks it starts, or -1. */
  private serviceOfWorkload: readonly number[] | null = null;
  /** Levels of each service as they were asked for last, until one of them changes: most services rest most of the time. */
  private readonly serviceLevels: (readonly number[] | undefined)[] = [];
  private readonly entryRows: number[] = [];

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
    for (let row = 0; row < this.integrals.rows; row++) this.integrals.take(row, at);
    this.started.fill(0);
    this.launched = 0;
    this.terminated = 0;
    this.instancesMax = this.instances;
    return -1;
  }

  override taskRequested(at: number, task: TaskIndex): void {
    this.changeOfCluster(at, task, Quantity.pending, 1);
  }

  // To its service a task is there only once it has been accepted: DescribeServices does not count others (ecs: ).
  override taskAccepted(at: number, task: TaskIndex): void {
    this.changeOfService(at, task, Quantity.pending, 1);
  }

  override taskPlaced(at: number, task: TaskIndex): void {
    this.changeReserved(at, task, 1);
  }

  override taskReleased(at: number, task: TaskIndex): void {
    this.changeReserved(at, task, -1);
  }

  override taskStatusChanged(at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    if (leavesPending(from, to)) this.change(at, task, Quantity.pending, -1);
    if (to === TaskStatus.RUNNING) {
      this.changeRunning(at, task, 1);
      const provider = this.world.tasks.provider[task]!;
      if (provider !== NONE) this.started[provider] = this.startedOn(provider) + 1;
    } else if (from === TaskStatus.RUNNING) this.changeRunning(at, task, -1);
  }

  override taskGone(at: number, task: TaskIndex): void {
    if (this.world.tasks.status[task] === TaskStatus.NONE)
      this.changeOfCluster(at, task, Quantity.pending, -1);
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const by = Number(isRegistered(to)) - Number(isRegistered(from));
    if (by === 0) return;
    const { fleet, entries } = this.world;
    const entry = fleet.entry[instance]!;
    const { provider } = entries[entry]!;
    this.changeRegistered(at, this.clusterRow(fleet.cluster[instance]!), instance, by);
    if (provider !== NONE) this.changeRegistered(at, this.providerRow(provider), instance, by);
    this.integrals.change((this.entryRows[entry] ??= this.integrals.add()), at, by);
    this.instances += by;
    if (by > 0) this.launched++;
    else this.terminated++;
    this.instancesMax = Math.max(this.instancesMax, this.instances);
  }

  override useChanged(at: number, workload: number, provider: number, cpuBy: number, memoryBy: number): void {
    const fargate = this.world.workloads[workload]!.launchType === 'FARGATE';
    const { cpuUsed, cpuUsedFargate, memoryUsed, memoryUsedFargate } = Quantity;
    this.changeUse(at, workload, provider, fargate ? cpuUsedFargate : cpuUsed, cpuBy);
    this.changeUse(at, workload, provider, fargate ? memoryUsedFargate : memoryUsed, memoryBy);
  }

  override serviceChanged(at: number, service: number, desired: number): void {
    const row = this.serviceRow(service) + Quantity.desired;
    this.integrals.change(row, at, desired - this.integrals.levelsFrom(row, 1)[0]!);
    this.serviceLevels[service] = undefined;
  }

  /** Present levels of a cluster, by quantity. */
  ofCluster(cluster: number): readonly number[] {
    return this.integrals.levelsFrom(this.clusterRow(cluster), QUANTITIES);
  }

  /** Present levels of a capacity provider, by quantity. */
  ofProvider(provider: number): readonly number[] {
    return this.integrals.levelsFrom(this.providerRow(provider), QUANTITIES);
  }

  /** Present levels of a service, by quantity; the same list until one of them changes. */
  ofService(service: number): readonly number[] {
    return (this.serviceLevels[service] ??= this.integrals.levelsFrom(this.serviceRow(service), QUANTITIES));
  }

  /** Tasks that have started on a capacity provider. */
  startedOn(provider: number): number {
    return this.started[provider] ?? 0;
  }

  /** Sum over clusters of a quantity's integral up to `at`, in units times milliseconds. */
  integral(quantity: Quantity, at: number): bigint {
    return this.clusterRows.reduce((sum, base) => sum + this.integrals.read(base + quantity, at), 0n);
  }

  /** Instance-milliseconds of an entry up to `at`. */
  instanceMs(entry: number, at: number): bigint {
    const row = this.entryRows[entry];
    return row === undefined ? 0n : this.integrals.read(row, at);
  }

  private changeRegistered(at: number, base: number, instance: number, by: number): void {
    const { cpuTotal, memoryTotal } = this.world.fleet;
    this.integrals.change(base + Quantity.instances, at, by);
    this.integrals.change(base + Quantity.cpuRegistered, at, by * cpuTotal[instance]!);
    this.integrals.change(base + Quantity.memoryRegistered, at, by * memoryTotal[instance]!);
  }

  private changeReserved(at: number, task: TaskIndex, sign: 1 | -1): void {
    const { tasks } = this.world;
    const fargate = tasks.instance[task] === NONE;
    this.change(at, task, fargate ? Quantity.cpuFargate : Quantity.cpuReserved, sign * tasks.cpu[task]!);
    this.change(
      at,
      task,
      fargate ? Quantity.memoryFargate : Quantity.memoryReserved,
      sign * tasks.memory[task]!,
    );
  }

  private changeRunning(at: number, task: TaskIndex, sign: 1 | -1): void {
    this.change(at, task, Quantity.running, sign);
    const { tasks, workloads } = this.world;
    const { usage } = workloads[tasks.workload[task]!]!;
    if (usage === null) return;
    const fargate = tasks.instance[task] === NONE;
    const cpu = Math.round(tasks.cpu[task]! * usage.cpu);
    const memory = Math.round(tasks.memory[task]! * usage.memory);
    this.change(at, task, fargate ? Quantity.cpuUsedFargate : Quantity.cpuUsed, sign * cpu);
    this.change(at, task, fargate ? Quantity.memoryUsedFargate : Quantity.memoryUsed, sign * memory);
  }

  private change(at: number, task: TaskIndex, quantity: Quantity, by: number): void {
    this.changeOfCluster(at, task, quantity, by);
    this.changeOfService(at, task, quantity, by);
  }

  private changeUse(at: number, workload: number, provider: number, quantity: Quantity, by: number): void {
    if (by === 0) return;
    this.changeOfOwner(at, workload, provider, quantity, by);
    this.changeOfWorkload(at, workload, quantity, by);
  }

  private changeOfCluster(at: number, task: TaskIndex, quantity: Quantity, by: number): void {
    const { tasks } = this.world;
    this.changeOfOwner(at, tasks.workload[task]!, tasks.provider[task]!, quantity, by);
  }

  private changeOfOwner(
    at: number,
    workload: number,
    provider: number,
    quantity: Quantity,
    by: number,
  ): void {
    const { cluster } = this.world.workloads[workload]!;
    this.integrals.change(this.clusterRow(cluster) + quantity, at, by);
    if (provider !== NONE) this.integrals.change(this.providerRow(provider) + quantity, at, by);
  }

  private changeOfService(at: number, task: TaskIndex, quantity: Quantity, by: number): void {
    this.changeOfWorkload(at, this.world.tasks.workload[task]!, quantity, by);
  }

  private changeOfWorkload(at: number, workload: number, quantity: Quantity, by: number): void {
    const service = (this.serviceOfWorkload ??= servicesOfWorkloads(this.world))[workload]!;
    if (service === NONE) return;
    this.integrals.change(this.serviceRow(service) + quantity, at, by);
    this.serviceLevels[service] = undefined;
  }

  private clusterRow(cluster: number): number {
    return (this.clusterRows[cluster] ??= this.addRows());
  }

  private providerRow(provider: number): number {
    return (this.providerRows[provider] ??= this.addRows());
  }

  private serviceRow(service: number): number {
    return (this.serviceRows[service] ??= this.addRows());
  }

  private addRows(): number {
    const first = this.integrals.rows;
    for (let i = 0; i < QUANTITIES; i++) this.integrals.add();
    return first;
  }
}
