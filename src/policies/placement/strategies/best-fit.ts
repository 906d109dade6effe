import type { PlacementStrategy } from '../placement.ts';

/** Not ECS's: the textbook's best fit, the least of the field left. */
export const bestFit: PlacementStrategy = {
  name: 'bestFit',
  ecs: false,
  fields: ['cpu', 'memory'],
  narrow: (view, _request, strategy, candidates) =>
    candidates.keepLowest(strategy.field === 'memory' ? view.fleet.memoryFree : view.fleet.cpuFree),
};
