import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import type { GroupLevels } from './group-levels.ts';
import { type LevelStatistics, Quantity } from './level-statistics.ts';
import type { RequestStatistics } from './request-statistics.ts';
import { type TimelineScope, TimelineTable } from './timeline-table.ts';

/** The steps that a timeline may have, milliseconds: the smallest that needs at most so many rows a scope is taken. */
export const TIMELINE_STEPS_MS: readonly number[] = [
  60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000,
];
export const MOST_TIMELINE_STEPS = 3000;

/** Nano-USD so far: in all; by index of the cluster, the capacity provider and the service. */
export interface AccruedCost {
  readonly total: number;
  readonly byCluster: readonly number[];
  readonly byCapacityProvider: readonly number[];
  readonly byService: readonly number[];
}

/**
 * Looks at the state at fixed steps after the warm-up. When the end is not known beforehand it begins with the smallest
 * step and thins what it has to the next one each time it has too many: the rows are those that a longer step would have had.
 */
export class TimelineRecorder extends Observer {
  stepMs: number;
  private world!: World;
  private rows: TimelineTable | null = null;
  private readonly levels: LevelStatistics;
  private readonly groups: GroupLevels;
  private readonly requests: RequestStatistics;
  private readonly accrued: (at: number) => AccruedCost;
  private readonly warmUpMs: number;
  private readonly fixed: boolean;
  private readonly endMs: number | null;

  constructor(
    levels: LevelStatistics,
    groups: GroupLevels,
    requests: RequestStatistics,
    accrued: (at: number) => AccruedCost,
    span: { readonly warmUpMs: number; readonly durationMs: number | null; readonly stepMs: number | null },
  ) {
    super();
    this.levels = levels;
    this.groups = groups;
    this.requests = requests;
    this.accrued = accrued;
    this.warmUpMs = span.warmUpMs;
    this.endMs = span.durationMs;
    this.fixed = span.stepMs !== null || span.durationMs !== null;
    this.stepMs =
      span.stepMs ??
      (span.durationMs === null ? TIMELINE_STEPS_MS[0]! : stepFor(span.durationMs - span.warmUpMs));
  }

  /** A row a step and scope. */
  get table(): TimelineTable {
    this.rows ??= new TimelineTable(scopesOf(this.world, this.groups));
    return this.rows;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override firstSampleMs(): number {
    return this.warmUpMs + this.stepMs;
  }

  /** The row of the end is made when all that is told at the end has been. */
  override sampled(at: number): number {
    if (at === this.endMs) return -1;
    this.record(at);
    if (!this.fixed && this.table.steps.length > MOST_TIMELINE_STEPS) this.thin();
    return this.warmUpMs + (Math.floor((at - this.warmUpMs) / this.stepMs) + 1) * this.stepMs;
  }

  /** The last step may be shorter. */
  override runEnded(at: number): void {
    const last = this.table.steps.at(-1)?.at ?? this.warmUpMs;
    if (at > last) this.record(at);
    if (!this.fixed && this.table.steps.length > MOST_TIMELINE_STEPS) this.thin(at);
  }

  private record(at: number): void {
    const { table, levels, groups } = this;
    const { clusters, services, providers } = this.world;
    const cost = this.accrued(at);
    const ofClusters = clusters.map((_, cluster) => levels.ofCluster(cluster));
    const ofScopes = [ofClusters.length === 1 ? ofClusters[0]! : sumOf(ofClusters), ...ofClusters];
    for (let service = 0; service < services.length; service++) ofScopes.push(levels.ofService(service));
    for (const provider of providers.keys()) ofScopes.push(levels.ofProvider(provider));
    for (const group of groups.groups.keys()) ofScopes.push(groups.ofGroup(group));
    table.add({
      at,
      runningMs: Number(levels.integral(Quantity.running, at)),
      levels: ofScopes,
      requests: this.requests.takeStep(),
      costs: costsOf(cost, table.scopes.length),
    });
  }

  /** Keeps the rows of the next longer step, and the one at the run's end. */
  private thin(endMs: number = -1): void {
    const longer = TIMELINE_STEPS_MS.find((step) => step > this.stepMs) ?? this.stepMs * 2;
    this.stepMs = longer;
    this.table.steps = this.table.steps.filter(
      ({ at }) => (at - this.warmUpMs) % longer === 0 || at === endMs,
    );
  }
}

/** In the order of the rows of a step: the run, its clusters, services, capacity providers and groups. All are there from the start on. */
function scopesOf({ clusters, services, providers }: World, { groups }: GroupLevels): TimelineScope[] {
  return [
    { scope: 'run', name: '' },
    ...clusters.map((name): TimelineScope => ({ scope: 'cluster', name })),
    ...services.map(({ name }): TimelineScope => ({ scope: 'service', name })),
    ...providers.map(({ name }): TimelineScope => ({ scope: 'capacityProvider', name })),
    ...groups.map(({ name }): TimelineScope => ({ scope: 'autoScalingGroup', name })),
  ];
}

function costsOf(
  { total, byCluster, byService, byCapacityProvider }: AccruedCost,
  scopes: number,
): Float64Array {
  const costs = new Float64Array(scopes);
  costs[0] = total;
  costs.set(byCluster, 1);
  costs.set(byService, 1 + byCluster.length);
  costs.set(byCapacityProvider, 1 + byCluster.length + byService.length);
  return costs;
}

function sumOf(levels: readonly (readonly number[])[]): number[] {
  return Object.values(Quantity).map((quantity) => levels.reduce((sum, of) => sum + of[quantity]!, 0));
}

/** The smallest step that needs at most 3,000 of them; from then on whole days. */
function stepFor(spanMs: number): number {
  const fitting = TIMELINE_STEPS_MS.find((step) => spanMs <= step * MOST_TIMELINE_STEPS);
  const day = TIMELINE_STEPS_MS[TIMELINE_STEPS_MS.length - 1]!;
  return fitting ?? Math.ceil(spanMs / (day * MOST_TIMELINE_STEPS)) * day;
}
