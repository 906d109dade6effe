import type { PlacementStrategy } from '../placement.ts';

/**
 * The value of the field that holds the fewest tasks of the group, counted over all instances with that value and over
 * tasks whose desiredStatus is RUNNING (ecs: ). Instances without the attribute count as one value of their own.
 */
export const spread: PlacementStrategy = {
  name: 'spread',
  ecs: true,
  fields: ['instanceId', 'host', 'attribute:…'],
  countsTasks: true,
  narrow(view, request, strategy, candidates) {
    const count = view.groups.get(request.group);
    if (count === undefined) return;
    if (strategy.attribute < 0) candidates.keepLowest(count.byInstance);
    else
      candidates.keepLowestCount(
        view.fleet.attributes[strategy.attribute]!,
        count.byAttribute[strategy.attribute] ?? [],
      );
  },
};
