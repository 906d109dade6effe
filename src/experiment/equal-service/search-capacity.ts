import type { CapacityFound, FailedRun } from '../compare/comparison.ts';
import type { Inquiry } from '../execute/inquiry.ts';
import type { ComparedOutcome } from '../execute/run-request.ts';
import { instanceKnobs, serviceKnob } from './find-knobs.ts';
import type { Knob } from './knob.ts';
import { leastLevel } from './least-level.ts';
import type { Limits } from './limits.ts';
import { runSeeds, type SearchedAlternative } from './run-level.ts';

/** The least capacity of one alternative that meets the limits. */
export interface FoundCapacity {
  /** By which the alternative differs from what it was: empty when it is as it was. */
  readonly settings: readonly string[];
  /** `null`: it met the limits as it was, and has nothing to have less of. */
  readonly capacity: CapacityFound | null;
  readonly runs: number;
  readonly failed: FailedRun | null;
}

export interface CapacitySearch {
  /** The document with the alternative's settings in it. */
  readonly document: unknown;
  readonly limits: Limits;
  readonly seeds: readonly string[];
  /** Its runs as it is, where they are known. */
  readonly asIs: readonly ComparedOutcome[] | null;
  readonly reference: readonly ComparedOutcome[];
  /** Instances that a fleet without bounds had at its peak; `null`: not known. */
  readonly peak: number | null;
}

/** Tries what gives the alternative more capacity, one thing after the other, until the limits are met. */
export function* searchCapacity(
  alternative: SearchedAlternative,
  search: CapacitySearch,
): Inquiry<FoundCapacity> {
  const { document, limits, asIs, peak } = search;
  const knobs = instanceKnobs(document, peak);
  let runs = 0;
  let last: Tried | null =
    asIs === null ? null : { value: null, broken: limits.broken(asIs), outcomes: asIs };
  if (knobs.length === 0 && last !== null && last.broken.length === 0)
    return { settings: [], capacity: null, runs, failed: null };
  for (const knob of knobs) {
    const tried = yield* turn(alternative, knob, search);
    runs += tried.runs;
    if ('failed' in tried) return failure(knob, tried.failed, runs);
    if (tried.level !== null)
      return { settings: knob.settingsAt(tried.level), capacity: found(knob, tried), runs, failed: null };
    last = tried.highest;
  }
  const knob =
    last === null ? null : serviceKnob(document, servicesThatFailMore(last.outcomes, search.reference));
  if (knob !== null) {
    const tried = yield* turn(alternative, knob, search);
    runs += tried.runs;
    if ('failed' in tried) return failure(knob, tried.failed, runs);
    if (tried.level !== null)
      return { settings: knob.settingsAt(tried.level), capacity: found(knob, tried), runs, failed: null };
    last = tried.highest;
  }
  const variables = [...knobs, ...(knob === null ? [] : [knob])].map(({ variable }) => variable);
  const why = last === null ? 'nothing is known that would give it more' : last.broken.join('; ');
  return {
    settings: [],
    capacity: {
      variable: variables.join(', then ') || 'none',
      value: null,
      note:
        last === null || last.value === null
          ? `No capacity to search for: ${why}.`
          : `None up to ${last.value} meets the limits: there ${why}. It is compared as it was.`,
    },
    runs,
    failed: null,
  };
}

interface Tried {
  /** What the variable was. */
  readonly value: number | null;
  readonly broken: readonly string[];
  readonly outcomes: readonly ComparedOutcome[];
}

type Turned =
  | {
      readonly level: number | null;
      readonly runs: number;
      /** What was tried at each level. */
      readonly tried: ReadonlyMap<number, Tried>;
      readonly highest: Tried;
      readonly disorder: readonly (readonly [number, number])[];
    }
  | { readonly failed: FailedRun; readonly runs: number };

/** Searches one knob, each round's levels under all seeds at once. */
function* turn(
  alternative: SearchedAlternative,
  { variable, range, valueAt, settingsAt }: Knob,
  { limits, seeds }: CapacitySearch,
): Inquiry<Turned> {
  const tried = new Map<number, Tried>();
  const levels = leastLevel(range);
  let runs = 0;
  for (let next = levels.next(); ; ) {
    if (next.done === true) {
      const { level, disorder } = next.value;
      return { level, disorder, runs, tried, highest: tried.get(Math.max(...tried.keys()))! };
    }
    const asked = next.value;
    const variants = asked.map((level) => ({
      label: `${variable}=${valueAt(level)}`,
      settings: settingsAt(level),
    }));
    const replies = yield* runSeeds(alternative, variants, seeds);
    runs += asked.length * seeds.length;
    for (const [i, reply] of replies.entries()) {
      if ('failed' in reply) return { failed: reply.failed, runs };
      const { outcomes } = reply;
      tried.set(asked[i]!, { value: valueAt(asked[i]!), broken: limits.broken(outcomes), outcomes });
    }
    next = levels.next(asked.map((level) => tried.get(level)!.broken.length === 0));
  }
}

function found(
  { variable, range, valueAt }: Knob,
  turned: Exclude<Turned, { failed: FailedRun }>,
): CapacityFound {
  const level = turned.level!;
  const below = turned.tried.get(level - 1);
  const least =
    level === range.first ? 'The least that there is.' : `With ${below!.value} ${below!.broken.join('; ')}.`;
  const disorder = turned.disorder.map(
    ([meets, fails]) =>
      ` ${valueAt(meets)} meets the limits and ${valueAt(fails)} does not: more is not always better here.`,
  );
  return { variable, value: valueAt(level), note: `${least}${disorder.join('')} ${turned.runs} runs.` };
}

function failure({ variable }: Knob, failed: FailedRun, runs: number): FoundCapacity {
  const capacity = { variable, value: null, note: `A run of the search failed: ${failed.message}` };
  return { settings: [], capacity, runs, failed };
}

/** Services, as `cluster/name`, of which more requests fail than in the reference. */
function servicesThatFailMore(
  outcomes: readonly ComparedOutcome[],
  reference: readonly ComparedOutcome[],
): string[] {
  const failedOf = (runs: readonly ComparedOutcome[], name: string) =>
    runs.reduce((sum, { services }) => sum + (services[name]?.failedRequests ?? 0), 0);
  return Object.keys(outcomes[0]?.services ?? {}).filter(
    (name) => failedOf(outcomes, name) > failedOf(reference, name),
  );
}
