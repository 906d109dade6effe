import type { ClusterMetric } from '../../cloudwatch/metric.ts';
import { clusterReservation, clusterUtilisation } from '../../model/ecs-metrics.ts';
import { LevelSums, type LevelSumsState } from './level-sums.ts';
import type { SampleSet } from './sample-set.ts';

/** What a cluster's ACTIVE and DRAINING instances have at a moment, and its RUNNING tasks: CPU units and MiB (ecs: ). */
export const ClusterLevel = {
  instances: 0,
  cpuRegistered: 1,
  memoryRegistered: 2,
  cpuReserved: 3,
  memoryReserved: 4,
  cpuUsed: 5,
  memoryUsed: 6,
  /** On its instances, and wherever they run. */
  runningOnInstances: 7,
  running: 8,
} as const;
export type ClusterLevel = (typeof ClusterLevel)[keyof typeof ClusterLevel];

/** What metrics of one cluster add up in the course of one period. */
export class ClusterMeter {
  readonly cluster: number;
  private readonly levels = new LevelSums(Object.keys(ClusterLevel).length);

  constructor(cluster: number) {
    this.cluster = cluster;
  }

  change(at: number, level: ClusterLevel, by: number): void {
    this.levels.change(at, level, by);
  }

  integrate(at: number): void {
    this.levels.integrate(at);
  }

  keepPart(part: number, openedAt: number): void {
    this.levels.keepPart(part, openedAt);
  }

  reset(at: number): void {
    this.levels.reset(at);
  }

  read(metric: ClusterMetric, into: SampleSet): SampleSet {
    const { levels } = this;
    const of = (level: ClusterLevel) => levels.sums[level]!;
    const tasks = of(ClusterLevel.runningOnInstances);
    switch (metric) {
      case 'CPUReservation':
        return into.one(
          clusterReservation(of(ClusterLevel.cpuReserved), of(ClusterLevel.cpuRegistered), tasks),
        );
      case 'MemoryReservation':
        return into.one(
          clusterReservation(of(ClusterLevel.memoryReserved), of(ClusterLevel.memoryRegistered), tasks),
        );
      case 'CPUUtilization':
        return into.one(clusterUtilisation(of(ClusterLevel.cpuUsed), of(ClusterLevel.cpuRegistered), tasks));
      case 'MemoryUtilization':
        return into.one(
          clusterUtilisation(of(ClusterLevel.memoryUsed), of(ClusterLevel.memoryRegistered), tasks),
        );
      case 'TaskCount':
        return into.one(levels.mean(ClusterLevel.running));
      case 'ContainerInstanceCount':
        return into.one(levels.mean(ClusterLevel.instances));
    }
  }

  snapshot(): LevelSumsState {
    return this.levels.snapshot();
  }

  restore(state: LevelSumsState): void {
    this.levels.restore(state);
  }
}
