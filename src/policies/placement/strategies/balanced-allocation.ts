import type { PlacementStrategy } from '../placement.ts';

/**
 * Not ECS's: Kubernetes' NodeResourcesBalancedAllocation, here alone where Kubernetes adds it to others: CPU and memory taken
 * in the most equal shares with the task there, 1 less the standard deviation of the shares, in whole points
 * (pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go up to release 1.35; later ones compare with before).
 */
export const balancedAllocation: PlacementStrategy = {
  name: 'balancedAllocation',
  ecs: false,
  fields: [],
  narrow({ fleet }, { cpu, memory }, _strategy, candidates) {
    const { cpuFree, cpuTotal, memoryFree, memoryTotal } = fleet;
    candidates.keepHighestBy((instance) => {
      const cpuSize = cpuTotal[instance]!;
      const memorySize = memoryTotal[instance]!;
      if (cpuSize === 0 || memorySize === 0) return 100;
      const cpuShare = (cpuSize - cpuFree[instance]! + cpu) / cpuSize;
      const memoryShare = (memorySize - memoryFree[instance]! + memory) / memorySize;
      const deviation = Math.abs((cpuShare - memoryShare) / 2);
      return Math.floor((1 - deviation) * 100);
    });
  },
};
