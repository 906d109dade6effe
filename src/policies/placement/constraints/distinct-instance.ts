import type { PlacementConstraint } from '../placement.ts';

/** No instance that already has a task of the same group that is not STOPPED (ecs: ). */
export const distinctInstance: PlacementConstraint = {
  name: 'distinctInstance',
  reason: 'DistinctInstance placement constraint unsatisfied',
  allows: (view, request, _constraint, instance) =>
    (view.groups.get(request.group)?.present[instance] ?? 0) === 0,
};
