import type { TaskIndex } from '../../model/task-table.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { formatInstant } from '../../units/calendar.ts';
import type { DecisionFacts } from './decision.ts';

/** What is decided about, at this moment. */
export function decisionFacts(simulation: Simulation, task: TaskIndex): DecisionFacts {
  const { tasks, now, startMs, workloads, definitions, providers, clusters } = simulation;
  const { name, definition, cluster, launchType } = workloads[tasks.workload[task]!]!;
  return {
    at: formatInstant(startMs + now),
    atSeconds: now / 1000,
    task: simulation.taskId(task),
    workload: name,
    taskDefinition: definitions[definition]!.label,
    size: { cpu: tasks.cpu[task]!, memory: tasks.memory[task]!, gpu: tasks.gpu[task]! },
    group: simulation.group(task),
    cluster: clusters[cluster]!,
    launchType,
    capacityProvider: providers[tasks.provider[task]!]?.name ?? null,
    choice: null,
  };
}
