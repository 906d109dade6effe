import { readQuantity } from '../../../scenario/shapes/quantity.ts';
import { numberPlace } from '../../../scenario/uncertain/number-place.ts';
import { splitOutside } from './variation.ts';

/** A number of the scenario that takes every value from `low` to `high`, as `--vary PATH=LOW..HIGH` says it. */
export interface Range extends Span {
  readonly isWhole: boolean;
  /** Values are looked at in such steps; left out: of a round number, so that there are some hundreds. */
  readonly step?: number;
  /** Numbers that go with it in step: from their `low` where it has its own, up or down to their `high`. */
  readonly along?: readonly Along[];
}

interface Span {
  readonly path: string;
  readonly low: number;
  readonly high: number;
  /** Then the numbers are seconds. */
  readonly isDuration: boolean;
}

interface Along extends Span {
  readonly isWhole: boolean;
}

/**
 * Reads `PATH=LOW..HIGH`, with `/STEP` behind it where steps are to be others than usual, or several of them with semicolons between, of which the first one is the variable and the others go
 * along; `null` when it is nothing of the kind, a sentence when it is and something is wrong with it.
 */
export function parseRange(text: string): Range | string | null {
  const [first = '', ...others] = splitOutside(text, ';');
  const range = parseOne(first, 'up');
  if (range === null || typeof range === 'string' || others.length === 0) return range;
  const along: Along[] = [];
  for (const other of others) {
    const parsed = parseOne(other, 'any');
    if (typeof parsed === 'string') return parsed;
    if (parsed === null) return `expected PATH=LOW..HIGH after each semicolon, received "${other.trim()}"`;
    along.push(parsed);
  }
  return { ...range, along };
}

function parseOne(text: string, direction: 'up' | 'any'): Range | string | null {
  const [path = '', value] = splitOutside(text, '=', 1);
  const [, low, high, steps] =
    /^\s*([^,"'[\]{}/]+?)\s*\.\.\s*([^,"'[\]{}/]+?)\s*(?:\/\s*([^,"'[\]{}/]+?)\s*)?$/.exec(value ?? '') ?? [];
  if (low === undefined || high === undefined) return null;
  const ends = [low, high].map(readQuantity);
  const [from, to] = ends;
  if (from === null || to === null || from === undefined || to === undefined)
    return `expected two numbers, durations or sizes around the dots, received "${text}"`;
  if (direction === 'up' && from.value >= to.value)
    return `expected a range that goes up, received "${text}"`;
  const place = numberPlace(path.trim());
  if (place === null) return `expected the path of a number, received "${path}"`;
  const isDuration = from.isDuration || to.isDuration;
  const isWhole = !isDuration && !place.takes(Math.floor(from.value) + 0.5);
  const step = steps === undefined ? undefined : (readQuantity(steps)?.value ?? 0);
  if (
    step !== undefined &&
    !(step > 0 && step <= to.value - from.value && (!isWhole || Number.isInteger(step)))
  )
    return `expected a step that fits into the range after the slash, received "${text}"`;
  const range: Range = {
    path: path.trim(),
    low: from.value,
    high: to.value,
    isDuration,
    isWhole,
    ...(step === undefined ? {} : { step }),
  };
  const refused = [from.value, to.value].findIndex((end) => !place.takes(written(range, end)));
  if (refused >= 0)
    return `expected two ends that can stand there, received "${refused === 0 ? low : high}" for ${range.path}`;
  return range;
}

/** The settings that give the variable a value, and those that go along with it theirs. */
export function settingsAt(range: Range, value: number): string[] {
  const part = (value - range.low) / (range.high - range.low);
  const along = (range.along ?? []).map((other) => {
    const there = other.low + part * (other.high - other.low);
    return `${other.path}=${written(other, other.isWhole ? Math.round(there) : Number(there.toPrecision(12)))}`;
  });
  return [`${range.path}=${written(range, value)}`, ...along];
}

/** All paths that it sets. */
export function pathsOf({ path, along = [] }: Range): string[] {
  return [path, ...along.map((other) => other.path)];
}

/** What its values are in, if not in what they count. */
export function unitOf({ isDuration }: { readonly isDuration: boolean }): { readonly unit?: 's' } {
  return isDuration ? { unit: 's' } : {};
}

function written({ isDuration }: Span, value: number): number | string {
  return isDuration ? `${Math.round(value * 1000)}ms` : value;
}
