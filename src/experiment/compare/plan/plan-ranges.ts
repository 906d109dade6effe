import { parseRange, pathsOf, type Range } from './range.ts';

/** Variations that are ranges, and those that are not. */
export interface PlannedRanges {
  readonly ranges: readonly Range[];
  readonly others: readonly string[];
  /** What is wrong with the ranges, as sentences. */
  readonly problems: string[];
}

/** Of one range the break-even is sought, of two the surface. */
const MOST_RANGES = 2;

/** Sorts the texts of `--vary`. */
export function planRanges(vary: readonly string[]): PlannedRanges {
  const ranges: Range[] = [];
  const others: string[] = [];
  const problems: string[] = [];
  for (const text of vary) {
    const range = parseRange(text);
    if (range === null) others.push(text);
    else if (typeof range === 'string') problems.push(`--vary: ${range}.`);
    else ranges.push(range);
  }
  if (ranges.length > MOST_RANGES)
    problems.push(`--vary: expected at most ${MOST_RANGES} ranges, received ${ranges.length}.`);
  const ofRanges = ranges.flatMap(pathsOf);
  const paths = [...ofRanges, ...others.map((text) => text.split('=')[0]!.trim())];
  const twice = ofRanges.find((path) => paths.filter((other) => other === path).length > 1);
  if (twice !== undefined) problems.push(`--vary: expected each path once, received "${twice}" again.`);
  return { ranges, others, problems };
}
