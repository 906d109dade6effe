import type { FreeOrder } from '../../../model/free-order.ts';
import type { DecodedConstraint, DecodedStrategy } from '../placement.ts';
import type { FitKind, PlacementIndex } from './placement-index.ts';

/** How a chain of strategies is answered without a look at every instance. */
export interface IndexedPlacement {
  readonly index: PlacementIndex;
  readonly kind: FitKind;
  /** Each memberOf whose answer changes; the others are in `kind.allowed`. */
  readonly queries: readonly DecodedConstraint[];
  /** Whether there is a distinctInstance. */
  readonly distinct: boolean;
  /** The attribute that a leading `spread` looks at, or -1. */
  readonly spreadBy: number;
  /**
   * What comes next: the instances with the least or the most left of a resource, those with the fewest tasks of the group,
   * one at random, the first, or all that are left.
   */
  readonly next:
    | { readonly by: 'order'; readonly order: FreeOrder; readonly most: boolean }
    | { readonly by: 'tasks' | 'random' | 'first' | 'list' };
  /** What narrows on, as it stands. */
  readonly rest: readonly DecodedStrategy[];
  /** Whether only the first registered of those that the step keeps can win. */
  readonly onlyFirst: boolean;
}

/** An order of the fleet that a chain wants. */
export interface OrderNeed {
  readonly by: 'order';
  readonly field: 'cpu' | 'memory';
  /** The attribute that a leading `spread` looks at, or -1. */
  readonly attribute: number;
  readonly most: boolean;
}

/** A chain of strategies taken apart: a leading spread over an attribute, one step that an index answers, and the rest. */
export interface Chain {
  readonly spreadBy: number;
  readonly step: OrderNeed | { readonly by: 'tasks' | 'random' | 'first' | 'list' };
  readonly rest: readonly DecodedStrategy[];
}

/** `queries`: whether a memberOf whose answer changes must be asked of each instance; a set cannot answer it. */
export function takeApart(strategies: readonly DecodedStrategy[], queries: boolean): Chain {
  const [head] = strategies;
  const spreadBy = head?.type === 'spread' ? head.attribute : -1;
  const remaining = spreadBy < 0 ? strategies : strategies.slice(1);
  const [step, ...rest] = remaining;
  const order = (otherwise: 'cpu' | 'memory', most: boolean): Chain => {
    const field = step!.field === 'cpu' || step!.field === 'memory' ? step!.field : otherwise;
    return { spreadBy, rest, step: { by: 'order', field, attribute: spreadBy, most } };
  };
  switch (step?.type) {
    case 'binpack':
      return order('memory', false);
    case 'bestFit':
      return order('cpu', false);
    case 'worstFit':
      return order('cpu', true);
    case 'spread':
      if (step.attribute < 0 && !queries) return { spreadBy, rest, step: { by: 'tasks' } };
      break;
    case 'random':
      if (!queries) return { spreadBy, rest, step: { by: 'random' } };
      break;
    case 'firstFit':
      if (!queries) return { spreadBy, rest, step: { by: 'first' } };
      break;
  }
  return { spreadBy, rest: remaining, step: { by: 'list' } };
}
