import { BusiestMoment } from '../analysis/busiest-moment.ts';
import { BareRun } from '../experiment/bare-run.ts';
import { type Headroom, headroom } from '../experiment/headroom/headroom.ts';
import { formatInstant } from '../units/calendar.ts';
import { momentInRun } from './moment.ts';
import type { ScenarioFromFile } from './read-scenario.ts';
import { type BareOptions, runBare } from './run-bare.ts';
import { UsageError } from './usage-error.ts';

/**
 * What a loaded scenario could lose at a moment of its run, by default the one at which its container instances are fullest;
 * then it is run twice, to find the moment and to stop there. Throws UsageError for a moment outside of the run, and what
 * running throws.
 */
export async function runHeadroom(
  loaded: ScenarioFromFile,
  { at, ...options }: BareOptions & { readonly at?: string | undefined },
): Promise<Headroom> {
  const { simulation: span } = loaded.scenario;
  const atMs =
    at === undefined ? await findBusiest(loaded, halfOf(options, 0)) : momentInRun('--at', at, span);
  const run = new BareRun(loaded.scenario, [], atMs);
  await runBare(loaded, run, at === undefined ? halfOf(options, 1) : options);
  const { now, ended } = run.simulation;
  if (ended && atMs > now)
    throw new UsageError(
      `--at: expected a moment up to ${formatInstant(span.startMs + now)}, the end of the run, received ${at}.`,
    );
  // The clock stands at the last event before the moment.
  run.simulation.beginInstant(atMs);
  return headroom(run.simulation, at === undefined ? 'busiest' : 'asked');
}

async function findBusiest(loaded: ScenarioFromFile, options: BareOptions): Promise<number> {
  const busiest = new BusiestMoment(loaded.scenario.simulation.warmUpMs);
  await runBare(loaded, new BareRun(loaded.scenario, [busiest]), options);
  return busiest.atMs;
}

/** Progress over both runs. */
function halfOf({ signal, onSlice }: BareOptions, half: 0 | 1): BareOptions {
  if (onSlice === undefined) return { signal };
  return {
    signal,
    onSlice: (position) => {
      const { fraction } = position;
      onSlice({ ...position, fraction: fraction === null ? null : (half + fraction) / 2 });
    },
  };
}
