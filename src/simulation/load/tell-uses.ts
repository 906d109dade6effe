import type { Simulation } from '../simulation.ts';
import type { ServiceLoad, ToldUse } from './service-load.ts';

/** Tells what has become of the use of a load's RUNNING tasks, together by workload and capacity provider. */
export function tellUses(simulation: Simulation, load: ServiceLoad): void {
  for (const use of load.uses) {
    use.cpu = 0;
    use.memory = 0;
  }
  for (const { workload, provider, usedCpu, usedMemory, tasks, isRunning } of load.stations) {
    if (!isRunning) continue;
    const use = useOf(load, workload, provider);
    use.cpu += usedCpu * 1024 * tasks.length;
    use.memory += usedMemory * tasks.length;
  }
  for (const use of load.uses) tell(simulation, use);
}

function useOf({ uses }: ServiceLoad, workload: number, provider: number): ToldUse {
  for (const use of uses) if (use.workload === workload && use.provider === provider) return use;
  const use = { workload, provider, cpu: 0, memory: 0, toldCpu: 0, toldMemory: 0 };
  uses.push(use);
  return use;
}

function tell({ now, listeners }: Simulation, use: ToldUse): void {
  const cpu = Math.round(use.cpu);
  const memory = Math.round(use.memory);
  if (cpu === use.toldCpu && memory === use.toldMemory) return;
  for (const observer of listeners.useChanged)
    observer.useChanged(now, use.workload, use.provider, cpu - use.toldCpu, memory - use.toldMemory);
  use.toldCpu = cpu;
  use.toldMemory = memory;
}
