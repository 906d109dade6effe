import { readQuantity } from '../../../scenario/shapes/quantity.ts';
import { numberPlace } from '../../../scenario/uncertain/number-place.ts';
import { splitOutside } from './variation.ts';

/** A number of the scenario that takes every value from `low` to `high`, as `--vary PATH=LOW..HIGH` says it. */
export interface Range {
  readonly path: string;
  readonly low: number;
  readonly high: number;
  /** Then the numbers are seconds. */
  readonly isDuration: boolean;
  readonly isWhole: boolean;
}

/** Reads `PATH=LOW..HIGH`; `null` when it is nothing of the kind, a sentence when it is and something is wrong with it. */
export function parseRange(text: string): Range | string | null {
  const [path = '', value] = splitOutside(text, '=', 1);
  const [, low, high] = /^\s*([^,"'[\]{}]+?)\s*\.\.\s*([^,"'[\]{}]+?)\s*$/.exec(value ?? '') ?? [];
  if (low === undefined || high === undefined) return null;
  const ends = [low, high].map(readQuantity);
  const [from, to] = ends;
  if (from === null || to === null || from === undefined || to === undefined)
    return `expected two numbers, durations or sizes around the dots, received "${text}"`;
  if (from.value >= to.value) return `expected a range that goes up, received "${text}"`;
  const place = numberPlace(path.trim());
  if (place === null) return `expected the path of a number, received "${path}"`;
  const isDuration = from.isDuration || to.isDuration;
  const isWhole = !isDuration && !place.takes(Math.floor(from.value) + 0.5);
  const range = { path: path.trim(), low: from.value, high: to.value, isDuration, isWhole };
  const refused = [from.value, to.value].findIndex((end) => !place.takes(written(range, end)));
  if (refused >= 0)
    return `expected two ends that can stand there, received "${refused === 0 ? low : high}" for ${range.path}`;
  return range;
}

/** The setting that gives the variable a value. */
export function settingAt(range: Range, value: number): string {
  return `${range.path}=${written(range, value)}`;
}

/** What its values are in, if not in what they count. */
export function unitOf({ isDuration }: { readonly isDuration: boolean }): { readonly unit?: 's' } {
  return isDuration ? { unit: 's' } : {};
}

function written({ isDuration }: Range, value: number): number | string {
  return isDuration ? `${Math.round(value * 1000)}ms` : value;
}
