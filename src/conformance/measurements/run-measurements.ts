import type { Timings } from '../../catalog/defaults.ts';
import { memoryFiles } from '../../environment/memory-files.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { advanceTo } from '../../simulation/advance.ts';
import { createSimulation } from '../../simulation/create-simulation.ts';
import { type InstanceTimes, InstanceTimesLog } from './instance-times.ts';
import type { Measurement, SecondsRange } from './measurement.ts';
import { measurements, unmodelled } from './measurements.ts';
import { summarise } from './summary.ts';
import { type TaskTimes, TaskTimesLog } from './task-times.ts';

/** A measured figure beside the simulated one; durations are seconds. `ecsim conformance --format json` prints a list of them. */
export interface MeasuredFigure {
  readonly id: string;
  readonly what: string;
  readonly measured: number | SecondsRange;
  /** Null: not modelled, for the reason in `assumed`. */
  readonly simulated: number | null;
  /** Of the measured figure, or of the bound that is passed; 0 within the bounds; to a tenth. */
  readonly errorPercent: number | null;
  /** No default was set by it. */
  readonly heldOut: boolean;
  /** The defaults that were. */
  readonly usedFor: readonly (keyof Timings)[];
  readonly source: string;
  readonly assumed: string;
}

/** Simulates what was measured, and compares, in their order; what is not modelled comes last. */
export async function runMeasurements(
  all: readonly Measurement[] = measurements,
): Promise<readonly MeasuredFigure[]> {
  const results: MeasuredFigure[] = [];
  for (const measurement of all) results.push(...(await simulate(measurement)));
  for (const { id, source, reason, figures } of unmodelled)
    for (const figure of figures) results.push({ id, ...figure, ...NOT_SIMULATED, source, assumed: reason });
  return results;
}

const NOT_SIMULATED = { simulated: null, errorPercent: null, heldOut: false, usedFor: [] } as const;

async function simulate({ id, source, assumed, scenario, seeds, figures }: Measurement) {
  const load = async (text: string) =>
    (await loadScenario(text, { files: memoryFiles({}), fileName: id })).scenario;
  const same = typeof scenario === 'string' ? await load(scenario) : null;
  const runs: RunTimes[] = [];
  for (let seed = 1; seed <= seeds; seed++)
    runs.push(timesOf(same ?? (await load((scenario as (seed: number) => string)(seed))), `${seed}`));
  return figures.map(({ what, measured: raw, summary, valuesOf, usedFor }): MeasuredFigure => {
    const measured = typeof raw === 'number' ? toMs(raw) : raw;
    const simulated = toMs(
      summarise(
        summary,
        runs.flatMap(({ tasks, instances }, i) => valuesOf(tasks, i + 1, instances)),
      ),
    );
    const compared = { measured, simulated, errorPercent: errorOf(measured, simulated) };
    return { id, what, ...compared, heldOut: usedFor.length === 0, usedFor, source, assumed };
  });
}

interface RunTimes {
  readonly tasks: readonly TaskTimes[];
  readonly instances: readonly InstanceTimes[];
}

function timesOf(scenario: Scenario, seed: string): RunTimes {
  const log = new TaskTimesLog();
  const instanceLog = new InstanceTimesLog();
  const seeded = { ...scenario, simulation: { ...scenario.simulation, seed } };
  advanceTo(createSimulation(seeded, [log, instanceLog]), Number.POSITIVE_INFINITY);
  return { tasks: log.tasks, instances: instanceLog.instances };
}

function errorOf(measured: number | SecondsRange, simulated: number): number {
  const { from, to } = typeof measured === 'number' ? { from: measured, to: measured } : measured;
  const bound = simulated < from ? from : to !== null && simulated > to ? to : simulated;
  return Math.round(((simulated - bound) / bound) * 1000) / 10;
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
