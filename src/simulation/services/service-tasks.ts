import { StopCode, TaskStatus } from '../../model/task-status.ts';
import { Holding, NONE, type TaskIndex } from '../../model/task-table.ts';
import { followHealth } from '../containers/containers-changed.ts';
import { isChecked } from '../containers/task-containers.ts';
import { noteTasks } from '../load/loads-pass.ts';
import { noteCounts } from '../scaling/note-counts.ts';
import type { Simulation } from '../simulation.ts';
import { leaveTargets } from '../targets/deregister-targets.ts';
import { registerRunning } from '../targets/register-targets.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { timing } from '../timing.ts';
import { noteFailure, noteRunning, tellBreaker } from './circuit.ts';
import { launchableNow } from './launches.ts';
import { setPass } from './pass.ts';
import { type Deployment, olderOf, type Service } from './service.ts';

/** The service and the deployment that a task belongs to. */
function ownerOf(simulation: Simulation, task: TaskIndex): { service: Service; deployment: Deployment } {
  return simulation.deployments[simulation.tasks.deployment[task]! - 1]!;
}

/** A task of a service is RUNNING; without a check of its own it counts as healthy a while later (ecs: b). */
export function serviceTaskStarted(simulation: Simulation, task: TaskIndex): void {
  const { service, deployment } = ownerOf(simulation, task);
  deployment.running++;
  noteRunning(service);
  noteCounts(simulation, service.index);
  tellBreaker(simulation, service, deployment, 'running');
  const hasTargets = registerRunning(simulation, task);
  if (!hasTargets && !isChecked(simulation, task))
    simulation.setTaskTimer(
      timing(simulation, 'healthy.afterRunning'),
      Phase.START,
      TimerKind.TASK_HEALTHY,
      task,
    );
  if (isChecked(simulation, task)) followHealth(simulation, task);
  noteTasks(simulation, service.index);
  setPass(simulation, service, simulation.now, false);
}

/** TASK_HEALTHY: it counts for the bounds of a deployment from now on. */
export function taskHealthy(simulation: Simulation, task: TaskIndex): void {
  const { service, deployment } = ownerOf(simulation, task);
  simulation.tasks.holding[task]! |= Holding.HEALTHY;
  deployment.healthy++;
  simulation.countEvent();
  simulation.digest.add(simulation.now, 37, simulation.tasks.ordinal[task]!, deployment.number);
  tellBreaker(simulation, service, deployment, 'healthy');
  // Without a launch to give there is nothing that this changes: the next one has its pass.
  const isNews = olderOf(service).length > 0 && launchableNow(simulation, service) > 0;
  setPass(simulation, service, simulation.now, isNews);
}

/** desiredStatus becomes STOPPED, whoever wanted it. */
export function serviceTaskStopping(simulation: Simulation, task: TaskIndex): void {
  const { tasks, now } = simulation;
  const { service, deployment } = ownerOf(simulation, task);
  const wasHealthy = (tasks.holding[task]! & Holding.HEALTHY) !== 0;
  const wasRunning = tasks.status[task] === TaskStatus.RUNNING;
  if ((tasks.holding[task]! & Holding.UNHEALTHY) !== 0) deployment.unhealthy--;
  tasks.holding[task]! &= ~(Holding.HEALTHY | Holding.UNHEALTHY);
  deployment.tasks.delete(task);
  if (simulation.targets.size > 0) leaveTargets(simulation, task, service);
  if (wasHealthy) deployment.healthy--;
  if (wasRunning) {
    deployment.running--;
    noteCounts(simulation, service.index);
  }
  const hasExited = tasks.stopCode[task] === StopCode.EssentialContainerExited;
  if (tasks.stopCode[task] !== StopCode.ServiceSchedulerInitiated)
    noteFailure(simulation, service, deployment, {
      startedAt: wasRunning ? tasks.startedAt[task]! : null,
      exitedEarly: hasExited && !wasHealthy,
    });
  noteTasks(simulation, service.index);
  setPass(simulation, service, now);
}

/** Its last moment: its room is free on the host, too. */
export function serviceTaskGone(simulation: Simulation, task: TaskIndex): void {
  const { service, deployment } = ownerOf(simulation, task);
  if (deployment.unplaced === task) deployment.unplaced = NONE;
  if (simulation.protectedUntil.size > 0) simulation.protectedUntil.delete(task);
  setPass(simulation, service, simulation.now, false);
}
