import type { PlacementStrategy } from '../placement.ts';

/**
 * Not ECS's: the greatest dot product of what the task needs and what the instance has free, both as shares of the instance:
 * what is plentiful is where the task needs most (Panigrahy, Talwar, Uyeda and Wieder, Heuristics for Vector Bin Packing, 2011;
 * there a bin chooses its next item, here a task its instance).
 */
export const dotProduct: PlacementStrategy = {
  name: 'dotProduct',
  ecs: false,
  fields: [],
  narrow: ({ fleet }, { cpu, memory, gpu }, _strategy, candidates) =>
    candidates.keepHighestBy(
      (instance) =>
        term(cpu, fleet.cpuFree[instance]!, fleet.cpuTotal[instance]!) +
        term(memory, fleet.memoryFree[instance]!, fleet.memoryTotal[instance]!) +
        term(gpu, fleet.gpuFree[instance]!, fleet.gpuTotal[instance]!),
    ),
};

function term(need: number, free: number, total: number): number {
  return total === 0 ? 0 : (need / total) * (free / total);
}
