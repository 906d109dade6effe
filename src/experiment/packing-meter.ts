import { DemandBound } from '../analysis/demand-bound.ts';
import { InstancesInUse } from '../analysis/instances-in-use.ts';
import { type FewestInstances, fewestInstances } from '../analysis/packing/fewest-instances.ts';
import type { Counted, ResourceVector } from '../analysis/packing/resource-vector.ts';
import type { Observer } from '../events/observer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { formatInstant } from '../units/calendar.ts';
import { tidy } from './tidy.ts';

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

/** How a run packed its instances, and how far that is from what is possible. */
export interface MeasuredPacking {
  /** Container instances with tasks on them. */
  readonly instances: { readonly peak: number; readonly hours: number };
  /** On container instances. */
  readonly tasksPlaced: number;
  readonly oracle: RaceOracle;
  /** How much more than the oracle's, as a fraction: of the peak than the optimum, else the bound; `null` when nothing ran. */
  readonly gap: { readonly peak: number | null; readonly hours: number | null };
}

/** Answers of the oracle by what it was asked: runs that differ in placement only mostly ask the same. */
export type OracleAnswers = Map<string, FewestInstances>;

/** Measures one run by observers of its own. */
export class PackingMeter {
  readonly observers: readonly Observer[];
  private readonly scenario: Scenario;
  private readonly answers: OracleAnswers;
  private readonly inUse: InstancesInUse;
  private readonly demand: DemandBound;

  constructor(scenario: Scenario, answers: OracleAnswers) {
    const { warmUpMs } = scenario.simulation;
    this.scenario = scenario;
    this.answers = answers;
    this.inUse = new InstancesInUse(warmUpMs);
    this.demand = new DemandBound(warmUpMs, scenario.clusters.map(fleetOf));
    this.observers = [this.inUse, this.demand];
  }

  /** Once the run has ended, at `nowMs`; `startMs` is epoch time. */
  measured({ nowMs, startMs }: { readonly nowMs: number; readonly startMs: number }): MeasuredPacking {
    const { inUse, demand } = this;
    const { atMs, tasksByCluster } = demand.peak();
    const fewest = this.askOracle(tasksByCluster);
    const hours = hoursOf(inUse.instanceMs(nowMs));
    const hoursBound = hoursOf(demand.instanceMs(nowMs));
    return {
      instances: { peak: inUse.peak, hours: tidy(hours) },
      tasksPlaced: inUse.tasksPlaced,
      oracle: {
        at: formatInstant(startMs + atMs),
        tasks: tasksByCluster.flat().reduce((sum, { count }) => sum + count, 0),
        ...fewest,
        hours: tidy(hoursBound),
      },
      gap: {
        peak: gapOf(inUse.peak, fewest.optimum ?? fewest.lowerBound),
        hours: gapOf(hours, hoursBound),
      },
    };
  }

  private askOracle(tasksByCluster: readonly (readonly Counted<ResourceVector>[])[]): FewestInstances {
    const fleets = this.scenario.clusters.map(fleetOf);
    const key = JSON.stringify([
      tasksByCluster,
      fleets.map((fleet) => fleet.map(({ size, count }) => [size, `${count}`])),
    ]);
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answers = tasksByCluster.map((tasks, cluster) => fewestInstances(tasks, fleets[cluster]!));
    const answer: FewestInstances = {
      lowerBound: answers.reduce((sum, { lowerBound }) => sum + lowerBound, 0),
      optimum: sumOrNull(answers.map(({ optimum }) => optimum)),
    };
    this.answers.set(key, answer);
    return answer;
  }
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
