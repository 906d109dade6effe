import type { Inquiry } from '../execute/inquiry.ts';
import { findBreakEven } from './break-even/break-even.ts';
import type { Comparison } from './comparison.ts';
import type { Entrant } from './entrant.ts';
import type { Range } from './plan/range.ts';
import type { ReplicationOptions } from './run-replications.ts';
import { findSurface } from './surface/find-surface.ts';
import { tornado } from './tornado/tornado.ts';

/** What is asked beside who costs less as things are. */
type Further = Pick<Comparison, 'breakEven' | 'surface' | 'tornado' | 'failures'>;

/** What the answer depends on, and where it turns: by the uncertain inputs, and by the ranges, one or two. */
export function* askFurther(
  entrants: readonly Entrant[],
  ranges: readonly Range[],
  options: ReplicationOptions,
): Inquiry<Further> {
  const alternatives = entrants.map(({ alternative }) => alternative);
  const [first, second] = ranges;
  const bars = yield* tornado(entrants, options);
  if (first === undefined || entrants.length < 2)
    return { breakEven: [], surface: null, tornado: bars.bars, failures: bars.failures };
  if (second === undefined) {
    const { breakEven, failures } = yield* findBreakEven(alternatives, first, options);
    return { breakEven, surface: null, tornado: bars.bars, failures: [...bars.failures, ...failures] };
  }
  const { surface, failures } = yield* findSurface(alternatives, first, second, options);
  return { breakEven: [], surface, tornado: bars.bars, failures: [...bars.failures, ...failures] };
}

/** Paths of inputs that each seed draws anew. */
export function uncertainInputs(entrants: readonly Entrant[]): string[] {
  return [...new Set(entrants.flatMap(({ ended }) => ended[0]?.uncertain.map(({ path }) => path) ?? []))];
}
