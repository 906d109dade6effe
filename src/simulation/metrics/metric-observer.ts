import { Observer } from '../../events/observer.ts';
import { servicesOfWorkloads } from '../../events/services-of-workloads.ts';
import type { World } from '../../events/world.ts';
import type { LogHistogram } from '../../kernel/log-histogram.ts';
import { InstanceStatus, isRegistered } from '../../model/instance-status.ts';
import { leavesPending, TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ScalableTarget } from '../scaling/scalable-target.ts';
import { ClusterLevel, type ClusterMeter } from './cluster-meter.ts';
import type { GroupMeter } from './group-meter.ts';
import type { Metrics } from './metrics.ts';
import { ServiceLevel, type ServiceMeter } from './service-meter.ts';

/** All that is added up in a run. */
interface Meters {
  readonly services: readonly ServiceMeter[];
  readonly clusters: readonly ClusterMeter[];
  readonly groups: readonly GroupMeter[];
}

/** What metrics and forecasts add up. */
export function metersOf({ groups }: Metrics, targets: readonly ScalableTarget[]): Meters {
  const ofForecasts = targets.flatMap(({ predictions }) =>
    predictions.flatMap((prediction) => (prediction === null ? [] : [prediction.meter])),
  );
  return {
    services: [...groups.flatMap(({ services }) => services), ...ofForecasts],
    clusters: groups.flatMap(({ clusters }) => clusters),
    groups: groups.flatMap(({ autoScalingGroups }) => autoScalingGroups),
  };
}

/** Adds up what metrics are made from, for those services, clusters and groups that some metric is of. */
export class MetricObserver extends Observer {
  private readonly services: readonly (readonly ServiceMeter[])[];
  private readonly clusters: readonly (readonly ClusterMeter[])[];
  private readonly groups: readonly GroupMeter[];
  private readonly groupNames: readonly string[];
  private world!: World;
  /** By entry of container instances, the meters of the group that it is of. */
  private readonly metersOfEntry: (readonly GroupMeter[])[] = [];
  /** Of each workload the service whose tasks it starts, or -1. */
  private serviceOfWorkload: readonly number[] | null = null;

  constructor(
    { services, clusters, autoScalingGroups }: Pick<Scenario, 'services' | 'clusters' | 'autoScalingGroups'>,
    meters: Meters,
  ) {
    super();
    this.groups = meters.groups;
    this.groupNames = autoScalingGroups.map(({ name }) => name);
    this.services = services.map((_, index) => meters.services.filter(({ service }) => service === index));
    this.clusters = clusters.map((_, index) => meters.clusters.filter(({ cluster }) => cluster === index));
  }

  override begin(world: World): void {
    this.world = world;
  }

  override serviceChanged(at: number, service: number, desired: number): void {
    for (const meter of this.services[service]!) meter.setDesired(at, desired);
  }

  override taskAccepted(at: number, task: TaskIndex): void {
    this.changeService(at, task, ServiceLevel.pending, 1);
  }

  override taskPlaced(at: number, task: TaskIndex): void {
    this.changeReserved(at, task, 1);
  }

  override taskReleased(at: number, task: TaskIndex): void {
    this.changeReserved(at, task, -1);
  }

  override taskStatusChanged(at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    if (leavesPending(from, to)) this.changeService(at, task, ServiceLevel.pending, -1);
    if (to === TaskStatus.RUNNING) this.changeRunning(at, task, 1);
    else if (from === TaskStatus.RUNNING) this.changeRunning(at, task, -1);
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    if (this.groups.length > 0) this.changeGroup(at, instance, from, to);
    const by = Number(isRegistered(to)) - Number(isRegistered(from));
    if (by === 0) return;
    const { cluster, cpuTotal, memoryTotal } = this.world.fleet;
    for (const meter of this.clusters[cluster[instance]!]!) {
      meter.change(at, ClusterLevel.instances, by);
      meter.change(at, ClusterLevel.cpuRegistered, by * cpuTotal[instance]!);
      meter.change(at, ClusterLevel.memoryRegistered, by * memoryTotal[instance]!);
    }
  }

  override useChanged(
    at: number,
    workload: number,
    _provider: number,
    cpuBy: number,
    memoryBy: number,
  ): void {
    const { cluster, launchType } = this.world.workloads[workload]!;
    if (launchType === 'FARGATE') return;
    for (const meter of this.groups) meter.useChanged(at, workload, cpuBy);
    for (const meter of this.clusters[cluster]!) {
      meter.change(at, ClusterLevel.cpuUsed, cpuBy);
      meter.change(at, ClusterLevel.memoryUsed, memoryBy);
    }
  }

