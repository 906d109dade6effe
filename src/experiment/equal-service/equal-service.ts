import { applySettings } from '../../scenario/reading/settings.ts';
import type { Assumption, CapacityFound, EqualService, FailedRun } from '../compare/comparison.ts';
import { type Inquiry, together } from '../execute/inquiry.ts';
import type { ComparedOutcome } from '../execute/run-request.ts';
import { instanceKnobs } from './find-knobs.ts';
import { type Hold, limitsOf } from './limits.ts';
import { runSeeds, type SearchedAlternative, type SeededRuns } from './run-level.ts';
import { type FoundCapacity, searchCapacity } from './search-capacity.ts';

/** What the search takes beside the alternatives. */
export interface EqualServiceOptions {
  /** The alternative whose service is the measure; default `fargate`, else the first. */
  readonly reference?: string | undefined;
  /** What is held to; empty or left out: the scenario's assertions if they say how well users are served, else waits and what is unserved, too. */
  readonly hold?: readonly Hold[] | undefined;
  /** Seeds of the search; limits and alternatives are means over them. */
  readonly seeds: readonly string[];
  /** Of each scenario its document: plain values, wrappers dealt with. */
  readonly documents: readonly unknown[];
}

/** Alternatives at the least capacity that serves as well as the reference. */
export interface EqualServiceFound<A extends SearchedAlternative> {
  /** In the order given, with the settings of what was found; those that failed or found nothing as they were. */
  readonly alternatives: readonly A[];
  /** By name; none for what has no capacity to search for. */
  readonly capacity: ReadonlyMap<string, CapacityFound>;
  readonly equalService: EqualService;
  readonly assumptions: readonly Assumption[];
  readonly failures: readonly FailedRun[];
}

/** What every alternative is measured by when nothing else is said. */
const USUAL_REFERENCE = 'fargate';

/**
 * Runs the reference and then each other alternative at more and more capacity until it serves as well. Throws a RangeError when
 * there is no such reference; when its runs fail, nothing is searched and that is said.
 */
export function* equalService<A extends SearchedAlternative>(
  alternatives: readonly A[],
  options: EqualServiceOptions,
): Inquiry<EqualServiceFound<A>> {
  const { documents, seeds, hold = [] } = options;
  const reference = referenceOf(alternatives, options.reference);
  const documentOf = ({ scenario, settings }: A) => applySettings(documents[scenario], settings).value;
  // Those without instances of their own to count run as they are; so the reference does, whatever it has.
  const isAsIs = (each: A) => each === reference || instanceKnobs(documentOf(each), null).length === 0;
  const asIs = alternatives.filter(isAsIs);
  const runs = yield* together(
    asIs.map((each) => first(runSeeds(each, [{ label: '', settings: [] }], seeds))),
  );
  const runsOf = (each: A) => runs[asIs.indexOf(each)];
  const measure = runsOf(reference)!;
  if ('failed' in measure) return withoutReference(alternatives, reference.name, measure.failed);
  const limits = limitsOf(reference.name, measure.outcomes, hold);
  const others = alternatives.filter((each) => each !== reference);
  const peak = peakOf(others.flatMap((each) => outcomesOf(runsOf(each)) ?? []));
  const found = yield* together(
    others.map((each) => {
      const own = runsOf(each);
      return own !== undefined && 'failed' in own
        ? failedBefore(own.failed)
        : searchCapacity(each, {
            document: documentOf(each),
            limits,
            seeds,
            asIs: outcomesOf(own),
            reference: measure.outcomes,
            peak,
          });
    }),
  );
  const byName = new Map(others.map(({ name }, i) => [name, found[i]!]));
  return {
    alternatives: alternatives.map((each) => {
      const more = byName.get(each.name)?.settings ?? [];
      return more.length === 0 ? each : { ...each, settings: [...each.settings, ...more] };
    }),
    capacity: new Map(
      [...byName].flatMap(([name, { capacity }]) => (capacity === null ? [] : [[name, capacity] as const])),
    ),
    equalService: { limits: limits.sentences },
    assumptions: [searched(reference.name, seeds, found)],
    failures: found.flatMap(({ failed }) => failed ?? []),
  };
}

/** The alternative that sets the limits. */
export function referenceOf<A extends SearchedAlternative>(
  alternatives: readonly A[],
  name: string | undefined,
): A {
  const reference =
    name === undefined
      ? (alternatives.find((each) => each.name === USUAL_REFERENCE) ?? alternatives[0])
      : alternatives.find((each) => each.name === name);
  if (reference !== undefined) return reference;
  const names = alternatives.map((each) => each.name).join(', ');
  throw new RangeError(
    `equalService: expected a reference among ${names || 'some alternatives'}, received ${name}.`,
  );
}

function* first<T>(inquiry: Inquiry<T[]>): Inquiry<T> {
  const [answer] = yield* inquiry;
  return answer!;
}

// biome-ignore lint/correctness/useYield: it asks for no run.
function* failedBefore(failed: FailedRun): Inquiry<FoundCapacity> {
  const capacity = { variable: 'none', value: null, note: `Its run failed: ${failed.message}` };
  return { settings: [], capacity, runs: 0, failed };
}

function outcomesOf(runs: SeededRuns | undefined): readonly ComparedOutcome[] | null {
  return runs === undefined || 'failed' in runs ? null : runs.outcomes;
}

/** Where the searches for a number of instances begin: at what those had at their peak that had as many as they needed. */
function peakOf(outcomes: readonly ComparedOutcome[]): number | null {
  const peak = Math.max(0, ...outcomes.map(({ instances }) => instances.running.max));
  return peak === 0 ? null : Math.ceil(peak);
}

function searched(name: string, seeds: readonly string[], found: readonly FoundCapacity[]): Assumption {
  const runs = found.reduce((sum, each) => sum + each.runs, 0);
  return {
    name: 'equal service',
    value: `as ${name}, by ${runs} runs`,
    note: `The least capacity that meets the limits under ${seeds.length === 1 ? `seed ${seeds[0]!}` : `the mean of seeds ${seeds.join(', ')}`}; under others the limits may be missed a little.`,
  };
}

function withoutReference<A extends SearchedAlternative>(
  alternatives: readonly A[],
  name: string,
  failed: FailedRun,
): EqualServiceFound<A> {
  const note = `Not searched: ${name}, which sets the limits, failed.`;
  const others = alternatives.filter((each) => each.name !== name);
  return {
    alternatives,
    capacity: new Map(others.map((each) => [each.name, { variable: 'none', value: null, note }])),
    equalService: { limits: [] },
    assumptions: [],
    failures: [failed],
  };
}
