import type { PlacementStrategy } from '../placement.ts';

/** Not ECS's: the textbook's first fit, the instance registered first. */
export const firstFit: PlacementStrategy = {
  name: 'firstFit',
  ecs: false,
  fields: [],
  narrow: (_view, _request, _strategy, candidates) => candidates.keepOnly(0),
};
