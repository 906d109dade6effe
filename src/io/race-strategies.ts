import { type StrategyRace, StrategyRaceRunner } from '../experiment/strategy-race.ts';
import { type DrivePosition, drive } from './drive.ts';
import type { ScenarioFromFile } from './read-scenario.ts';
import { isOurDefect, RunDefect } from './run-defect.ts';

/** What a race takes beside the scenario. */
export interface RaceOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told how far the whole race is, some twenty times a second. */
  readonly onSlice?: (position: DrivePosition) => void;
}

/**
 * Runs a loaded scenario once for each placement strategy, with the same seed. It needs a workload on container instances.
 * Errors as of `runScenarioFile`.
 */
export async function raceStrategies(
  { scenario, prices, files }: ScenarioFromFile,
  { signal, onSlice }: RaceOptions = {},
): Promise<StrategyRace> {
  const runner = new StrategyRaceRunner(scenario, prices);
  const repeats = scenario.workloads.flatMap(({ source }) =>
    source.kind === 'trace' ? [source.trace.repeat] : [],
  );
  for (const [i, chain] of runner.chains.entries()) {
    let nowMs = 0;
    const slice = (position: DrivePosition) => {
      nowMs = position.nowMs;
      const fraction = position.fraction === null ? null : (i + position.fraction) / runner.chains.length;
      onSlice?.({ ...position, fraction });
    };
    try {
      const strategy = runner.begin(chain);
      await drive(strategy.run, { signal, onSlice: slice, locate: (file) => files.locate(file), repeats });
      runner.finish(strategy);
    } catch (error) {
      throw isOurDefect(error) ? new RunDefect(error, scenario, nowMs) : error;
    }
  }
  return runner.race();
}
