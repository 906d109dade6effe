import { type Inquiry, together } from '../../execute/inquiry.ts';
import type { BreakEven, Estimate, FailedRun } from '../comparison.ts';
import type { Alternative } from '../plan/alternative.ts';
import { type Range, settingsAt, unitOf } from '../plan/range.ts';
import type { ReplicationOptions } from '../run-replications.ts';
import { simultaneous } from '../statistics/spread.ts';
import { findTurns, type Seen, type SeenOfGrid, type Sign, type Turn } from './find-turns.ts';
import { latticeOf, spreadPositions } from './lattice.ts';
import { differenceAt, lookAt, type Sighting, type Spot, sureSign } from './look-at.ts';
import { describeTurn, noTurn } from './say-turn.ts';

/** Points of the coarse grid. */
const GRID = 9;

/** Where the order of alternatives turns, and the runs that failed on the way. */
export interface BreakEvens {
  readonly breakEven: readonly BreakEven[];
  readonly failures: readonly FailedRun[];
}

/**
 * Finds for each pair of alternatives where the order of their costs turns when a variable goes through a range: a coarse grid
 * for all first, then bisection for each turn. Intervals of pairs hold all at once; those that say that there is a turn, at all points
 * of the grid, too.
 */
export function* findBreakEven(
  alternatives: readonly Alternative[],
  range: Range,
  options: ReplicationOptions,
): Inquiry<BreakEvens> {
  const failures: FailedRun[] = [];
  const lattice = latticeOf(range);
  const spotAt = (position: number): Spot => {
    const settings = settingsAt(range, lattice.valueAt(position));
    return { name: settings.join(', '), settings };
  };
  const positions = spreadPositions(lattice, GRID);
  const sightings = yield* lookAt(alternatives, positions.map(spotAt), options, failures);
  const grid = new Map(positions.map((position, i) => [position, sightings[i]!]));
  const pairs = alternatives.flatMap((a, i) => alternatives.slice(i + 1).map((b) => [a, b] as const));
  const confidence = simultaneous(options.confidence, pairs.length);
  const found = yield* together(
    pairs.map(([a, b]) => {
      const look = (position: number) => lookAt([a, b], [spotAt(position)], options, failures);
      return turnsOfPair(a.name, b.name, range, grid, look, confidence);
    }),
  );
  return { breakEven: found.flat(), failures };
}

function* turnsOfPair(
  a: string,
  b: string,
  range: Range,
  grid: ReadonlyMap<number, Sighting>,
  lookThere: (position: number) => Inquiry<Sighting[]>,
  confidence: number,
): Inquiry<BreakEven[]> {
  const { valueAt } = latticeOf(range);
  const points = new Map<number, Estimate>();
  const sightings = new Map(grid);
  const see = (position: number): Seen | null => {
    const difference = differenceAt(sightings.get(position)!, a, b, confidence);
    if (difference === null) return null;
    points.set(position, difference);
    return { mean: difference.mean, sure: sureSign(difference) };
  };
  const atAll = simultaneous(confidence, grid.size);
  const firmAt = (position: number): Sign => sureSign(differenceAt(grid.get(position)!, a, b, atAll)!);
  const seen = new Map<number, SeenOfGrid>();
  for (const position of grid.keys()) {
    const there = see(position);
    if (there !== null) seen.set(position, { ...there, firm: firmAt(position) });
  }
  const turns = yield* findTurns(seen, function* (position) {
    if (!sightings.has(position)) sightings.set(position, (yield* lookThere(position))[0]!);
    return see(position);
  });
  const looked = [...points.entries()]
    .sort(([one], [other]) => one - other)
    .map(([position, difference]) => ({ value: valueAt(position), difference }));
  const varied = { variable: range.path, ...unitOf(range) };
  if (turns.length === 0)
    return [
      {
        a,
        b,
        ...varied,
        value: null,
        low: null,
        high: null,
        utilization: { a: null, b: null },
        note: noTurn(a, b, range, looked, firmSign(seen)),
        points: looked,
      },
    ];
  return turns.map((turn, i) => {
    const [cheaper, dearer] = turn.sign < 0 ? [a, b] : [b, a];
    const hasInterval = looked.some(({ difference }) => difference.low !== null);
    const used = (name: string) => utilizationOf(sightings.get(turn.after)!, name);
    return {
      a: cheaper,
      b: dearer,
      ...varied,
      value: turnValue(turn, points, valueAt, range),
      low: hasInterval && turn.sureUntil !== null ? valueAt(turn.sureUntil) : null,
      high: hasInterval && turn.sureFrom !== null ? valueAt(turn.sureFrom) : null,
      ...(range.step === undefined
        ? {}
        : { between: { from: valueAt(turn.before), to: valueAt(turn.after) } }),
      utilization: { a: used(cheaper), b: used(dearer) },
      note: describeTurn(cheaper, dearer, turn, { index: i, count: turns.length, hasInterval }, range),
      points: turn.sign < 0 ? looked : looked.map(turned),
    };
  });
}

/** The first sign that is firm; 0: none is. Where nothing turns, all that are firm are the same. */
function firmSign(seen: ReadonlyMap<number, SeenOfGrid>): Sign {
  return [...seen.values()].find(({ firm }) => firm !== 0)?.firm ?? 0;
}

type Point = BreakEven['points'][number];

/** The same difference seen from the other side. */
function turned({ value, difference: { mean, low, high } }: Point): Point {
  return {
    value,
    difference: { mean: 0 - mean, low: high === null ? null : 0 - high, high: low === null ? null : 0 - low },
  };
}

/** Of whole numbers the first one after the turn, else where the line between the two means goes through zero. */
function turnValue(
  { before, after }: Turn,
  points: ReadonlyMap<number, Estimate>,
  valueAt: (position: number) => number,
  { isWhole }: Range,
): number {
  if (isWhole) return valueAt(after);
  const [from, to] = [points.get(before)!.mean, points.get(after)!.mean];
  const part = from === to ? 1 : from / (from - to);
  return Number((valueAt(before) + part * (valueAt(after) - valueAt(before))).toPrecision(6));
}

/** Mean part of registered CPU that is reserved. */
function utilizationOf({ entrants }: Sighting, name: string): number | null {
  const ended = entrants.find(({ alternative }) => alternative.name === name)?.ended ?? [];
  const parts = ended.flatMap(({ utilization }) =>
    utilization.cpu.registered > 0 ? [utilization.cpu.reservedFraction] : [],
  );
  if (parts.length === 0) return null;
  return Number((parts.reduce((sum, part) => sum + part, 0) / parts.length).toPrecision(6));
}
