import { TaskStatus } from '../../model/task-status.ts';
import { overMemory } from '../../requests/host/memory.ts';
import { killContainer } from '../kill-container.ts';
import type { Simulation } from '../simulation.ts';
import type { Host } from './host.ts';

/**
 * When tasks use more memory than their limits, or more together than the instance has, the kernel kills a container; its task
 * stops, and the rest is looked at again. True: it has done so.
 */
export function killOverMemory(simulation: Simulation, host: Host): boolean {
  const { tasks, fleet, workloadStates } = simulation;
  const running = host.tasks.filter(({ task }) => tasks.status[task] === TaskStatus.RUNNING);
  const limits = running.map(
    ({ task }) => workloadStates[tasks.workload[task]!]!.definition.limits.memory ?? Number.POSITIVE_INFINITY,
  );
  const victim = overMemory(
    Float64Array.from(running, ({ memory }) => memory),
    Float64Array.from(limits),
    Float64Array.from(running, ({ task }) => tasks.memory[task]!),
    fleet.memoryTotal[host.instance]!,
  );
  if (victim < 0) return false;
  killContainer(simulation, running[victim]!.task);
  return true;
}
