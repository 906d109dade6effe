import type { PlacementConstraint } from '../placement.ts';

/** Instances whose attribute has the value; one that does not carry it never has (ecs: ). */
export const memberOf: PlacementConstraint = {
  name: 'memberOf',
  reason: 'MemberOf placement constraint unsatisfied',
  narrow: (view, _request, constraint, candidates) =>
    candidates.keepEqual(view.fleet.attributes[constraint.attribute]!, constraint.value),
};
