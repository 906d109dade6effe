import { memoryFiles } from '../../src/environment/memory-files.ts';
import type { Outcome } from '../../src/experiment/outcome.ts';
import { ScenarioRun } from '../../src/experiment/run.ts';
import { EventsJsonl } from '../../src/reporters/streams/events-jsonl.ts';
import { TasksCsv } from '../../src/reporters/streams/tasks-csv.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { BASE_SCENARIOS, type BaseScenarioName, FILES } from './base-scenarios.ts';

/** What a run leaves, without what only says that its scenario reads otherwise. */
export interface Leavings {
  /** Without `scenario.digest`, and without warnings and what was drawn, which alone are no effect. */
  readonly outcome: string;
  readonly tasksCsv: string;
  readonly eventsJsonl: string;
}

/** Runs a base scenario with settings; throws what the scenario or one of its files is refused with. */
export async function runSettings(name: BaseScenarioName, settings: readonly string[]): Promise<Leavings> {
  const files = memoryFiles(FILES);
  const { scenario, prices } = await loadScenario(BASE_SCENARIOS[name], {
    files,
    fileName: `${name}.yaml`,
    settings,
  });
  const events = new EventsJsonl(scenario.region);
  let tasks: TasksCsv | null = null;
  const run = new ScenarioRun(scenario, prices, (charges) => [(tasks = new TasksCsv(charges)), events]);
  while (run.advance(Number.MAX_SAFE_INTEGER / 16, Number.POSITIVE_INFINITY) !== 'ended')
    for (const feed of run.feeds) {
      if (!feed.hungry) continue;
      feed.push(new TextEncoder().encode(FILES[feed.file]));
      feed.end();
    }
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { outcome: textOf(run.outcome()), tasksCsv: text(tasks!.take()), eventsJsonl: text(events.take()) };
}

function textOf(outcome: Outcome): string {
  const { name, description } = outcome.scenario;
  return JSON.stringify({ ...outcome, scenario: { name, description }, uncertain: [], warnings: [] });
}
