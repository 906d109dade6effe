import type { World } from '../../events/world.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { Counter } from './counter.ts';
import { HourSpan, Presence } from './hour-span.ts';

/** Metrics that Container Insights makes of each thing. */
export interface InsightsMetrics {
  readonly cluster: number;
  readonly service: number;
  /** Of a family of task definitions that has tasks. */
  readonly family: number;
  /** Of each task and each container; only with enhanced observability. */
  readonly task: number;
  readonly container: number;
}

/** Whether a cluster has Container Insights, by its index. */
export type InsightsOf = (cluster: number) => 'none' | 'standard' | 'enhanced';

/**
 * Metrics of ECS/ContainerInsights, by the started hour in which they had data (billing spec section 6): of each cluster, its
 * services and the families of its tasks; with enhanced observability of its tasks and containers, too, at a price of its own.
 */
export class InsightsCounter extends Counter {
  private world!: World;
  private readonly insightsOf: InsightsOf;
  private readonly metrics: InsightsMetrics;
  private readonly span = new HourSpan();
  /** RUNNING tasks by workload. */
  private readonly running: Presence[] = [];

  constructor(insightsOf: InsightsOf, metrics: InsightsMetrics) {
    super();
    this.insightsOf = insightsOf;
    this.metrics = metrics;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override taskStatusChanged(_at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    if (from !== TaskStatus.RUNNING && to !== TaskStatus.RUNNING) return;
    const presence = (this.running[this.world.tasks.workload[task]!] ??= new Presence());
    if (to === TaskStatus.RUNNING) presence.come();
    else presence.go();
  }

  override take(at: number): MeteredUsage[] {
    const { clusters } = this.world;
    const hours = this.span.take(at, this.world);
    const seen = this.running.map((presence) => presence.take());
    return clusters.flatMap((_, cluster) => {
      const kind = this.insightsOf(cluster);
      if (kind === 'none') return [];
      const meter =
        kind === 'enhanced'
          ? ('cloudwatch.containerInsightsMetricMonth' as const)
          : ('cloudwatch.metricMonth' as const);
      return this.metricsOf(cluster, seen, kind === 'enhanced')
        .filter(({ count }) => count > 0)
        .map(({ workload, count }) => ({
          meter,
          zone: NONE,
          cluster,
          provider: NONE,
          workload,
          quantity: BigInt(count) * hours,
        }));
    });
  }

  /** How many metrics had data, by the workload that they are of. */
  private metricsOf(
    cluster: number,
    seen: readonly number[],
    isEnhanced: boolean,
  ): { readonly workload: number; readonly count: number }[] {
    const { workloads, definitions } = this.world;
    const { metrics } = this;
    const counts = [{ workload: NONE, count: metrics.cluster }];
    const known = new Set<string>();
    for (const [workload, { cluster: own, service, definition }] of workloads.entries()) {
      if (own !== cluster) continue;
      const { label, containers } = definitions[definition]!;
      const tasks = seen[workload] ?? 0;
      const family = label.slice(0, label.lastIndexOf(':'));
      let count = isEnhanced ? tasks * (metrics.task + containers.length * metrics.container) : 0;
      if (service !== '' && !known.has(`service ${service}`)) count += metrics.service;
      if (tasks > 0 && !known.has(`family ${family}`)) count += metrics.family;
      known.add(`service ${service}`);
      if (tasks > 0) known.add(`family ${family}`);
      counts.push({ workload, count });
    }
    return counts;
  }
}
