import { CapacityShortages } from '../analysis/capacity-shortages.ts';
import { FleetMap } from '../analysis/fleet-map.ts';
import { FleetStatistics } from '../analysis/fleet-statistics.ts';
import { GroupLevels } from '../analysis/group-levels.ts';
import { LevelStatistics } from '../analysis/level-statistics.ts';
import { RequestStatistics } from '../analysis/request-statistics.ts';
import { ScalingStatistics } from '../analysis/scaling-statistics.ts';
import { ServiceStatistics } from '../analysis/service-statistics.ts';
import { TaskStatistics } from '../analysis/task-statistics.ts';
import { TimelineRecorder } from '../analysis/timeline.ts';
import { UseStatistics } from '../analysis/use-statistics.ts';
import { UtilizationStatistics } from '../analysis/utilization-statistics.ts';
import { Bill } from '../billing/bill.ts';
import type { BillHour } from '../billing/bill-line.ts';
import { type PriceTable, Rates } from '../billing/rates.ts';
import { RunningCost } from '../billing/running-cost.ts';
import { FargateTaskCharges } from '../billing/task-charges.ts';
import { addToDigest } from '../billing/usage.ts';
import { UsageMeter } from '../billing/usage-meter.ts';
import type { TraceSource } from '../environment/traces/trace-source.ts';
import type { Observer } from '../events/observer.ts';
import type { TaskCharges } from '../events/task-charges.ts';
import type { Warning } from '../events/warning.ts';
import type { World } from '../events/world.ts';
import { Digest } from '../kernel/digest.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { advanceTo, type Progress } from '../simulation/advance.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { builtInPrices } from './built-in-prices.ts';
import { openCommitments } from './commitments/open-commitments.ts';
import { createFedSimulation } from './fed-simulation.ts';
import { fleetFacts, groupFacts } from './fleets-summary.ts';
import { makeOutcome } from './make-outcome.ts';
import { openCounters } from './open-counters.ts';
import { openDiscounts, openOtherUsage } from './open-pricing.ts';
import { type Outcome, type StreamedOutcome, wholeOutcome } from './outcome.ts';

/** A trace of the run that bytes are pushed into from outside, decompressed, chunk by chunk. */
export interface TraceFeed {
  /** The file as the scenario spells it. */
  readonly file: string;
  /** Whether the run cannot go on without bytes of this file. */
  readonly hungry: boolean;
  /** How often the file has been begun anew (`repeat`): when it has grown, begin again at the first byte. */
  readonly pass: number;
  push(chunk: Uint8Array): void;
  /** The file has no more bytes. */
  end(): void;
}

/**
 * One run of a scenario with its bill and its statistics: simulate, bill, analyse. Synchronous; whoever drives it pushes
 * bytes into hungry feeds, advances in slices and takes the outcome when `advance` has said `ended`.
 */
export class ScenarioRun {
  /** In the order of the workloads that replay a trace. */
  readonly feeds: readonly TraceFeed[];
  readonly charges: TaskCharges;
  private readonly scenario: Scenario;
  private readonly simulation: Simulation;
  private readonly bill: Bill;
  private readonly spent: RunningCost;
  private readonly parts: RunParts;

