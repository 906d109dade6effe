import type { PriceTable } from '../billing/rates.ts';
import type { PlacementStrategySpec, Scenario } from '../scenario/scenario.ts';
import { type OracleAnswers, PackingMeter, type RaceOracle } from './packing-meter.ts';
import { isOnInstances, type RaceChain, raceChains, withChain } from './race-chains.ts';
import { ScenarioRun } from './run.ts';

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

/**
 * Runs a scenario once for each chain of placement strategies with the same seed, so that all see the same arrivals, sizes
 * and durations. Whoever drives it begins each run, drives it and finishes it.
 */
export class StrategyRaceRunner {
  readonly chains: readonly RaceChain[];
  private readonly scenario: Scenario;
  private readonly prices: PriceTable;
  private readonly results: StrategyResult[] = [];
  private readonly answers: OracleAnswers = new Map();

  /** Throws a RangeError when no workload runs on container instances. */
  constructor(scenario: Scenario, prices: PriceTable) {
    if (!scenario.workloads.some(isOnInstances))
      throw new RangeError('StrategyRaceRunner: expected a workload on container instances, received none.');
    this.scenario = scenario;
    this.prices = prices;
    this.chains = raceChains(scenario);
  }

  begin(chain: RaceChain): StrategyRun {
    const packing = new PackingMeter(this.scenario, this.answers);
    return {
      chain,
      run: new ScenarioRun(withChain(this.scenario, chain), this.prices, packing.observers),
      packing,
    };
  }

  /** Once the run has ended. */
  finish({ chain, run, packing }: StrategyRun): void {
    const { tasks, cost } = run.streamedOutcome();
    const { nowMs, world } = run;
    const { instances, tasksPlaced, oracle, gap } = packing.measured({ nowMs, startMs: world.startMs });
    this.results.push({
      name: chain.name,
      placementStrategy: chain.chain,
      ecs: chain.ecs,
      asWritten: chain.asWritten,
      instances,
      tasks: { placed: tasksPlaced },
      wait: { p95: tasks.wait.p95 },
      cost: { total: cost.total },
      oracle,
      gap,
    });
  }

  /** What the runs that are finished have come to. */
  race(): StrategyRace {
    const { name, digest, simulation } = this.scenario;
    const strategies = [...this.results].sort((a, b) => a.instances.hours - b.instances.hours);
    return { scenario: { name, digest }, seed: simulation.seed, strategies };
  }
}

/** One strategy's run and what measures it. */
export interface StrategyRun {
  readonly chain: RaceChain;
  readonly run: ScenarioRun;
  readonly packing: PackingMeter;
}
