import type { ClusterMetric } from '../../cloudwatch/metric.ts';
import { clusterReservation, clusterUtilisation } from '../../model/ecs-metrics.ts';
import type { SampleSet } from './service-meter.ts';

/** What a cluster's ACTIVE and DRAINING instances have at a moment, and its RUNNING tasks: CPU units and MiB (ecs: ). */
export interface ClusterLevels {
  instances: number;
  cpuRegistered: number;
  memoryRegistered: number;
  cpuReserved: number;
  memoryReserved: number;
  cpuUsed: number;
  memoryUsed: number;
  /** On its instances, and wherever they run. */
  runningOnInstances: number;
  running: number;
}

export interface ClusterMeterState {
  readonly levels: ClusterLevels;
  readonly sums: ClusterLevels;
  readonly at: number;
  readonly openedAt: number;
}

/** What metrics of one cluster add up in the course of one period: levels times milliseconds. */
export class ClusterMeter {
  readonly cluster: number;
  private readonly levels: ClusterLevels = nothing();
  private readonly sums: ClusterLevels = nothing();
  private at = 0;
  private openedAt = 0;

  constructor(cluster: number) {
    this.cluster = cluster;
  }

  change(at: number, level: keyof ClusterLevels, by: number): void {
    this.integrate(at);
    this.levels[level] += by;
  }

  integrate(at: number): void {
    const ms = at - this.at;
    if (ms <= 0) return;
    this.at = at;
    for (const key of KEYS) this.sums[key] += ms * this.levels[key];
  }

  keepPart(part: number, openedAt: number): void {
    for (const key of KEYS) this.sums[key] *= part;
    this.openedAt = openedAt;
  }

  reset(at: number): void {
    for (const key of KEYS) this.sums[key] = 0;
    this.openedAt = at;
  }

  read(metric: ClusterMetric, into: SampleSet): SampleSet {
    const { sums } = this;
    const ms = Math.max(1, this.at - this.openedAt);
    const percent = (value: number | null) => (value === null ? into.clear() : into.set(value, 1));
    const { runningOnInstances: tasks, instances } = sums;
    switch (metric) {
      case 'CPUReservation':
        return percent(clusterReservation(sums.cpuReserved, sums.cpuRegistered, tasks));
      case 'MemoryReservation':
        return percent(clusterReservation(sums.memoryReserved, sums.memoryRegistered, tasks));
      case 'CPUUtilization':
        return percent(clusterUtilisation(sums.cpuUsed, sums.cpuRegistered, tasks));
      case 'MemoryUtilization':
        return percent(clusterUtilisation(sums.memoryUsed, sums.memoryRegistered, tasks));
      case 'TaskCount':
        return into.set(sums.running / ms, 1);
      case 'ContainerInstanceCount':
        return into.set(instances / ms, 1);
    }
  }

  snapshot(): ClusterMeterState {
    const { levels, sums, at, openedAt } = this;
    return { levels: { ...levels }, sums: { ...sums }, at, openedAt };
  }

  restore({ levels, sums, at, openedAt }: ClusterMeterState): void {
    Object.assign(this.levels, levels);
    Object.assign(this.sums, sums);
    this.at = at;
    this.openedAt = openedAt;
  }
}

function nothing(): ClusterLevels {
  return {
    instances: 0,
    cpuRegistered: 0,
    memoryRegistered: 0,
    cpuReserved: 0,
    memoryReserved: 0,
    cpuUsed: 0,
    memoryUsed: 0,
    runningOnInstances: 0,
    running: 0,
  };
}

const KEYS = Object.keys(nothing()) as (keyof ClusterLevels)[];
