import type { Inquiry } from '../../execute/inquiry.ts';

/** What is known of a difference at a position. */
export interface Seen {
  readonly mean: number;
  /** Its sign where the interval leaves no doubt of it, else 0. */
  readonly sure: Sign;
}

/** What is known of it at a point of the grid. */
export interface SeenOfGrid extends Seen {
  /** Its sign where an interval leaves no doubt of it that holds at all points of the grid at once, else 0. */
  readonly firm: Sign;
}

export type Sign = -1 | 0 | 1;

/** Looks at a position; `null`: nothing came of it. */
export type Look = (position: number) => Inquiry<Seen | null>;

/** A place where a difference goes through zero. */
export interface Turn {
  /** Of the difference before it. */
  readonly sign: -1 | 1;
  /** The mean has this sign up to `before` and no longer from `after` on; neighbours, unless runs between them failed. */
  readonly before: number;
  readonly after: number;
  /** The sign is sure up to `sureUntil`, the other one from `sureFrom` on; `null`: nowhere. */
  readonly sureUntil: number | null;
  readonly sureFrom: number | null;
}

/**
 * Finds where a difference turns, from what a coarse grid has shown of it. The interval is what a test says of each value: those at
 * which the difference is not surely of one sign may be the place where it is zero. Both ends and the turn of the mean are
 * found by bisection; of two turns between neighbours of the grid none is seen. That there is a turn at all takes a sign that is
 * firm: of many points each by itself, one is soon sure of what chance has made.
 */
export function* findTurns(grid: ReadonlyMap<number, SeenOfGrid>, look: Look): Inquiry<Turn[]> {
  const turns: Turn[] = [];
  const positions = [...grid.keys()].sort((a, b) => a - b);
  const firm = positions.filter((position) => grid.get(position)!.firm !== 0);
  for (const [i, from] of firm.entries()) {
    const to = firm[i + 1];
    const sign = grid.get(from)!.firm as -1 | 1;
    if (to !== undefined && grid.get(to)!.firm === -sign)
      turns.push(yield* between({ from, to, sign, sureFrom: true, sureTo: true }, look));
  }
  // Where the interval holds zero up to an end of the range, the mean alone says that it turns.
  const [first] = firm;
  const last = firm.at(-1);
  const [start] = positions;
  const end = positions.at(-1);
  if (first === undefined || last === undefined || start === undefined || end === undefined) return turns;
  const signFirst = grid.get(first)!.firm as -1 | 1;
  const signLast = grid.get(last)!.firm as -1 | 1;
  const [atStart, atEnd] = [grid.get(start)!, grid.get(end)!];
  if (signOf(atStart.mean) === -signFirst) {
    const sign = -signFirst as -1 | 1;
    const bracket = { from: start, to: first, sign, sureFrom: atStart.sure === sign, sureTo: true };
    turns.unshift(yield* between(bracket, look));
  }
  if (signOf(atEnd.mean) === -signLast) {
    const sureTo = atEnd.sure === -signLast;
    turns.push(yield* between({ from: last, to: end, sign: signLast, sureFrom: true, sureTo }, look));
  }
  return turns;
}

interface Bracket {
  readonly from: number;
  readonly to: number;
  readonly sign: -1 | 1;
  /** Whether the interval leaves no doubt at its ends. */
  readonly sureFrom: boolean;
  readonly sureTo: boolean;
}

function* between({ from, to, sign, sureFrom, sureTo }: Bracket, look: Look): Inquiry<Turn> {
  const [before, after] = yield* bisect(from, to, look, ({ mean }) => signOf(mean) === sign);
  const [sureUntil] = sureFrom ? yield* bisect(from, after, look, (seen) => seen.sure === sign) : [null];
  const [, sureAt] = sureTo ? yield* bisect(before, to, look, (seen) => seen.sure !== -sign) : [null, null];
  return { sign, before, after, sureUntil, sureFrom: sureAt };
}

/** Neighbours of which the first one passes and the second one does not; `from` passes, `to` does not. */
function* bisect(
  from: number,
  to: number,
  look: Look,
  passes: (seen: Seen) => boolean,
): Inquiry<readonly [number, number]> {
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const seen = yield* look(middle);
    if (seen === null) break;
    if (passes(seen)) low = middle;
    else high = middle;
  }
  return [low, high];
}

function signOf(value: number): -1 | 0 | 1 {
  return value < 0 ? -1 : value > 0 ? 1 : 0;
}
