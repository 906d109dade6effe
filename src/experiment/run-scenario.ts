import type { PriceTable } from '../billing/rates.ts';
import type { InputFiles } from '../environment/input-files.ts';
import type { Observer } from '../events/observer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Outcome } from './outcome.ts';
import { ScenarioRun, type TraceFeed } from './run.ts';

/** Traces that are fed whole from memory are at most this long. */
const TRACE_LIMIT_BYTES = 1024 * 1024 * 1024;

/** Runs a loaded scenario to its end in one go; its traces come from `files`. For runs in slices see `ScenarioRun`. */
export function runScenario(
  { scenario, prices }: { readonly scenario: Scenario; readonly prices: PriceTable },
  files: InputFiles | null = null,
  observers: readonly Observer[] = [],
): Outcome {
  const run = new ScenarioRun(scenario, prices, observers);
  while (run.advance(Number.MAX_SAFE_INTEGER / 16, Number.POSITIVE_INFINITY) !== 'ended')
    for (const feed of run.feeds) if (feed.hungry) feedWhole(feed, files);
  return run.outcome();
}

function feedWhole(feed: TraceFeed, files: InputFiles | null): void {
  const file = files?.open(feed.file) ?? 'no files were given';
  const content = typeof file === 'string' ? file : file.content(TRACE_LIMIT_BYTES);
  if (typeof content === 'string') throw new RangeError(`runScenario: ${feed.file}: ${content}.`);
  feed.push(content);
  feed.end();
}
