import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { type LevelStatistics, Quantity } from './level-statistics.ts';

/** The steps that a timeline may have, milliseconds: the smallest that needs at most so many rows a scope is taken. */
export const TIMELINE_STEPS_MS: readonly number[] = [
  60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000,
];
export const MOST_TIMELINE_STEPS = 3000;

/** Nano-USD so far: in all, by cluster, by capacity provider, by service. */
export interface AccruedCost {
  readonly total: number;
  readonly byCluster: readonly number[];
  readonly byCapacityProvider: ReadonlyMap<string, number>;
  readonly byService: ReadonlyMap<string, number>;
}

/** The state at the end of one step. */
export interface TimelineRow {
  /** Milliseconds from the run's start. */
  readonly at: number;
  /** Task-milliseconds that tasks have been RUNNING since the warm-up. */
  readonly runningMs: number;
  readonly scopes: readonly ScopeSample[];
}

export interface ScopeSample {
  readonly scope: 'run' | 'cluster' | 'service' | 'capacityProvider';
  /** Of a service `cluster/name`. */
  readonly name: string;
  /** Levels by `Quantity`. */
  readonly levels: readonly number[];
  /** Nano-USD since the beginning. */
  readonly cost: number;
}

/**
 * Looks at the state at fixed steps after the warm-up. When the end is not known beforehand it begins with the smallest
 * step and thins what it has to the next one each time it has too many: the rows are those that a longer step would have had.
 */
export class TimelineRecorder extends Observer {
  rows: TimelineRow[] = [];
  stepMs: number;
  private world!: World;
  /** All services are there from the start on. */
  private serviceNames: readonly string[] | null = null;
  private readonly levels: LevelStatistics;
  private readonly accrued: (at: number) => AccruedCost;
  private readonly warmUpMs: number;
  private readonly fixed: boolean;

  constructor(
    levels: LevelStatistics,
    accrued: (at: number) => AccruedCost,
    span: { readonly warmUpMs: number; readonly durationMs: number | null; readonly stepMs: number | null },
  ) {
    super();
    this.levels = levels;
    this.accrued = accrued;
    this.warmUpMs = span.warmUpMs;
    this.fixed = span.stepMs !== null || span.durationMs !== null;
    this.stepMs =
      span.stepMs ??
      (span.durationMs === null ? TIMELINE_STEPS_MS[0]! : stepFor(span.durationMs - span.warmUpMs));
  }

  override begin(world: World): void {
    this.world = world;
  }

  override firstSampleMs(): number {
    return this.warmUpMs + this.stepMs;
  }

  override sampled(at: number): number {
    this.record(at);
    if (!this.fixed && this.rows.length > MOST_TIMELINE_STEPS) this.thin();
    return this.warmUpMs + (Math.floor((at - this.warmUpMs) / this.stepMs) + 1) * this.stepMs;
  }

  /** The last step may be shorter. */
  override runEnded(at: number): void {
    const last = this.rows[this.rows.length - 1]?.at ?? this.warmUpMs;
    if (at > last) this.record(at);
    if (!this.fixed && this.rows.length > MOST_TIMELINE_STEPS) this.thin(at);
  }

  private record(at: number): void {
    const { clusters, providers } = this.world;
    this.serviceNames ??= this.world.services.map(({ name }) => name);
    const { levels } = this;
    const cost = this.accrued(at);
    const ofClusters = clusters.map((name, cluster): ScopeSample => {
      return {
        scope: 'cluster',
        name,
        levels: levels.ofCluster(cluster),
        cost: cost.byCluster[cluster] ?? 0,
      };
    });
    const run = ofClusters.length === 1 ? ofClusters[0]!.levels : sumOf(ofClusters);
    const ofServices = this.serviceNames.map((name, service): ScopeSample => {
      return {
        scope: 'service',
        name,
        levels: levels.ofService(service),
        cost: cost.byService.get(name) ?? 0,
      };
    });
    const ofProviders = providers.map(({ name }, provider): ScopeSample => {
      return {
        scope: 'capacityProvider',
        name,
        levels: levels.ofProvider(provider),
        cost: cost.byCapacityProvider.get(name) ?? 0,
      };
    });
    this.rows.push({
      at,
      runningMs: Number(levels.integral(Quantity.running, at)),
      scopes: [
        { scope: 'run', name: '', levels: run, cost: cost.total },
        ...ofClusters,
        ...ofServices,
        ...ofProviders,
      ],
    });
  }

  /** Keeps the rows of the next longer step, and the one at the run's end. */
  private thin(endMs: number = -1): void {
    const longer = TIMELINE_STEPS_MS.find((step) => step > this.stepMs) ?? this.stepMs * 2;
    this.stepMs = longer;
    this.rows = this.rows.filter(({ at }) => (at - this.warmUpMs) % longer === 0 || at === endMs);
  }
}

function sumOf(samples: readonly ScopeSample[]): number[] {
  return Object.values(Quantity).map((quantity) =>
    samples.reduce((sum, { levels }) => sum + levels[quantity]!, 0),
  );
}

/** The smallest step that needs at most 3,000 of them; from then on whole days. */
function stepFor(spanMs: number): number {
  const fitting = TIMELINE_STEPS_MS.find((step) => spanMs <= step * MOST_TIMELINE_STEPS);
  const day = TIMELINE_STEPS_MS[TIMELINE_STEPS_MS.length - 1]!;
  return fitting ?? Math.ceil(spanMs / (day * MOST_TIMELINE_STEPS)) * day;
}
