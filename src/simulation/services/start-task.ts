import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { pickProvider } from '../../policies/capacity/pick-provider.ts';
import { makeTask } from '../make-task.ts';
import { findInstance, placeOnFargate, placeOnInstance } from '../place.ts';
import type { Simulation } from '../simulation.ts';
import { refusalReason } from '../waiting.ts';
import type { Workload } from '../workload.ts';
import type { Deployment, Service } from './service.ts';

/**
 * Starts one task of a deployment. When nobody has room it is kept, with all that was drawn for it, and the next start tries
 * it again; then the answer is ECS's reason.
 */
export function startTask(simulation: Simulation, service: Service, deployment: Deployment): string | null {
  const { tasks, now } = simulation;
  const workload = simulation.workloadStates[deployment.workload]!;
  const isNew = deployment.unplaced === NONE;
  const task = isNew ? newTask(simulation, service, deployment, workload) : deployment.unplaced;
  if (workload.fargate) placeOnFargate(simulation, task, workload);
  else {
    const instance = findInstance(simulation, task);
    if (instance === NONE) {
      deployment.unplaced = task;
      const reason = refusalReason(simulation, task);
      tasks.stopReason[task] = reason;
      const listeners = simulation.listeners.placementFailed;
      if (isNew) for (const observer of listeners) observer.placementFailed(now, task, reason);
      return simulation.reasons[reason]!;
    }
    placeOnInstance(simulation, task, instance);
  }
  deployment.unplaced = NONE;
  deployment.tasks.add(task);
  return null;
}

function newTask(
  simulation: Simulation,
  service: Service,
  deployment: Deployment,
  workload: Workload,
): TaskIndex {
  const task = makeTask(simulation, workload, chooseProvider(simulation, service, workload));
  simulation.tasks.deployment[task] = deployment.number;
  return task;
}

/** By the tasks that the service has on each provider now, whatever their revision (ecs: ). */
function chooseProvider({ tasks }: Simulation, service: Service, { spec }: Workload): number {
  const items = spec.capacityProviderStrategy;
  if (items.length === 0) return NONE;
  const have = items.map(() => 0);
  for (const deployment of service.deployments)
    for (const task of deployment.tasks) {
      const item = items.findIndex(({ provider }) => provider === tasks.provider[task]);
      if (item >= 0) have[item]!++;
    }
  return items[pickProvider(items, have)]!.provider;
}