  override tasksUsed(at: number, workload: number, taskMs: number, cpu: number, memory: number): void {
    const service = this.serviceOf(workload);
    if (service === NONE || this.services[service]!.length === 0) return;
    const { need } = this.world.workloads[workload]!;
    for (const meter of this.services[service]!) meter.tasksUsed(at, taskMs, cpu, memory, need);
  }

  override responsesSeen(_at: number, service: number, responses: LogHistogram, requests: number): void {
    for (const meter of this.services[service]!) meter.responsesSeen(responses, requests);
  }

  private changeRunning(at: number, task: TaskIndex, sign: 1 | -1): void {
    const { tasks, workloads } = this.world;
    const { usage, cluster } = workloads[tasks.workload[task]!]!;
    const [cpu, memory] = [tasks.cpu[task]!, tasks.memory[task]!];
    this.changeService(at, task, ServiceLevel.running, sign);
    this.changeService(at, task, ServiceLevel.cpuReserved, sign * cpu);
    this.changeService(at, task, ServiceLevel.memoryReserved, sign * memory);
    const isOnInstance = tasks.instance[task] !== NONE;
    if (isOnInstance && this.groups.length > 0) this.changeBusy(at, task, sign);
    this.changeCluster(at, cluster, ClusterLevel.running, sign);
    if (isOnInstance) this.changeCluster(at, cluster, ClusterLevel.runningOnInstances, sign);
    if (usage === null) return;
    this.changeService(at, task, ServiceLevel.cpuUsed, sign * cpu * usage.cpu);
    this.changeService(at, task, ServiceLevel.memoryUsed, sign * memory * usage.memory);
    if (!isOnInstance) return;
    this.changeCluster(at, cluster, ClusterLevel.cpuUsed, sign * cpu * usage.cpu);
    this.changeCluster(at, cluster, ClusterLevel.memoryUsed, sign * memory * usage.memory);
  }

  /** An instance of a group is in service, or gone; one that has not come so far does not count. */
  private changeGroup(at: number, instance: number, from: InstanceStatus, to: InstanceStatus): void {
    const { REGISTERING, ACTIVE } = InstanceStatus;
    for (const meter of this.groupsOf(instance))
      if (from === REGISTERING && to === ACTIVE) meter.came(at, instance);
      else if (isRegistered(from) && !isRegistered(to)) meter.gone(at, instance);
  }

  private changeBusy(at: number, task: TaskIndex, sign: 1 | -1): void {
    const { tasks, workloads, fleet } = this.world;
    const workload = tasks.workload[task]!;
    const { usage } = workloads[workload]!;
    const instance = tasks.instance[task]!;
    const own = this.groupsOf(instance);
    const each = 1 / fleet.cpuTotal[instance]!;
    if (usage === null)
      for (const meter of this.groups)
        meter.tellingTask(at, instance, workload, sign, own.includes(meter) ? each : 0);
    else
      for (const meter of own) meter.constantTask(at, instance, sign * tasks.cpu[task]! * usage.cpu * each);
  }

  private groupsOf(instance: number): readonly GroupMeter[] {
    const { fleet, entries } = this.world;
    const entry = fleet.entry[instance]!;
    return (this.metersOfEntry[entry] ??= this.groups.filter(
      ({ group }) => this.groupNames[group] === entries[entry]!.name,
    ));
  }

  private changeReserved(at: number, task: TaskIndex, sign: 1 | -1): void {
    const { tasks, workloads } = this.world;
    if (tasks.instance[task] === NONE) return;
    const { cluster } = workloads[tasks.workload[task]!]!;
    this.changeCluster(at, cluster, ClusterLevel.cpuReserved, sign * tasks.cpu[task]!);
    this.changeCluster(at, cluster, ClusterLevel.memoryReserved, sign * tasks.memory[task]!);
  }

  private changeService(at: number, task: TaskIndex, level: ServiceLevel, by: number): void {
    const service = this.serviceOf(this.world.tasks.workload[task]!);
    if (service === NONE) return;
    for (const meter of this.services[service]!) meter.change(at, level, by);
  }

  private changeCluster(at: number, cluster: number, level: ClusterLevel, by: number): void {
    for (const meter of this.clusters[cluster]!) meter.change(at, level, by);
  }

  private serviceOf(workload: number): number {
    this.serviceOfWorkload ??= servicesOfWorkloads(this.world);
    return this.serviceOfWorkload[workload]!;
  }
}
