import { distinctInstance } from './constraints/distinct-instance.ts';
import { memberOf } from './constraints/member-of.ts';
import type { DecodedConstraint, PlacementConstraint, PlacementStrategy } from './placement.ts';
import { balancedAllocation } from './strategies/balanced-allocation.ts';
import { bestFit } from './strategies/best-fit.ts';
import { binpack } from './strategies/binpack.ts';
import { dominantResource } from './strategies/dominant-resource.ts';
import { dotProduct } from './strategies/dot-product.ts';
import { firstFit } from './strategies/first-fit.ts';
import { leastAllocated } from './strategies/least-allocated.ts';
import { mostAllocated } from './strategies/most-allocated.ts';
import { nextFit } from './strategies/next-fit.ts';
import { random } from './strategies/random.ts';
import { spread } from './strategies/spread.ts';
import { swarmSpread } from './strategies/swarm-spread.ts';
import { topologySpread } from './strategies/topology-spread.ts';
import { worstFit } from './strategies/worst-fit.ts';

/** Every placement strategy by its name in a scenario: those of ECS, then those beside them. */
export const placementStrategies = {
  binpack,
  spread,
  random,
  firstFit,
  nextFit,
  bestFit,
  worstFit,
  leastAllocated,
  mostAllocated,
  balancedAllocation,
  topologySpread,
  swarmSpread,
  dominantResource,
  dotProduct,
} satisfies Record<string, PlacementStrategy>;

/** Every placement constraint by its name in a scenario. */
export const placementConstraints = { distinctInstance, memberOf } satisfies Record<
  string,
  PlacementConstraint<never>
>;

/** The strategy of a decoded step. */
export function strategyOf(name: string): PlacementStrategy {
  return placementStrategies[name as keyof typeof placementStrategies];
}

/** The constraint of a decoded one. */
export function constraintOf(name: DecodedConstraint['type']): PlacementConstraint {
  return placementConstraints[name] as PlacementConstraint;
}
