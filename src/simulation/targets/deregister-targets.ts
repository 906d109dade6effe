import { StopCode, TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { changeTaskStatus } from '../change-status.ts';
import { terminateContainers } from '../life.ts';
import { setPass } from '../services/pass.ts';
import type { Service } from '../services/service.ts';
import { say } from '../services/service-events.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { targetPlanOf } from './task-targets.ts';

/** desiredStatus becomes STOPPED, whoever wanted it: the load balancer sends the task nothing new. */
export function leaveTargets(simulation: Simulation, task: TaskIndex, service: Service): void {
  const targets = simulation.targets.get(task);
  if (targets === undefined || targets.registeredAt === NONE) return;
  service.deregisteredTargets++;
}

/**
 * A RUNNING task stops. When that is the scheduler's work, SIGTERM waits until its targets have been draining for their
 * deregistration delay, and true is the answer; StopTask and an exit do not wait (ecs: ).
 */
export function drainTargets(simulation: Simulation, task: TaskIndex, stopCode: StopCode): boolean {
  const targets = simulation.targets.get(task);
  const isScheduled =
    stopCode === StopCode.ServiceSchedulerInitiated || stopCode === StopCode.TerminationNotice;
  if (targets === undefined || targets.registeredAt === NONE || !isScheduled) return false;
  const { deployment } = simulation.deployments[simulation.tasks.deployment[task]! - 1]!;
  targets.isDeregistering = true;
  deployment.deregistering++;
  changeTaskStatus(simulation, task, TaskStatus.DEACTIVATING);
  const { deregistrationDelayMs } = targetPlanOf(simulation, task);
  const takesMs = deregistrationDelayMs + targets.deregisterMs;
  simulation.setTaskTimer(takesMs, Phase.END, TimerKind.TARGETS_DEREGISTERED, task);
  return true;
}

/** TARGETS_DEREGISTERED: now the containers get SIGTERM. */
export function targetsDeregistered(simulation: Simulation, task: TaskIndex): void {
  endDeregistration(simulation, task);
  terminateContainers(simulation, task);
}

/** The task's last moment. */
export function forgetTargets(simulation: Simulation, task: TaskIndex): void {
  endDeregistration(simulation, task);
  simulation.targets.delete(task);
}

/** An older deployment is over when its last task has been deregistered (ecs: ). */
function endDeregistration(simulation: Simulation, task: TaskIndex): void {
  const targets = simulation.targets.get(task);
  if (targets?.isDeregistering !== true) return;
  targets.isDeregistering = false;
  const { service, deployment } = simulation.deployments[simulation.tasks.deployment[task]! - 1]!;
  deployment.deregistering--;
  setPass(simulation, service, simulation.now);
}

/** What the service says of the targets that came and went since its last pass (ecs: ). */
export function sayTargets(simulation: Simulation, service: Service): void {
  const { registeredTargets, deregisteredTargets } = service;
  if (registeredTargets + deregisteredTargets === 0) return;
  const { targetGroups } = simulation.scenario;
  const arns = service.spec.loadBalancers.map(({ targetGroup }) => targetGroups[targetGroup]!.arn);
  const sayOfEach = (done: string) => {
    for (const arn of arns) say(simulation, service, `${done} in (target-group ${arn})`, true);
  };
  if (registeredTargets > 0) sayOfEach(`registered ${registeredTargets} targets`);
  if (deregisteredTargets > 0) {
    say(simulation, service, `has begun draining connections on ${deregisteredTargets} tasks.`, true);
    sayOfEach(`deregistered ${deregisteredTargets} targets`);
  }
  service.registeredTargets = 0;
  service.deregisteredTargets = 0;
}
