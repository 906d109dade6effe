import type { PlacementStrategy } from '../placement.ts';

/** One candidate, each equally likely; one draw a placement (ecs: ). */
export const random: PlacementStrategy = {
  name: 'random',
  ecs: true,
  fields: [],
  evenAlone: true,
  narrow: (_view, _request, _strategy, candidates, draws) =>
    candidates.keepOnly(Math.floor(draws.next() * candidates.count)),
};
