import type { PlacementConstraint } from '../placement.ts';

/** Instances whose attribute has the value; one that does not carry it never has (ecs: ). */
export const memberOf: PlacementConstraint = {
  name: 'memberOf',
  reason: 'MemberOf placement constraint unsatisfied',
  allows: (view, _request, constraint, instance) =>
    view.fleet.attributes[constraint.attribute]![instance] === constraint.value,
};
