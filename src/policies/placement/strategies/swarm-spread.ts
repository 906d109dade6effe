import type { PlacementStrategy } from '../placement.ts';

/**
 * Not ECS's: Docker Swarm's only strategy: the fewest tasks of the group on the instance, then the fewest tasks of all
 * (swarmkit, `nodeLess` in manager/scheduler/scheduler.go). Swarm also avoids who failed five times of late; here nobody has.
 */
export const swarmSpread: PlacementStrategy = {
  name: 'swarmSpread',
  ecs: false,
  fields: [],
  countsTasks: true,
  narrow(view, request, _strategy, candidates) {
    const group = view.groups.get(request.group);
    if (group !== undefined) candidates.keepLowest(group.byInstance);
    candidates.keepLowest(view.fleet.taskCount);
  },
};
