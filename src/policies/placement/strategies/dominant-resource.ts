import type { PlacementStrategy } from '../placement.ts';

/**
 * Not ECS's: best fit by the dominant resource, which is the one that an instance would have the largest share of left with
 * the task there (as in dominant resource fairness, Ghodsi et al. 2011, of what is free): the lowest such share. All that an
 * instance has counts, so a task without GPUs leaves GPU instances alone.
 */
export const dominantResource: PlacementStrategy = {
  name: 'dominantResource',
  ecs: false,
  fields: [],
  narrow: ({ fleet }, { cpu, memory, gpu }, _strategy, candidates) =>
    candidates.keepHighestBy(
      (instance) =>
        -Math.max(
          shareOf(fleet.cpuFree[instance]! - cpu, fleet.cpuTotal[instance]!),
          shareOf(fleet.memoryFree[instance]! - memory, fleet.memoryTotal[instance]!),
          shareOf(fleet.gpuFree[instance]! - gpu, fleet.gpuTotal[instance]!),
        ),
    ),
};

function shareOf(left: number, total: number): number {
  return total === 0 ? 0 : left / total;
}
