import { BareRun } from '../experiment/bare-run.ts';
import type {
  Explanation,
  FailedExplanation,
  MomentExplanation,
  TaskExplanation,
} from '../experiment/explain/explanation.ts';
import { DecisionsAt } from '../experiment/explain/listeners/decisions-at.ts';
import { FailedPlacements } from '../experiment/explain/listeners/failed-placements.ts';
import { TaskStoryTeller } from '../experiment/explain/listeners/task-story.ts';
import { findScaled } from '../experiment/explain/managed/find-scaled.ts';
import type { ManagedExplanation } from '../experiment/explain/managed/managed-explanation.ts';
import { ManagedRun } from '../experiment/explain/managed/managed-run.ts';
import type { ScalingExplanation } from '../experiment/explain/scaling/scaling-explanation.ts';
import { ScalingRun } from '../experiment/explain/scaling/scaling-run.ts';
import { formatInstant } from '../units/calendar.ts';
import { momentInRun } from './moment.ts';
import type { ScenarioFromFile } from './read-scenario.ts';
import { type BareOptions, runBare } from './run-bare.ts';
import { UsageError } from './usage-error.ts';

/** What `runExplain` is asked: about one task, a moment as people write it, all refusals, or the scaling of a service or a capacity provider at a moment. */
export type ExplainQuery =
  | { readonly question: 'task'; readonly task: string }
  | { readonly question: 'at'; readonly at: string }
  | { readonly question: 'failed' }
  | { readonly question: 'scaling'; readonly scaling: string; readonly at: string };

/** `hasPictures`: decisions have what pictures show of them. */
export interface ExplainOptions extends BareOptions {
  readonly hasPictures?: boolean;
}

/**
 * Runs a loaded scenario without bill and statistics until all is known that was asked, and explains it. Throws UsageError
 * for a task, or for a scalable target or capacity provider that the run does not have, or a moment outside of it, and what running throws.
 */
export async function runExplain(
  loaded: ScenarioFromFile,
  query: ExplainQuery,
  options: ExplainOptions = {},
): Promise<Explanation> {
  switch (query.question) {
    case 'task':
      return explainTask(loaded, query.task, options);
    case 'at':
      return explainMoment(loaded, query.at, options);
    case 'failed':
      return explainFailures(loaded, options);
    case 'scaling':
      return explainScaling(loaded, query.scaling, query.at, options);
    default:
      return query satisfies never;
  }
}

async function explainTask(
  loaded: ScenarioFromFile,
  task: string,
  options: ExplainOptions,
): Promise<TaskExplanation> {
  const teller = new TaskStoryTeller(task, options.hasPictures);
  await listen(loaded, teller, options);
  const { found } = teller;
  if (found === null)
    throw new UsageError(
      `--task: expected a task of this run, received "${task}"; ${teller.names.describe()}`,
    );
  return { question: 'task', ...factsOf(loaded), ...found };
}

async function explainMoment(
  loaded: ScenarioFromFile,
  at: string,
  options: ExplainOptions,
): Promise<MomentExplanation> {
  const { simulation: span } = loaded.scenario;
  const askedMs = momentInRun('--at', at, span);
  const listener = new DecisionsAt(askedMs, options.hasPictures);
  const untilMs = await listen(loaded, listener, options);
  const { momentMs, decisions, brief, more } = listener;
  return {
    question: 'at',
    ...factsOf(loaded),
    askedAt: formatInstant(span.startMs + askedMs),
    at: momentMs < 0 ? null : formatInstant(span.startMs + momentMs),
    runUntil: formatInstant(span.startMs + untilMs),
    decisions,
    brief,
    more,
  };
}

async function explainFailures(
  loaded: ScenarioFromFile,
  options: ExplainOptions,
): Promise<FailedExplanation> {
  const failed = new FailedPlacements(options.hasPictures);
  await listen(loaded, failed, options);
  return { question: 'failed', ...factsOf(loaded), ...failed.found };
}

async function explainScaling(
  loaded: ScenarioFromFile,
  name: string,
  at: string,
  options: BareOptions,
): Promise<ScalingExplanation | ManagedExplanation> {
  const { scenario } = loaded;
  const found = findScaled(scenario, name);
  if ('mistake' in found) throw new UsageError(`--scaling: ${found.mistake}`);
  const momentMs = momentInRun('--at', at, scenario.simulation);
  const run =
    'group' in found
      ? new ManagedRun(scenario, found.group, momentMs)
      : new ScalingRun(scenario, found.target, momentMs);
  await runBare(loaded, run, options);
  return run.explanation;
}

/** The run ends when the listener has heard enough; gives the moment, milliseconds from the start. */
async function listen(
  loaded: ScenarioFromFile,
  listener: TaskStoryTeller | DecisionsAt | FailedPlacements,
  { signal, onSlice }: BareOptions,
): Promise<number> {
  const run = new BareRun(loaded.scenario, [listener]);
  await runBare(loaded, run, {
    signal,
    onSlice: (position) => {
      run.isAnswered = listener.isDone;
      onSlice?.(position);
    },
  });
  return run.nowMs;
}

function factsOf({ scenario }: ScenarioFromFile): Pick<Explanation, 'scenario' | 'seed'> {
  return {
    scenario: { name: scenario.name, digest: scenario.digest },
    seed: scenario.simulation.seed,
  };
}
