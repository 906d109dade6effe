import { TaskStatus } from '../model/task-status.ts';
import { delayUntil, NONE, type TaskIndex } from '../model/task-table.ts';
import { type PlacementRules, placeTask } from '../policies/placement/place-task.ts';
import { hasAddressIn, hasSubnetIn, takeAddress } from './addresses.ts';
import { changeTaskStatus } from './change-status.ts';
import { fargateCounts } from './fargate-counts.ts';
import { openIdealInstance } from './ideal-fleet.ts';
import { takeControl } from './ledger.ts';
import { isZoneOut } from './outage.ts';
import { takeFargateLaunch } from './rates/fargate-launches.ts';
import type { Simulation } from './simulation.ts';
import { Phase, TimerKind } from './timer-kind.ts';
import { fillRequest } from './waiting.ts';
import { rulesOf, type Workload } from './workload.ts';

/**
 * The container instance on which ECS's rules put a task, or NONE when nobody passes. On an ideal fleet the lowest closed
 * instance opens when no open one does.
 */
export function findInstance(simulation: Simulation, task: TaskIndex): number {
  const workload = simulation.workloadStates[simulation.tasks.workload[task]!]!;
  const rules = rulesOf(simulation, task);
  fillRequest(simulation, task);
  tellPlacing(simulation, task, NONE);
  const instance = choose(simulation, workload, rules);
  if (instance !== NONE) return instance;
  const opened = openIdealInstance(simulation, workload.cluster, rules);
  if (opened === NONE) return NONE;
  // A chain may again keep an old instance that its next fit then rejects: the new one was opened for this task.
  const chosen = choose(simulation, workload, rules);
  return chosen === NONE ? opened : chosen;
}

/** Its place is about to be chosen, in one zone or (-1) in any. */
export function tellPlacing({ listeners, now }: Simulation, task: TaskIndex, onlyZone: number): void {
  const { taskPlacing } = listeners;
  for (let i = 0; i < taskPlacing.length; i++) taskPlacing[i]!.taskPlacing(now, task, onlyZone);
}

/** The task is accepted and counts on its container instance from now on. */
export function placeOnInstance(simulation: Simulation, task: TaskIndex, instance: number): void {
  const { tasks, fleet } = simulation;
  const workload = simulation.workloadStates[tasks.workload[task]!]!;
  tasks.instance[task] = instance;
  tasks.zone[task] = fleet.zone[instance]!;
  // One that has waited in PROVISIONING was accepted before.
  const isAccepted = tasks.status[task] === TaskStatus.PROVISIONING;
  if (!isAccepted) tasks.createdAt[task] = simulation.now;
  takeControl(simulation, task);
  if (workload.attaches) {
    if (workload.awsvpc) takeAddress(simulation, task, workload);
    if (!isAccepted) changeTaskStatus(simulation, task, TaskStatus.PROVISIONING);
    simulation.setTaskTimer(
      delayUntil(tasks.connectivityAt[task]!),
      Phase.START,
      TimerKind.CONNECTIVITY,
      task,
    );
  } else {
    changeTaskStatus(simulation, task, TaskStatus.PENDING);
    simulation.setTaskTimer(delayUntil(tasks.pullStartedAt[task]!), Phase.START, TimerKind.AGENT_READY, task);
  }
}

function choose(simulation: Simulation, workload: Workload, rules: PlacementRules): number {
  const { view } = simulation.clusterStates[workload.cluster]!;
  return placeTask(view, simulation.request, rules, simulation.candidates, workload.placement);
}

/**
 * Fargate takes every task: in the zone of the task's subnets that has the fewest of its capacity provider's tasks, of its
 * service or of none, the first of equals (ecs; best effort: a zone without an address comes last). `onlyZone`: or in that one, which is open.
 */
export function placeOnFargate(
  simulation: Simulation,
  task: TaskIndex,
  workload: Workload,
  onlyZone: number = NONE,
): void {
  const { tasks } = simulation;
  tellPlacing(simulation, task, onlyZone);
  const { fargateZones } = simulation.clusterStates[workload.cluster]!;
  const counts = fargateCounts(simulation, workload, tasks.provider[task]!);
  let best = NONE;
  let bestHasRoom = false;
  for (let i = 0; i < fargateZones.length; i++) {
    const zone = fargateZones[i]!;
    if (isZoneOut(simulation, zone) || !hasSubnetIn(simulation, workload, zone)) continue;
    if (onlyZone !== NONE && zone !== onlyZone) continue;
    const hasRoom = hasAddressIn(simulation, workload, zone);
    if (best !== NONE && (hasRoom === bestHasRoom ? counts[i]! >= counts[best]! : bestHasRoom)) continue;
    best = i;
    bestHasRoom = hasRoom;
  }
  counts[best]!++;
  tasks.instance[task] = NONE;
  tasks.zone[task] = fargateZones[best]!;
  tasks.createdAt[task] = simulation.now;
  takeFargateLaunch(simulation, task);
  takeControl(simulation, task);
  takeAddress(simulation, task, workload);
  changeTaskStatus(simulation, task, TaskStatus.PROVISIONING);
  simulation.setTaskTimer(delayUntil(tasks.connectivityAt[task]!), Phase.START, TimerKind.CONNECTIVITY, task);
}
