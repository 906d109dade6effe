import { TaskStatus } from '../model/task-status.ts';
import { delayUntil, NONE, type TaskIndex } from '../model/task-table.ts';
import { placeTask } from '../policies/placement/place-task.ts';
import { changeTaskStatus } from './change-status.ts';
import { openIdealInstance } from './ideal-fleet.ts';
import { takeControl } from './ledger.ts';
import type { Simulation } from './simulation.ts';
import { Phase, TimerKind } from './timer-kind.ts';
import { fillRequest } from './waiting.ts';
import type { Workload } from './workload.ts';

/**
 * The container instance on which ECS's rules put a task, or NONE when nobody passes. On an ideal fleet the lowest closed
 * instance opens when no open one does.
 */
export function findInstance(simulation: Simulation, task: TaskIndex): number {
  const workload = simulation.workloadStates[simulation.tasks.workload[task]!]!;
  fillRequest(simulation, task);
  const instance = choose(simulation, workload);
  if (instance !== NONE || !openIdealInstance(simulation, workload)) return instance;
  return choose(simulation, workload);
}

/** The task is accepted and counts on its container instance from now on. */
export function placeOnInstance(simulation: Simulation, task: TaskIndex, instance: number): void {
  const { tasks, fleet } = simulation;
  const workload = simulation.workloadStates[tasks.workload[task]!]!;
  tasks.instance[task] = instance;
  tasks.zone[task] = fleet.zone[instance]!;
  tasks.createdAt[task] = simulation.now;
  takeControl(simulation, task);
  if (workload.awsvpc) {
    changeTaskStatus(simulation, task, TaskStatus.PROVISIONING);
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

function choose(simulation: Simulation, workload: Workload): number {
  const { view } = simulation.clusterStates[workload.cluster]!;
  return placeTask(view, simulation.request, workload.rules, simulation.candidates, workload.placement);
}

/** Fargate takes every task: in the zone of the cluster that has the fewest, the first of equals. */
export function placeOnFargate(simulation: Simulation, task: TaskIndex, workload: Workload): void {
  const { tasks } = simulation;
  const { fargateByZone, fargateZones } = simulation.clusterStates[workload.cluster]!;
  let best = 0;
  for (let i = 1; i < fargateZones.length; i++) if (fargateByZone[i]! < fargateByZone[best]!) best = i;
  fargateByZone[best]!++;
  tasks.instance[task] = NONE;
  tasks.zone[task] = fargateZones[best]!;
  tasks.createdAt[task] = simulation.now;
  takeControl(simulation, task);
  changeTaskStatus(simulation, task, TaskStatus.PROVISIONING);
  simulation.setTaskTimer(delayUntil(tasks.connectivityAt[task]!), Phase.START, TimerKind.CONNECTIVITY, task);
}
