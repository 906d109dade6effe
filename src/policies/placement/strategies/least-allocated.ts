import type { PlacementStrategy } from '../placement.ts';
import { meanScore, percentOf } from './kubernetes-score.ts';

/**
 * Not ECS's: Kubernetes' NodeResourcesFit with LeastAllocated, which spreads load: the highest mean percentage of CPU and
 * memory that is left with the task there, in whole points (pkg/scheduler/framework/plugins/noderesources/least_allocated.go).
 */
export const leastAllocated: PlacementStrategy = {
  name: 'leastAllocated',
  ecs: false,
  fields: [],
  narrow({ fleet }, { cpu, memory }, _strategy, candidates) {
    const { cpuFree, cpuTotal, memoryFree, memoryTotal } = fleet;
    candidates.keepHighestBy((instance) =>
      meanScore(
        percentOf(cpuFree[instance]! - cpu, cpuTotal[instance]!),
        percentOf(memoryFree[instance]! - memory, memoryTotal[instance]!),
      ),
    );
  },
};