  /** `observers` hear of everything; make those that ask for `TaskCharges` by `withCharges`. */
  constructor(
    scenario: Scenario,
    prices: PriceTable,
    observers: readonly Observer[] | ((charges: TaskCharges) => readonly Observer[]) = [],
  ) {
    const { startMs, warmUpMs, durationMs, timelineStepMs } = scenario.simulation;
    const rates = new Rates(prices, { startMs, freeTiers: scenario.pricing.freeTier });
    const usageDigest = new Digest();
    const counters = openCounters(scenario);
    const meter = new UsageMeter(
      warmUpMs,
      (usage) => {
        addToDigest(usageDigest, usage);
        this.bill.closeHour(usage);
      },
      counters,
    );
    const levels = new LevelStatistics(warmUpMs);
    const tasks = new TaskStatistics(warmUpMs);
    const services = new ServiceStatistics(warmUpMs);
    const scaling = new ScalingStatistics(warmUpMs);
    const fleets = new FleetStatistics(warmUpMs, fleetFacts(scenario));
    const shortages = new CapacityShortages(warmUpMs);
    const span = { warmUpMs, durationMs, stepMs: timelineStepMs };
    const requests = new RequestStatistics(warmUpMs);
    const uses = new UseStatistics(warmUpMs);
    const utilization = new UtilizationStatistics(warmUpMs);
    const fleetMap = new FleetMap(warmUpMs, durationMs);
    const groups = new GroupLevels(groupFacts(scenario));
    const timeline = new TimelineRecorder(levels, groups, requests, (at) => this.spent.at(at), span);
    const charges = new FargateTaskCharges(rates);
    this.charges = charges;
    const extra = typeof observers === 'function' ? observers(charges) : observers;
    this.scenario = scenario;
    const { simulation, traces } = createFedSimulation(scenario, [
      charges,
      // They count what a run's last instant brings before the meter closes its last hour.
      ...counters,
      meter,
      levels,
      tasks,
      services,
      scaling,
      fleets,
      shortages,
      groups,
      requests,
      uses,
      utilization,
      timeline,
      fleetMap,
      ...extra,
    ]);
    this.simulation = simulation;
    const weights = scenario.pricing.splitCostWeights;
    this.bill = new Bill({
      world: this.simulation,
      rates,
      weights,
      commitments: openCommitments(scenario, prices),
      discounts: openDiscounts(scenario),
      otherUsage: openOtherUsage(scenario),
    });
    this.spent = new RunningCost(this.simulation, this.bill, meter, rates, weights);
    this.feeds = traces;
    const observed = { levels, tasks, services, scaling, fleets, requests, uses, utilization, timeline };
    const priceWarnings = () => builtInPrices(prices, this.bill.meters, scenario.region);
    this.parts = { ...observed, fleetMap, shortages, traces, usageDigest, priceWarnings };
  }

  /** The run's tables and names, to be read only. */
  get world(): World {
    return this.simulation;
  }

  /** Milliseconds from the run's start. */
  get nowMs(): number {
    return this.simulation.now;
  }

  /** Where the run ends, or `null` when its workloads decide. */
  get endMs(): number | null {
    return this.scenario.simulation.durationMs;
  }

  /** The bill so far, by hours of the clock. */
  get billHours(): readonly BillHour[] {
    return this.bill.hours;
  }

  /** State changes so far. */
  get events(): number {
    return this.simulation.events;
  }

  /** Runs up to and with `untilMs`, at most so many timers. */
  advance(untilMs: number, maxTimers: number): Progress {
    return advanceTo(this.simulation, untilMs, maxTimers);
  }

  /** What the run came to. Once it has ended. */
  outcome(): Outcome {
    return wholeOutcome(this.streamedOutcome());
  }

  /** The same without its long tables in memory. */
  streamedOutcome(): StreamedOutcome {
    return makeOutcome(this.scenario, this.simulation, this.bill, this.parts);
  }
}

/** What a run's outcome is made from, beside the simulation and the bill. */
export interface RunParts {
  readonly levels: LevelStatistics;
  readonly tasks: TaskStatistics;
  readonly services: ServiceStatistics;
  readonly scaling: ScalingStatistics;
  readonly fleets: FleetStatistics;
  readonly shortages: CapacityShortages;
  readonly requests: RequestStatistics;
  readonly uses: UseStatistics;
  readonly utilization: UtilizationStatistics;
  readonly timeline: TimelineRecorder;
  readonly fleetMap: FleetMap;
  readonly traces: readonly TraceSource[];
  readonly usageDigest: Digest;
  /** What the bill lacks of the user's own prices. */
  readonly priceWarnings: () => readonly Warning[];
}
