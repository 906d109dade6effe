import { evaluateQuery } from '../cluster-query/evaluate-query.ts';
import type { DecodedConstraint, PlacementConstraint } from '../placement.ts';

/** Instances that the expression of the cluster query language is true for (ecs: ). */
export const memberOf: PlacementConstraint<Extract<DecodedConstraint, { type: 'memberOf' }>> = {
  name: 'memberOf',
  reason: 'MemberOf placement constraint unsatisfied',
  allows: (view, _request, { query }, instance) => evaluateQuery(query, view.subjectOf(instance)),
};
