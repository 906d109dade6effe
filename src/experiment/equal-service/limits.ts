import type { ComparedOutcome } from '../execute/run-request.ts';

/** What service has to be as good in: tasks' waits, what is left unserved, response times, or the scenario's own assertions. */
export type Hold = 'wait' | 'unserved' | 'latency' | 'assertions';

export const HOLDS: readonly Hold[] = ['wait', 'unserved', 'latency', 'assertions'];

/** A figure that must not be higher than the reference's. */
interface Measure {
  readonly words: string;
  readonly unit: string;
  /** `null`: the run has none. */
  of(outcome: ComparedOutcome): number | null;
  /** Why a run has none that should have one, which is worse than any; `null`: there was nothing to measure. */
  missing(outcome: ComparedOutcome): string | null;
}

const MEASURES: Readonly<Record<Exclude<Hold, 'assertions'>, Measure>> = {
  wait: {
    words: 'tasks.wait.p95',
    unit: ' s',
    of: ({ tasks }) => (tasks.started === 0 ? null : tasks.wait.p95),
    missing: ({ tasks }) => (tasks.requested > 0 && tasks.started === 0 ? 'no task started' : null),
  },
  unserved: { words: 'failed requests and tasks given up', unit: '', of: unserved, missing: () => null },
  latency: { words: 'p95 of the slowest service', unit: ' ms', of: slowest, missing: servesNothing },
};

/** Assumed: so much above the reference's is not worse, as a fraction; chance alone moves thousands of failed requests by more than one. */
const TOLERANCE = 0.001;

/** Assumed: so many tasks may wait at the end whatever the reference does, as a part of all and as a number. */
const PENDING_SHARE = 0.001;
const PENDING_COUNT = 1;

/** Limits that an alternative meets or not. */
export interface Limits {
  /** As sentences. */
  readonly sentences: readonly string[];
  /** What of the runs of one alternative, one a seed, is not within the limits, as sentences. */
  broken(outcomes: readonly ComparedOutcome[]): readonly string[];
}

/** The limits that the reference's runs set; `hold` empty: as the scenario's assertions say, else by waits and what is unserved. */
export function limitsOf(name: string, reference: readonly ComparedOutcome[], hold: readonly Hold[]): Limits {
  const held = hold.length > 0 ? hold : usualHolds(reference);
  const bounds = held.flatMap((each) => {
    if (each === 'assertions') return [];
    const measure = MEASURES[each];
    const figures = reference.map(measure.of);
    const limit = meanOf(figures);
    return limit === null ? [] : [{ ...measure, limit, figures }];
  });
  // Who waits at the end is in no wait, and is not served either.
  const countsPending = held.includes('wait') || held.includes('unserved');
  const pendingLimit = countsPending ? pendingLimitOf(reference) : null;
  const holdsAssertions = held.includes('assertions');
  return {
    sentences: [
      ...bounds.map(
        ({ words, unit, limit }) =>
          `${words} at most ${figure(limit)}${unit} (that of ${name}, to ${figure(100 * TOLERANCE)} %)`,
      ),
      ...(pendingLimit === null ? [] : [`tasks that wait at the end at most ${figure(pendingLimit)}`]),
      ...(holdsAssertions ? statedAssertions(reference) : []),
    ],
    broken: (outcomes) => [
      ...bounds.flatMap(({ words, unit, of, missing, limit, figures }) => {
        // Where the reference has one under the same seed.
        const [none] = outcomes.flatMap(
          (outcome, i) => (figures[i] === null ? null : missing(outcome)) ?? [],
        );
        if (none !== undefined) return [none];
        const value = meanOf(outcomes.map(of)) ?? 0;
        return value <= limit * (1 + TOLERANCE) ? [] : [`${words} is ${figure(value)}${unit}`];
      }),
      ...(pendingLimit !== null && pendingOf(outcomes) > pendingLimit
        ? [`${figure(pendingOf(outcomes))} tasks wait at the end`]
        : []),
      ...(holdsAssertions ? brokenAssertions(outcomes) : []),
    ],
  };
}

/** What assertions are about that say how well users are served. */
const SERVICE = /\.(wait|latencyMs|failedRequests|unavailableSeconds|belowDesiredSeconds|queue)\b/;

/** The scenario's assertions, and unless they say how well its users are served, waits and what is unserved. */
function usualHolds(reference: readonly ComparedOutcome[]): readonly Hold[] {
  const { assertions } = reference[0]!;
  if (assertions.some(({ that }) => SERVICE.test(that))) return ['assertions'];
  return assertions.length > 0 ? ['assertions', 'wait', 'unserved'] : ['wait', 'unserved'];
}

/** Requests that failed and tasks that gave up. */
export function unserved({ services, tasks }: ComparedOutcome): number {
  return Object.values(services).reduce(
    (sum, { failedRequests }) => sum + (failedRequests ?? 0),
    tasks.gaveUp,
  );
}

function slowest({ services }: ComparedOutcome): number | null {
  const latencies = Object.values(services).flatMap(({ latencyMs }) =>
    latencyMs === null ? [] : [latencyMs.p95],
  );
  return latencies.length === 0 ? null : Math.max(...latencies);
}

/** A service of whose requests none got an answer. */
function servesNothing({ services }: ComparedOutcome): string | null {
  const idle = Object.entries(services).find(
    ([, { requests, latencyMs }]) => (requests ?? 0) > 0 && latencyMs === null,
  );
  return idle === undefined ? null : `no request to ${idle[0]} was served`;
}

/** Tasks of a run that wait at the end: who waits then is in no wait. */
function pendingOf(outcomes: readonly ComparedOutcome[]): number {
  return meanOf(outcomes.map(({ tasks }) => tasks.pendingAtEnd.count)) ?? 0;
}

function pendingLimitOf(reference: readonly ComparedOutcome[]): number {
  const share = PENDING_SHARE * (meanOf(reference.map(({ tasks }) => tasks.requested)) ?? 0);
  return Math.max(pendingOf(reference), Math.floor(share), PENDING_COUNT);
}

function statedAssertions(outcomes: readonly ComparedOutcome[]): string[] {
  return (outcomes[0]?.assertions ?? []).map(({ that, limit }) => `${that} ${limit} (of the scenario)`);
}

function brokenAssertions(outcomes: readonly ComparedOutcome[]): string[] {
  const broken = outcomes.flatMap(({ assertions }) => assertions.filter(({ holds }) => !holds));
  const byThat = new Map(broken.map(({ that, actual }) => [that, `${that} is ${actual ?? 'nothing'}`]));
  return [...byThat.values()];
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Enough digits to tell a limit from what misses it. */
function figure(value: number): string {
  if (Math.abs(value) >= 1000) return `${Math.round(value)}`;
  return `${Number(value.toPrecision(4))}`;
}
