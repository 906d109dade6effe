import { distinctInstance } from './constraints/distinct-instance.ts';
import { memberOf } from './constraints/member-of.ts';
import type { PlacementConstraint, PlacementStrategy } from './placement.ts';
import { bestFit } from './strategies/best-fit.ts';
import { binpack } from './strategies/binpack.ts';
import { firstFit } from './strategies/first-fit.ts';
import { random } from './strategies/random.ts';
import { spread } from './strategies/spread.ts';
import { worstFit } from './strategies/worst-fit.ts';

/** Every placement strategy by its name in a scenario. */
export const placementStrategies = { binpack, spread, random, firstFit, bestFit, worstFit } satisfies Record<
  string,
  PlacementStrategy
>;

/** Every placement constraint by its name in a scenario. */
export const placementConstraints = { distinctInstance, memberOf } satisfies Record<
  string,
  PlacementConstraint
>;
