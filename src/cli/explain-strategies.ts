import { isOnInstances } from '../experiment/race-chains.ts';
import { ProgressLine } from '../io/progress.ts';
import { raceStrategies } from '../io/race-strategies.ts';
import { readScenario } from '../io/read-scenario.ts';
import { UsageError } from '../io/usage-error.ts';
import { strategyRaceHtml } from '../reporters/html/explain/race.ts';
import { strategyRaceText } from '../reporters/text/strategy-race.ts';
import type { ExplainFormat } from './commands/explain.ts';
import { textWidth } from './print-outcome.ts';
import { type ScenarioArguments, scenarioOptions } from './scenario-options.ts';

/**
 * `ecsim explain SCENARIO --strategies`: runs the scenario once for each placement strategy and gives the table, or the
 * same as JSON. Throws UsageError when no task runs on container instances, and what reading and running throw.
 */
export async function explainStrategies(
  given: { readonly scenario: string; readonly format: ExplainFormat } & ScenarioArguments,
  signal: AbortSignal,
): Promise<string> {
  const loaded = await readScenario(given.scenario, scenarioOptions(given, signal));
  if (!loaded.scenario.workloads.some(isOnInstances))
    throw new UsageError(
      '--strategies: expected one of `workloads` on container instances, received none. Services are not compared, and Fargate places its tasks itself.',
    );
  const progress = new ProgressLine(process.stderr);
  try {
    const race = await raceStrategies(loaded, { signal, onSlice: (position) => progress.show(position) });
    switch (given.format) {
      case 'json':
        return `${JSON.stringify(race, null, 2)}\n`;
      case 'html':
        return strategyRaceHtml(race);
      case 'text':
        return strategyRaceText(race, textWidth());
      default:
        return given.format satisfies never;
    }
  } finally {
    progress.clear();
  }
}
