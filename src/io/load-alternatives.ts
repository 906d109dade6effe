import type { Alternative } from '../experiment/compare/plan/alternative.ts';
import { withVaried } from '../experiment/compare/plan/mark-unvaried.ts';
import { type Range, settingsAt } from '../experiment/compare/plan/range.ts';
import { scenarioFacts } from '../experiment/compare/plan/scenario-facts.ts';
import { ScenarioError } from '../scenario/reading/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { RunMaker } from './executor/run-maker.ts';
import type { ScenarioSource } from './executor/scenario-source.ts';
import { isOurDefect } from './run-defect.ts';
import { UsageError } from './usage-error.ts';

/** Alternatives that can be run, and what all of them are alternatives of. */
export interface LoadedAlternatives {
  /** With what their scenarios say of them. */
  readonly alternatives: readonly Alternative[];
  /** As the first alternative of each scenario has it; of several scenarios all of them. */
  readonly scenario: { readonly name: string; readonly digest: string };
  /** Of the first replication: what was asked for, else what the first alternative says. */
  readonly seed: string;
}

/**
 * Loads every alternative before anything is run, at both ends of the ranges, too. Throws UsageError with the problems of all, those that they have in common once.
 */
export async function loadAlternatives(
  sources: readonly ScenarioSource[],
  alternatives: readonly Alternative[],
  seed: string | undefined,
  ranges: readonly Range[] = [],
): Promise<LoadedAlternatives> {
  const maker = new RunMaker(sources);
  const problems = new Set<string>();
  const load = async (scenario: number, settings: readonly string[]): Promise<Scenario | null> => {
    try {
      const loaded = await maker.load({ scenario, settings, seed });
      return loaded.scenario;
    } catch (error) {
      if (isOurDefect(error)) throw error;
      for (const line of linesOf(error)) problems.add(asVaried(line, settings));
      return null;
    }
  };
  const loaded: (Scenario | null)[] = [];
  for (const { scenario, settings } of alternatives) loaded.push(await load(scenario, settings));
  if (ranges.length > 0 && problems.size === 0) {
    const ends = [
      ranges.flatMap((range) => settingsAt(range, range.low)),
      ranges.flatMap((range) => settingsAt(range, range.high)),
    ];
    for (const alternative of alternatives)
      for (const end of ends) await load(alternative.scenario, withVaried(alternative, end).settings);
  }
  if (problems.size > 0) {
    const count = problems.size > 1 ? `\n${problems.size} problems; nothing was run.` : '';
    throw new UsageError([...problems].join('\n') + count);
  }
  const complete = loaded as Scenario[];
  const firsts = sources.map((_, i) => complete[alternatives.findIndex(({ scenario }) => scenario === i)]);
  const named = firsts.filter((scenario) => scenario !== undefined);
  return {
    alternatives: alternatives.map((alternative, i) => ({
      ...alternative,
      facts: scenarioFacts(complete[i]!),
    })),
    scenario: {
      name: named.map(({ name }) => name).join(', '),
      digest: named.map(({ digest }) => digest).join('-'),
    },
    seed: complete[0]!.simulation.seed,
  };
}

function linesOf(error: unknown): string[] {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof ScenarioError ? message.split('\n') : [message];
}

/** A setting of an alternative was not said by --set. */
function asVaried(line: string, settings: readonly string[]): string {
  const setting = settings.find((text) => line.endsWith(`This is about --set ${text}.`));
  return setting === undefined ? line : line.replace(`--set ${setting}.`, () => `--vary, ${setting}.`);
}
