import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { speedOf } from '../../requests/host/speed.ts';
import type { Simulation } from '../simulation.ts';

/** Work that one vCPU does for a task where it runs, relative to one of an m5 (`speed`). */
export function speedOfTask(simulation: Simulation, task: TaskIndex): number {
  const { tasks, fleet, entrySpecs, workloadStates, scenario } = simulation;
  const { speed } = scenario;
  if (Object.keys(speed).length === 0) return 1;
  const { spec, definition } = workloadStates[tasks.workload[task]!]!;
  const instance = tasks.instance[task]!;
  if (instance === NONE)
    return speedOf(speed, {
      launchType: 'FARGATE',
      architecture: definition.architecture ?? 'X86_64',
      ec2InstanceType: null,
    });
  const { ec2InstanceType, architecture } = entrySpecs[fleet.entry[instance]!]!;
  return speedOf(speed, { launchType: spec.launchType, architecture, ec2InstanceType });
}
