import type { TaskIndex } from '../../model/task-table.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { DaemonDecision } from './decision.ts';
import { decisionFacts } from './decision-facts.ts';

/** Where a DAEMON service's task has been placed just now. */
export function explainDaemon(simulation: Simulation, task: TaskIndex): DaemonDecision {
  const { tasks, zones } = simulation;
  return {
    where: 'daemon',
    ...decisionFacts(simulation, task),
    result: {
      kind: 'placed',
      containerInstance: simulation.instanceId(tasks.instance[task]!),
      availabilityZone: zones[tasks.zone[task]!]!,
    },
  };
}
