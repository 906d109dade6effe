import { TaskStatus } from '../../model/task-status.ts';
import { Holding, type TaskIndex } from '../../model/task-table.ts';
import type { HealthStatus } from '../../policies/containers/health-check.ts';
import { countsAsHealthy, isInGracePeriod } from '../../policies/deployment/counts-as-healthy.ts';
import { isChecked } from '../containers/task-containers.ts';
import { noteTasks } from '../load/loads-pass.ts';
import type { Simulation } from '../simulation.ts';
import { targetHealthOf } from '../targets/task-targets.ts';
import { timing } from '../timing.ts';
import { tellBreaker } from './circuit.ts';
import { setPass } from './pass.ts';

/**
 * What the health of a RUNNING task with checks means to its service: HEALTHY counts for the minimum, UNHEALTHY is
 * to be replaced once its grace period is over, and between them its health is still to be seen (ecs: ).
 */
export function seeTaskHealth(simulation: Simulation, task: TaskIndex): void {
  const { tasks, now } = simulation;
  noteTasks(simulation, simulation.workloadStates[tasks.workload[task]!]!.service);
  if (tasks.status[task] !== TaskStatus.RUNNING || !tasks.isWanted(task)) return;
  const { service, deployment } = simulation.deployments[tasks.deployment[task]! - 1]!;
  const { HEALTHY, UNHEALTHY } = Holding;
  const before = tasks.holding[task]! & (HEALTHY | UNHEALTHY);
  const health = checkedHealth(simulation, task);
  const { healthCheckGracePeriodMs } = service.spec;
  const isInGrace = isInGracePeriod(now - tasks.startedAt[task]!, healthCheckGracePeriodMs);
  const after = health === 'HEALTHY' ? HEALTHY : health === 'UNHEALTHY' && !isInGrace ? UNHEALTHY : 0;
  if (after === before) return;
  tasks.holding[task]! ^= before ^ after;
  deployment.healthy += Number(after === HEALTHY) - Number(before === HEALTHY);
  deployment.unhealthy += Number(after === UNHEALTHY) - Number(before === UNHEALTHY);
  simulation.countEvent();
  simulation.digest.add(now, 51, tasks.ordinal[task]!, after);
  if (after === HEALTHY) tellBreaker(simulation, service, deployment, 'healthy');
  if (after === UNHEALTHY) tellBreaker(simulation, service, deployment, 'healthCheckFailed');
  setPass(simulation, service, now);
}

/** Whether a task's checks fail that is still in its grace period, or was never told of (ecs: ). */
export function failsInGrace(simulation: Simulation, task: TaskIndex): boolean {
  return checkedHealth(simulation, task) === 'UNHEALTHY';
}

/** What the checks of its containers and those of its targets say together (ecs: a, c, d). */
function checkedHealth(simulation: Simulation, task: TaskIndex): HealthStatus {
  const { tasks, now } = simulation;
  const ofContainers = isChecked(simulation, task) ? simulation.containers.get(task)!.health : null;
  const ofTargets = targetHealthOf(simulation, task);
  if (ofContainers === 'UNHEALTHY' || ofTargets === 'UNHEALTHY') return 'UNHEALTHY';
  const facts = {
    runningForMs: now - tasks.startedAt[task]!,
    containersHealthy: ofContainers === null ? null : ofContainers === 'HEALTHY',
    targetHealthy: ofTargets === null ? null : ofTargets === 'HEALTHY',
  };
  return countsAsHealthy(facts, timing(simulation, 'healthy.afterRunning')) ? 'HEALTHY' : 'UNKNOWN';
}

/** When `healthCheckGracePeriodSeconds` of a service's task is over; Infinity before it is RUNNING (ecs: ). */
export function graceEndsAt({ tasks, deployments }: Simulation, task: TaskIndex): number {
  if (tasks.status[task]! < TaskStatus.RUNNING) return Number.POSITIVE_INFINITY;
  const { spec } = deployments[tasks.deployment[task]! - 1]!.service;
  return tasks.startedAt[task]! + spec.healthCheckGracePeriodMs;
}
