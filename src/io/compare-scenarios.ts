import { type CompareOptions, compareAlternatives } from '../experiment/compare/compare-alternatives.ts';
import type { Assumption, Comparison } from '../experiment/compare/comparison.ts';
import type { Alternative } from '../experiment/compare/plan/alternative.ts';
import { markUnvaried } from '../experiment/compare/plan/mark-unvaried.ts';
import { type PlannedComparison, planComparison } from '../experiment/compare/plan/plan-comparison.ts';
import type { Hold } from '../experiment/equal-service/limits.ts';
import type { Inquiry } from '../experiment/execute/inquiry.ts';
import { applySettings } from '../scenario/reading/settings.ts';
import { readSources, type ScenarioSource } from './executor/scenario-source.ts';
import { loadAlternatives } from './load-alternatives.ts';
import type { AcrossPlan, AcrossWhat } from './plan-across.ts';
import type { ReadScenarioOptions } from './read-scenario.ts';
import { DEFAULT_MOST_REPLICATIONS, DEFAULT_REPLICATIONS } from './replication-defaults.ts';
import { type FinishedComparison, type RunComparisonOptions, runComparison } from './run-comparison.ts';
import { readSourceDocument } from './source-document.ts';
import { UsageError } from './usage-error.ts';

/** What comparing takes beside the paths of scenarios; what is left out is as in `ecsim compare`. */
export interface CompareScenariosOptions extends RunComparisonOptions, ReadScenarioOptions {
  /** `PATH=A,B,C` or `PATH=LOW..HIGH`. */
  readonly vary?: readonly string[];
  readonly across?: AcrossWhat | undefined;
  /** Names of the alternatives of `across` that are wanted; default: all. */
  readonly only?: readonly string[] | undefined;
  readonly instanceType?: string | undefined;
  /** `true`: as in `ecsim compare`; left out: alternatives are compared as they are. */
  readonly equalService?:
    | true
    | { readonly reference?: string | undefined; readonly hold?: readonly Hold[] }
    | undefined;
  /** Default 10, with a precision 1,000. */
  readonly replications?: number | undefined;
  /** Part of the cheaper cost within which every difference is to be known. */
  readonly precision?: number | undefined;
  /** Of intervals; default 0.95. */
  readonly confidence?: number | undefined;
}

/**
 * Alternatives side by side under the same seeds, as `ecsim compare` has them. Throws UsageError and ScenarioError for what is wrong
 * with what is asked, OutputError when the machine refuses, the signal's reason when it is aborted.
 */
export async function compareScenarios(
  paths: readonly string[],
  options: CompareScenariosOptions = {},
): Promise<FinishedComparison> {
  const { vary = [], across = null, seed, settings = [], until, allow = [], signal } = options;
  const plan = planComparison(paths, vary, across !== null);
  if ('problems' in plan) throw new UsageError(plan.problems.join('\n'));
  const sources = await readSources(paths, { settings, until, allow, signal });
  const entrants = await resolveAcross(sources, plan, options);
  const documents = sources.map(readSourceDocument);
  const ofAlternatives = entrants.alternatives.map(
    ({ scenario, settings: own }) => applySettings(documents[scenario], own).value,
  );
  const marked = markUnvaried(entrants.alternatives, ofAlternatives, plan.ranges);
  const loaded = await loadAlternatives(sources, marked, seed, plan.ranges);
  const { precision = null, confidence = 0.95 } = options;
  const { replications = precision === null ? DEFAULT_REPLICATIONS : DEFAULT_MOST_REPLICATIONS } = options;
  const { scenario } = loaded;
  const compared = { scenario, seed: loaded.seed, replications, precision, confidence, ranges: plan.ranges };
  const inquiry = await inquiryOf(loaded.alternatives, documents, compared, options);
  return runComparison(sources, withAssumptions(inquiry, entrants.assumptions), options);
}

/** The alternatives that are compared, and what those of `across` take for granted. */
async function resolveAcross(
  sources: readonly ScenarioSource[],
  { alternatives }: Exclude<PlannedComparison, { problems: unknown }>,
  { across, only, instanceType, equalService }: CompareScenariosOptions,
): Promise<AcrossPlan> {
  if (across === undefined) return { alternatives, assumptions: [] };
  const { planAcross } = await import('./plan-across.ts');
  const isSearched = equalService !== undefined;
  return planAcross(sources[0]!, across, alternatives, { only, instanceType, equalService: isSearched });
}

/** The comparison of the alternatives as they are, or at the capacity at which they serve equally well. */
async function inquiryOf(
  alternatives: readonly Alternative[],
  documents: readonly unknown[],
  compared: CompareOptions,
  { equalService }: CompareScenariosOptions,
): Promise<Inquiry<Comparison>> {
  if (equalService === undefined) return compareAlternatives(alternatives, compared);
  const { reference, hold } = equalService === true ? {} : equalService;
  const names = alternatives.map(({ name }) => name);
  if (reference !== undefined && !names.includes(reference))
    throw new UsageError(`--reference: expected one of ${names.join(', ')}, received "${reference}".`);
  const { compareAtEqualService } = await import('../experiment/equal-service/compare-at-equal-service.ts');
  return compareAtEqualService(alternatives, compared, { reference, hold, documents });
}

function* withAssumptions(
  inquiry: Inquiry<Comparison>,
  assumptions: readonly Assumption[],
): Inquiry<Comparison> {
  const comparison = yield* inquiry;
  return { ...comparison, assumptions: [...assumptions, ...comparison.assumptions] };
}
