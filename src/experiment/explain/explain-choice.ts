import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { ProviderChoice } from './decision.ts';

/** How the capacity provider of a task was chosen that has been requested just now (ecs: ); `null` without a strategy. */
export function explainChoice(simulation: Simulation, task: TaskIndex): ProviderChoice | null {
  const { tasks, providers, scenario } = simulation;
  const { spec, chosen } = simulation.workloadStates[tasks.workload[task]!]!;
  const provider = tasks.provider[task]!;
  if (provider === NONE) return null;
  const items = spec.capacityProviderStrategy.map((item, i) => {
    const isChosen = item.provider === provider;
    return {
      capacityProvider: providers[item.provider]!.name,
      base: item.base,
      weight: item.weight,
      // The task itself has been counted already.
      tasks: chosen[i]! - Number(isChosen),
      chosen: isChosen,
    };
  });
  const taken = items.find((item) => item.chosen)!;
  return {
    by: taken.tasks < taken.base ? 'base' : items.length === 1 ? 'only' : 'weight',
    counted: scenario.timings['capacityProvider.split'],
    items,
  };
}
