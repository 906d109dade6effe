import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { PlacementRules } from '../../policies/placement/place-task.ts';
import type { PlacementRequest, PlacementView, PortNeed } from '../../policies/placement/placement.ts';
import { rulesInZone } from '../../simulation/services/start-in-zone.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { rulesOf, type Workload } from '../../simulation/workload.ts';

/** Where does this task go? All that the answer depends on; nobody changes it. */
export interface PlacementQuestion {
  readonly simulation: Simulation;
  readonly workload: Workload;
  readonly view: PlacementView;
  readonly request: PlacementRequest;
  readonly rules: PlacementRules;
  /** Fixed host ports that a task has for itself. */
  portsOf(task: TaskIndex): PortNeed | null;
}

/** The question for a task that goes to container instances, of one zone or (-1) of all, as the tables stand now. */
export function questionOf(
  simulation: Simulation,
  task: TaskIndex,
  onlyZone: number = NONE,
): PlacementQuestion {
  const { tasks } = simulation;
  const rules = rulesOf(simulation, task);
  const workload = simulation.workloadStates[tasks.workload[task]!]!;
  return {
    simulation,
    workload,
    view: simulation.clusterStates[workload.cluster]!.view,
    request: {
      cpu: tasks.cpu[task]!,
      memory: tasks.memory[task]!,
      gpu: tasks.gpu[task]!,
      group: tasks.group[task]!,
    },
    rules: onlyZone === NONE ? rules : rulesInZone(simulation, rules, onlyZone),
    portsOf: (other) => rulesOf(simulation, other).requirements.ports,
  };
}
