import type { PlacementStrategy } from '../placement.ts';
import { meanScore, percentOf } from './kubernetes-score.ts';

/**
 * Not ECS's: Kubernetes' NodeResourcesFit with MostAllocated, which packs: the highest mean percentage of CPU and memory that
 * is taken with the task there, in whole points (pkg/scheduler/framework/plugins/noderesources/most_allocated.go). A share of
 * the instance, where `binpack` takes an amount.
 */
export const mostAllocated: PlacementStrategy = {
  name: 'mostAllocated',
  ecs: false,
  fields: [],
  narrow({ fleet }, { cpu, memory }, _strategy, candidates) {
    const { cpuFree, cpuTotal, memoryFree, memoryTotal } = fleet;
    candidates.keepHighestBy((instance) =>
      meanScore(
        percentOf(cpuTotal[instance]! - cpuFree[instance]! + cpu, cpuTotal[instance]!),
        percentOf(memoryTotal[instance]! - memoryFree[instance]! + memory, memoryTotal[instance]!),
      ),
    );
  },
};
