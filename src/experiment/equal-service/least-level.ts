/** Where a level of capacity is looked for: integers, the least capacity first. */
export interface LevelRange {
  readonly first: number;
  readonly last: number;
  /** Where the search begins, and how far its first step upward is. */
  readonly start: number;
  readonly step: number;
}

/** The least level that meets, as far as was looked; `null`: not even the last one does. */
export interface LeastLevel {
  readonly level: number | null;
  /** Pairs of levels of which the lower meets and the higher does not. */
  readonly disorder: readonly (readonly [meets: number, fails: number])[];
}

/** How often a lower level than the one that was found is gone after, where levels are in disorder. */
const MOST_RETURNS = 3;

/**
 * Asks of levels whether they meet: up in steps that double until one does, then by halves between it and the highest that does
 * not. Then it looks one above the answer and two below, for what is not ordered: lower levels that meet are followed.
 */
export function* leastLevel(range: LevelRange): Generator<readonly number[], LeastLevel, readonly boolean[]> {
  const known = new Map<number, boolean>();
  function* ask(levels: readonly number[]): Generator<readonly number[], void, readonly boolean[]> {
    const unknown = levels.filter(
      (level) => level >= range.first && level <= range.last && !known.has(level),
    );
    if (unknown.length === 0) return;
    const answers = yield unknown;
    for (const [i, level] of unknown.entries()) known.set(level, answers[i]!);
  }
  let least = yield* climb(range, known, ask);
  for (let returns = 0; least !== null; returns++) {
    least = yield* halve(range, least, known, ask);
    yield* ask([least - 2, least + 1]);
    if (known.get(least - 2) !== true || returns === MOST_RETURNS) break;
    least -= 2;
  }
  return { level: least, disorder: disorderOf(known) };
}

type Ask = (levels: readonly number[]) => Generator<readonly number[], void, readonly boolean[]>;

/** The first level from the start upward, in growing steps, that meets. */
function* climb(
  { last, start, step }: LevelRange,
  known: ReadonlyMap<number, boolean>,
  ask: Ask,
): Generator<readonly number[], number | null, readonly boolean[]> {
  let level = start;
  for (let stride = step; ; stride *= 2) {
    yield* ask([level]);
    if (known.get(level) === true) return level;
    if (level === last) return null;
    level = Math.min(last, level + stride);
  }
}

/** The least that meets between a level that does and the highest known below it that does not. */
function* halve(
  { first }: LevelRange,
  meets: number,
  known: ReadonlyMap<number, boolean>,
  ask: Ask,
): Generator<readonly number[], number, readonly boolean[]> {
  let high = meets;
  let low = first - 1;
  for (const [level, met] of known) if (!met && level < high && level > low) low = level;
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    yield* ask([middle]);
    if (known.get(middle) === true) high = middle;
    else low = middle;
  }
  return high;
}

function disorderOf(known: ReadonlyMap<number, boolean>): LeastLevel['disorder'] {
  const levels = [...known].sort(([a], [b]) => a - b);
  return levels.flatMap(([level, meets], i) => {
    const [next, nextMeets] = levels[i + 1] ?? [0, true];
    return meets && !nextMeets ? [[level, next] as const] : [];
  });
}
