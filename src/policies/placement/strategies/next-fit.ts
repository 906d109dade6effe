import type { PlacementStrategy } from '../placement.ts';

/**
 * Not ECS's: the textbook's next fit, the first candidate from the instance on that took the cluster's last task. A fixed
 * fleet goes round and begins again; on an ideal fleet nobody is kept, so that a new instance opens.
 */
export const nextFit: PlacementStrategy = {
  name: 'nextFit',
  ecs: false,
  fields: [],
  evenAlone: true,
  narrow({ fleet, lastPlaced, ideal }, _request, _strategy, candidates) {
    const from = lastPlaced < 0 ? 0 : fleet.position[lastPlaced]!;
    let next = 0;
    while (next < candidates.count && fleet.position[candidates.list[next]!]! < from) next++;
    if (next < candidates.count) candidates.keepOnly(next);
    // An instance that has just opened may have a low number; it is the only kind that is open and empty.
    else if (ideal) candidates.keepWhere((instance) => fleet.taskCount[instance] === 0);
    else candidates.keepOnly(0);
  },
};
