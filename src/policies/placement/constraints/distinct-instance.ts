import type { PlacementConstraint } from '../placement.ts';

/** No instance that already has a task of the same group that is not STOPPED (ecs: ). */
export const distinctInstance: PlacementConstraint = {
  name: 'distinctInstance',
  reason: 'DistinctInstance placement constraint unsatisfied',
  narrow(view, request, _constraint, candidates) {
    const count = view.groups.get(request.group);
    if (count !== undefined) candidates.keepEqual(count.present, 0);
  },
};
