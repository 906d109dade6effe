import { ln } from '../../../units/elementary.ts';
import type { Candidates } from '../candidates.ts';
import type { PlacementStrategy } from '../placement.ts';

/**
 * Not ECS's: Kubernetes' PodTopologySpread with soft constraints (ScheduleAnyway), one by the field and one by instance: the
 * lowest sum of the group's tasks with the same value and on the instance itself, each times the logarithm of 2 more than
 * there are such values and instances among the candidates, rounded
 * (pkg/scheduler/framework/plugins/podtopologyspread/scoring.go; an equal `maxSkew` for all decides nothing there).
 *
 * A chain of ECS's `spread` by zone and by instance looks at instances only inside the best zone. Here one sum weighs both:
 * an empty instance can win over a zone with one task less. An instance without the attribute comes last, where ECS counts
 * such instances as one value more. By `instanceId` there is one constraint only, and the answer is that of ECS's `spread`.
 */
export const topologySpread: PlacementStrategy = {
  name: 'topologySpread',
  ecs: false,
  fields: ['instanceId', 'host', 'attribute:…'],
  countsTasks: true,
  narrow(view, request, { attribute }, candidates) {
    const column = view.fleet.attributes[attribute];
    let valueCount = 0;
    if (column !== undefined) {
      valueCount = countValues(column, candidates);
      if (valueCount === 0) return;
      candidates.keepWhere((instance) => column[instance]! >= 0);
    }
    const group = view.groups.get(request.group);
    if (group === undefined) return;
    const byValue = group.byAttribute[attribute] ?? [];
    const valueWeight = ln(valueCount + 2);
    const instanceWeight = ln(candidates.count + 2);
    candidates.keepHighestBy((instance) => {
      const withValue = column === undefined ? 0 : (byValue[column[instance]! + 1] ?? 0);
      return -Math.round(withValue * valueWeight + group.byInstance[instance]! * instanceWeight);
    });
  },
};

/** Different values of an attribute among the candidates. */
function countValues(column: Int32Array, { list, count }: Candidates): number {
  const values = new Set<number>();
  for (let i = 0; i < count; i++) {
    const value = column[list[i]!]!;
    if (value >= 0) values.add(value);
  }
  return values.size;
}
