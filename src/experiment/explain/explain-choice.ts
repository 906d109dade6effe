import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { tasksByProvider } from '../../simulation/services/start-task.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { ProviderChoice } from './decision.ts';

/** How the capacity provider of a task was chosen that has been requested just now (ecs: ); `null` without a strategy. */
export function explainChoice(simulation: Simulation, task: TaskIndex): ProviderChoice | null {
  const { tasks, providers, scenario, serviceStates } = simulation;
  const { spec, chosen, service } = simulation.workloadStates[tasks.workload[task]!]!;
  const isService = service !== NONE;
  const strategy = isService ? serviceStates[service]!.strategy : spec.capacityProviderStrategy;
  const provider = tasks.provider[task]!;
  if (provider === NONE) return null;
  // RunTask has counted the task itself already.
  const before = isService
    ? tasksByProvider(simulation, serviceStates[service]!, strategy)
    : strategy.map((item, i) => chosen[i]! - Number(item.provider === provider));
  const items = strategy.map((item, i) => {
    const isChosen = item.provider === provider;
    return {
      capacityProvider: providers[item.provider]!.name,
      base: item.base,
      weight: item.weight,
      tasks: before[i]!,
      chosen: isChosen,
    };
  });
  const taken = items.find((item) => item.chosen)!;
  return {
    by: taken.tasks < taken.base ? 'base' : items.length === 1 ? 'only' : 'weight',
    counted: isService ? 'service' : scenario.timings['capacityProvider.split'],
    items,
  };
}
