import type { PlacementStrategy } from '../placement.ts';

/** The instance with the least of the field left, before placing; an absolute amount, not a share (ecs: ). */
export const binpack: PlacementStrategy = {
  name: 'binpack',
  ecs: true,
  fields: ['cpu', 'memory'],
  narrow: (view, _request, strategy, candidates) =>
    candidates.keepLowest(strategy.field === 'cpu' ? view.fleet.cpuFree : view.fleet.memoryFree),
};
