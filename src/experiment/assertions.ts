import type { AssertionSpec } from '../scenario/scenario.ts';
import { stepsOf } from '../scenario/sections/outcome-paths.ts';
import type { AssertionResult, StreamedOutcome, TimelineColumn } from './outcome.ts';

/** Above this share of tasks that still wait at the end, waits say nothing. */
const MOST_PENDING = 0.01;

/** Which assertions of the scenario hold; what is not in the outcome fails. */
export function checkAssertions(
  assertions: readonly AssertionSpec[],
  outcome: StreamedOutcome,
): AssertionResult[] {
  return assertions.map((assertion) => {
    const actual = actualOf(assertion, outcome);
    const limit = `${WORDS[assertion.comparison]} ${assertion.limit}`;
    return { that: assertion.that, limit, actual, holds: holds(assertion, actual, outcome) };
  });
}

const WORDS = { atMost: 'at most', atLeast: 'at least', equals: 'equals' } as const;

function holds(
  { that, comparison, limit }: AssertionSpec,
  actual: number | string | null,
  outcome: StreamedOutcome,
): boolean {
  if (actual === null) return false;
  if (that.startsWith('tasks.wait.') && tooManyWait(outcome)) return false;
  if (comparison === 'equals') return actual === limit;
  if (typeof actual !== 'number' || typeof limit !== 'number') return false;
  return comparison === 'atMost' ? actual <= limit : actual >= limit;
}

/** Whether so many tasks wait at the end that the waits of the others are too kind. */
export function tooManyWait({ tasks }: StreamedOutcome): boolean {
  return tasks.pendingAtEnd.count > MOST_PENDING * tasks.requested;
}

function actualOf({ that, scope }: AssertionSpec, outcome: StreamedOutcome): number | string | null {
  const [, extreme, column] = /^(max|min)\((\w+)\)$/.exec(that) ?? [];
  if (extreme !== undefined)
    return extremeOf(outcome.timeline, column as TimelineColumn, scope ?? 'run', extreme === 'max');
  let value: unknown = outcome;
  for (const key of stepsOf(that)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  if (tasklessWait(that, outcome)) return null;
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

/** No task started: there is no wait to speak of. */
function tasklessWait(that: string, { tasks }: StreamedOutcome): boolean {
  return that.startsWith('tasks.wait.') && tasks.started === 0;
}

/** `scope` is `run`, or `cluster/NAME`, `service/CLUSTER/NAME`, `capacityProvider/NAME`, `autoScalingGroup/NAME`. */
function extremeOf(
  { columns }: StreamedOutcome['timeline'],
  column: TimelineColumn,
  scope: string,
  highest: boolean,
): number | null {
  let extreme: number | null = null;
  for (let row = 0; row < columns.scope.length; row++) {
    const [kind, name] = [columns.scope.at(row), columns.name.at(row)];
    const value = columns[column]?.at(row);
    if ((name === '' ? kind : `${kind}/${name}`) !== scope || typeof value !== 'number') continue;
    if (extreme === null || (highest ? value > extreme : value < extreme)) extreme = value;
  }
  return extreme;
}
