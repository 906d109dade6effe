import type { StreamedOutcome, TimelineColumn } from '../../experiment/outcome.ts';
import { formatCount, formatUsd } from '../text/numbers.ts';
import { element, type Markup } from './element.ts';
import { isoOf, sayInstant } from './instants.ts';

/** Where a number stands in outcome.json. */
export type Path = readonly (string | number)[];

/**
 * A number of the outcome as people read it. The element says where it stands in outcome.json and what stands there, so that
 * whoever doubts it can look, and a test does.
 */
export function figure(outcome: StreamedOutcome, path: Path, format: (value: number) => string): Markup {
  const value = Number(valueAt(outcome, path));
  return element('data', { value, 'data-path': pathText(path) }, format(value));
}

/** One number as a part of another. */
export function share(
  outcome: StreamedOutcome,
  path: Path,
  whole: Path,
  format: (value: number) => string,
): Markup {
  const value = Number(valueAt(outcome, path));
  const of = Number(valueAt(outcome, whole));
  const part = of === 0 ? 0 : value / of;
  return element(
    'data',
    { value: part, 'data-path': pathText(path), 'data-of': pathText(whole) },
    format(part),
  );
}

/** What stands in a row of the timeline, or that by so many. */
export function cell(
  { timeline }: StreamedOutcome,
  column: TimelineColumn,
  row: number,
  format: (value: number) => string,
  by: number = 1,
): Markup {
  const value = Number(timeline.columns[column].at(row)) / by;
  const path = pathText(['timeline', 'columns', column, row]);
  return element('data', { value, 'data-path': path, 'data-by': by === 1 ? null : by }, format(value));
}

/** Dollars where room is short: without cents when there are thousands. */
export function shortUsd(amount: number): string {
  return Math.abs(amount) >= 1000 && Math.abs(amount) < 1e15 ? `$${formatCount(amount)}` : formatUsd(amount);
}

/** An instant, in UTC. */
export function moment(ms: number, say: (ms: number) => string = sayInstant): Markup {
  return element('time', { datetime: isoOf(ms) }, say(ms));
}

/** A number that is worked out of many, in the way that `how` names: the test of the report knows each. */
export function derived(how: string, value: number, text: string): Markup {
  return element('data', { value, 'data-derived': how }, text);
}

/** As JSON Pointer, which has no trouble with names. */
export function pathText(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What stands in a result at a path. */
export function valueAt(result: object, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], result);
}
