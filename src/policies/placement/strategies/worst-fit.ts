import type { PlacementStrategy } from '../placement.ts';

/** Not ECS's: the textbook's worst fit, the most of the field left. */
export const worstFit: PlacementStrategy = {
  name: 'worstFit',
  ecs: false,
  fields: ['cpu', 'memory'],
  narrow: (view, _request, strategy, candidates) =>
    candidates.keepHighest(strategy.field === 'memory' ? view.fleet.memoryFree : view.fleet.cpuFree),
};
