import { DemandBound } from '../analysis/demand-bound.ts';
import { InstancesInUse } from '../analysis/instances-in-use.ts';
import { type FewestInstances, fewestInstances } from '../analysis/packing/fewest-instances.ts';
import type { Counted, ResourceVector } from '../analysis/packing/resource-vector.ts';
import type { PriceTable } from '../billing/rates.ts';
import type { PlacementStrategySpec, Scenario } from '../scenario/scenario.ts';
import { formatInstant } from '../units/calendar.ts';
import { isOnInstances, type RaceChain, raceChains, withChain } from './race-chains.ts';
import { ScenarioRun } from './run.ts';
import { tidy } from './tidy.ts';

/** What each placement strategy makes of a scenario, and how far each is from what is possible: plain JSON. */
export interface StrategyRace {
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly seed: string;
  /** The fewest instance-hours first; of equals, in the order of the race. */
  readonly strategies: readonly StrategyResult[];
}

/** One strategy's run; figures after the warm-up. */
export interface StrategyResult {
  readonly name: string;
  /** As in a scenario, `field` as the engine knows it; empty when workloads keep different ones of their own. */
  readonly placementStrategy: readonly PlacementStrategySpec[];
  readonly ecs: boolean;
  readonly asWritten: boolean;
  /** Container instances with tasks on them. */
  readonly instances: { readonly peak: number; readonly hours: number };
  /** On container instances. */
  readonly tasks: { readonly placed: number };
  readonly wait: { readonly p95: number };
  readonly cost: { readonly total: number };
  readonly oracle: RaceOracle;
  /** How much more than the oracle's, as a fraction: of the peak than the optimum, else the bound; `null` when nothing ran. */
  readonly gap: { readonly peak: number | null; readonly hours: number | null };
}

/** What the tasks of a run would have needed at the least, placed anew at every moment. Only sizes count. */
export interface RaceOracle {
  /** The moment of the most demand, ISO 8601. */
  readonly at: string;
  /** Tasks on instances then. */
  readonly tasks: number;
  /** No placement of them has fewer instances in use. */
  readonly lowerBound: number;
  /** The fewest there can be; `null` when it was not proven. */
  readonly optimum: number | null;
  /** A lower bound of the instance-hours. */
  readonly hours: number;
}

/**
 * Runs a scenario once for each chain of placement strategies with the same seed, so that all see the same arrivals, sizes
 * and durations. Whoever drives it begins each run, drives it and finishes it.
 */
export class StrategyRaceRunner {
  readonly chains: readonly RaceChain[];
  private readonly scenario: Scenario;
  private readonly prices: PriceTable;
  private readonly results: StrategyResult[] = [];
  /** Answers of the oracle: most strategies ask the same. */
  private readonly answers = new Map<string, FewestInstances>();

  /** Throws a RangeError when no workload runs on container instances. */
  constructor(scenario: Scenario, prices: PriceTable) {
    if (!scenario.workloads.some(isOnInstances))
      throw new RangeError('StrategyRaceRunner: expected a workload on container instances, received none.');
    this.scenario = scenario;
    this.prices = prices;
    this.chains = raceChains(scenario);
  }

  begin(chain: RaceChain): StrategyRun {
    const { warmUpMs } = this.scenario.simulation;
    const inUse = new InstancesInUse(warmUpMs);
    const demand = new DemandBound(warmUpMs, this.scenario.clusters.map(fleetOf));
    const run = new ScenarioRun(withChain(this.scenario, chain), this.prices, [inUse, demand]);
    return { chain, run, inUse, demand };
  }

  /** Once the run has ended. */
  finish({ chain, run, inUse, demand }: StrategyRun): void {
    const { tasks, cost } = run.streamedOutcome();
    const { atMs, tasksByCluster } = demand.peak();
    const fewest = this.askOracle(tasksByCluster);
    const hours = hoursOf(inUse.instanceMs(run.nowMs));
    const hoursBound = hoursOf(demand.instanceMs(run.nowMs));
    this.results.push({
      name: chain.name,
      placementStrategy: chain.chain,
      ecs: chain.ecs,
      asWritten: chain.asWritten,
      instances: { peak: inUse.peak, hours: tidy(hours) },
      tasks: { placed: inUse.tasksPlaced },
      wait: { p95: tasks.wait.p95 },
      cost: { total: cost.total },
      oracle: {
        at: formatInstant(run.world.startMs + atMs),
        tasks: tasksByCluster.flat().reduce((sum, { count }) => sum + count, 0),
        ...fewest,
        hours: tidy(hoursBound),
      },
      gap: {
        peak: gapOf(inUse.peak, fewest.optimum ?? fewest.lowerBound),
        hours: gapOf(hours, hoursBound),
      },
    });
  }

  /** What the runs that are finished have come to. */
  race(): StrategyRace {
    const { name, digest, simulation } = this.scenario;
    const strategies = [...this.results].sort((a, b) => a.instances.hours - b.instances.hours);
    return { scenario: { name, digest }, seed: simulation.seed, strategies };
  }

  private askOracle(tasksByCluster: readonly (readonly Counted<ResourceVector>[])[]): FewestInstances {
    const key = JSON.stringify(tasksByCluster);
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answers = tasksByCluster.map((tasks, cluster) =>
      fewestInstances(tasks, fleetOf(this.scenario.clusters[cluster]!)),
    );
    const answer: FewestInstances = {
      lowerBound: answers.reduce((sum, { lowerBound }) => sum + lowerBound, 0),
      optimum: sumOrNull(answers.map(({ optimum }) => optimum)),
    };
    this.answers.set(key, answer);
    return answer;
  }
}

/** One strategy's run and what is measured about it. */
export interface StrategyRun {
  readonly chain: RaceChain;
  readonly run: ScenarioRun;
  readonly inUse: InstancesInUse;
  readonly demand: DemandBound;
}

const HOUR_MS = 3_600_000;

function hoursOf(ms: bigint): number {
  return Number(ms) / HOUR_MS;
}

function fleetOf({
  containerInstances,
  idealFleet,
}: Scenario['clusters'][number]): Counted<ResourceVector>[] {
  const fixed = containerInstances.map(({ registered, count }) => ({ size: registered, count }));
  return idealFleet === null
    ? fixed
    : [...fixed, { size: idealFleet.registered, count: Number.POSITIVE_INFINITY }];
}

function gapOf(figure: number, bound: number): number | null {
  return bound === 0 ? null : tidy(figure / bound - 1);
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
