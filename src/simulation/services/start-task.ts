import { PROVISIONING_FULL } from '../../events/refusals.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { pickProvider } from '../../policies/capacity/pick-provider.ts';
import { acceptInProvisioning, isHeldFromProvisioning, waitsInProvisioning } from '../groups/provisioning.ts';
import { makeTask } from '../make-task.ts';
import { findInstance, placeOnFargate, placeOnInstance } from '../place.ts';
import { fargateRefusal, mayLaunch } from '../rates/fargate-launches.ts';
import { RATE_EXCEEDED } from '../rates/run-task-calls.ts';
import type { Simulation } from '../simulation.ts';
import { findQueue, refusalReason } from '../waiting.ts';
import type { Workload } from '../workload.ts';
import type { Deployment, Service } from './service.ts';

/**
 * Starts one task of a deployment. When nobody has room it is kept, with all that was drawn for it, and the next start tries
 * it again; then the answer is ECS's reason. When Fargate launches nothing now there is no task yet. One that starts is counted
 * in `have`, what the service has on each provider, and its id joins the list.
 */
export function startTask(
  simulation: Simulation,
  deployment: Deployment,
  have: number[],
  started: string[],
): string | null {
  const { tasks, now } = simulation;
  const workload = simulation.workloadStates[deployment.workload]!;
  const isNew = deployment.unplaced === NONE;
  const items = simulation.serviceStates[workload.service]!.strategy;
  const provider = isNew ? providerOfNext(items, have) : tasks.provider[deployment.unplaced]!;
  if (workload.fargate && !mayLaunch(simulation, provider)) return RATE_EXCEEDED;
  const task = isNew ? newTask(simulation, deployment, workload, provider) : deployment.unplaced;
  const reason = place(simulation, task, workload);
  if (reason !== NONE) {
    deployment.unplaced = task;
    tasks.stopReason[task] = reason;
    const listeners = simulation.listeners.placementFailed;
    if (isNew) for (const observer of listeners) observer.placementFailed(now, task, reason);
    return simulation.reasons[reason]!;
  }
  deployment.unplaced = NONE;
  deployment.tasks.add(task);
  countOn(have, items, provider);
  started.push(simulation.taskId(task));
  return null;
}

/** Places the task or lets it wait in PROVISIONING, or gives the reason why nobody takes it. */
function place(simulation: Simulation, task: TaskIndex, workload: Workload): number {
  if (workload.fargate) {
    const { provider, cpu } = simulation.tasks;
    const refusal = fargateRefusal(simulation, workload, provider[task]!, cpu[task]!);
    if (refusal !== null) return simulation.reason(refusal);
    placeOnFargate(simulation, task, workload);
    return NONE;
  }
  const instance = findInstance(simulation, task);
  if (instance !== NONE) placeOnInstance(simulation, task, instance);
  else if (isHeldFromProvisioning(simulation, task, workload)) return simulation.reason(PROVISIONING_FULL);
  else {
    // Those that wait alike wait for the same.
    const reason = findQueue(simulation, task, workload)?.reason ?? refusalReason(simulation, task);
    if (!waitsInProvisioning(simulation, task, workload)) return reason;
    acceptInProvisioning(simulation, task, workload, reason);
  }
  return NONE;
}

function newTask(
  simulation: Simulation,
  deployment: Deployment,
  workload: Workload,
  provider: number,
): TaskIndex {
  const task = makeTask(simulation, workload, provider);
  simulation.tasks.deployment[task] = deployment.number;
  return task;
}

/** By the tasks that the service has on each provider now, whatever their revision (ecs: ). */
export function chooseProvider(simulation: Simulation, service: Service): number {
  const items = service.strategy;
  return providerOfNext(items, tasksByProvider(simulation, service, items));
}

/** NONE with a launch type. */
function providerOfNext(items: Strategy, have: readonly number[]): number {
  return items.length === 0 ? NONE : items[pickProvider(items, have)]!.provider;
}

/** How many tasks a service has on the capacity provider of each item of a strategy. */
export function tasksByProvider({ tasks }: Simulation, service: Service, items: Strategy): number[] {
  const have = items.map(() => 0);
  if (items.length === 0) return have;
  for (const deployment of service.deployments)
    for (const task of deployment.tasks) countOn(have, items, tasks.provider[task]!);
  return have;
}

function countOn(have: number[], items: Strategy, provider: number): void {
  const item = items.findIndex((other) => other.provider === provider);
  if (item >= 0) have[item]!++;
}

type Strategy = Workload['spec']['capacityProviderStrategy'];
