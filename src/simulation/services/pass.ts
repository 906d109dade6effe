import { DEPLOYMENT_DEFAULTS } from '../../catalog/service-defaults.ts';
import { StopCode, type TaskStatus } from '../../model/task-status.ts';
import { Holding, NONE, type TaskIndex } from '../../model/task-table.ts';
import { deploymentBounds } from '../../policies/deployment/bounds.ts';
import { type PassPlan, planPass, STUCK_DEPLOYMENT } from '../../policies/deployment/plan-pass.ts';
import { NO_TASKS, type TaskCounts } from '../../policies/deployment/task-counts.ts';
import { chooseStop, type ServiceTask } from '../../policies/placement/choose-stop.ts';
import { nextAt, take, tokensAt } from '../../policies/rates/token-bucket.ts';
import { stopAccepted } from '../life.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { finishRollout, noteUnplaced } from './rollout.ts';
import { type Deployment, deploymentId, olderOf, primaryOf, type Service } from './service.ts';
import { say, taskList, unsay } from './service-events.ts';
import { startTask } from './start-task.ts';

/** The scheduler looks at the service at this instant, if nothing brings it there earlier. */
export function setPass(simulation: Simulation, service: Service, at: number): void {
  if (service.passAt <= at) return;
  service.passAt = at;
  service.passNumber = (service.passNumber + 1) & 0x7fffffff;
  simulation.timers.push(at, Phase.START, TimerKind.SERVICE_PASS, service.index, service.passNumber);
}

/**
 * SERVICE_PASS: the scheduler brings a service nearer to what it wants (ecs: ): old tasks stop, then new ones
 * start, within the bounds, the launch rate and the throttle. It is called on events, and on a grid only while something is
 * held back that no event will announce.
 */
export function servicePass(simulation: Simulation, index: number, number: number): void {
  const service = simulation.serviceStates[index]!;
  if (number !== service.passNumber) return;
  service.passAt = Number.POSITIVE_INFINITY;
  const plan = planPass(viewOf(simulation, service));
  stopTasks(simulation, service, plan);
  startTasks(simulation, service, plan.startNew);
  if (plan.stuck === null) unsay(service, STUCK);
  else say(simulation, service, STUCK);
  finishRollout(simulation, service);
  setNextPass(simulation, service);
}

const STUCK = `was ${STUCK_DEPLOYMENT}. Update the minimumHealthyPercent or maximumPercent value and try again.`;

function viewOf(simulation: Simulation, service: Service): Parameters<typeof planPass>[0] {
  const primary = primaryOf(service);
  const launchable = primary.rolloutState === 'FAILED' ? 0 : tokensNow(simulation, service);
  return {
    desiredCount: service.desired,
    bounds: deploymentBounds(service.desired, service.configuration),
    newTasks: countsOf([primary]),
    oldTasks: countsOf(olderOf(service)),
    placeable: primary.unplaced === NONE ? Number.POSITIVE_INFINITY : 0,
    launchable: simulation.now < service.startsFrom ? 0 : launchable,
  };
}

/** A task without a check is healthy or on its way there. */
function countsOf(deployments: readonly Deployment[]): TaskCounts {
  let healthy = 0;
  let all = 0;
  for (const deployment of deployments) {
    healthy += deployment.healthy;
    all += deployment.tasks.size;
  }
  return { ...NO_TASKS, healthy, settling: all - healthy };
}

function stopTasks(simulation: Simulation, service: Service, { stopOld, stopNew }: PassPlan): void {
  const stopped: string[] = [];
  const old = olderOf(service);
  for (let left = stopOld.settling; left > 0; left--) stopOne(simulation, service, old, false, stopped);
  for (let left = stopOld.healthy; left > 0; left--) stopOne(simulation, service, old, true, stopped);
  for (let left = stopNew.surplus; left > 0; left--)
    stopOne(simulation, service, [primaryOf(service)], null, stopped);
  if (stopped.length > 0)
    say(simulation, service, `has stopped ${stopped.length} running tasks: ${taskList(stopped)}.`, true);
}

/** Stops the task that ECS's scale-in would (ecs) of those that are healthy, that are not, or of all. */
function stopOne(
  simulation: Simulation,
  service: Service,
  deployments: readonly Deployment[],
  healthy: boolean | null,
  stopped: string[],
): void {
  const { tasks, fleet } = simulation;
  const candidates: ServiceTask[] = [];
  for (const deployment of deployments)
    for (const task of deployment.tasks)
      if (healthy === null || isHealthy(simulation, task) === healthy)
        candidates.push(serviceTaskOf(simulation, task));
  const workload = simulation.workloadStates[primaryOf(service).workload]!;
  const strategies = workload.rules.find((rules) => rules !== undefined)?.strategies ?? [];
  const task = chooseStop(fleet, candidates, strategies, service.stops);
  if (task === NONE) return;
  const { deployment } = simulation.deployments[tasks.deployment[task]! - 1]!;
  stopped.push(simulation.taskId(task));
  const reason = `Scaling activity initiated by (deployment ${deploymentId(deployment)})`;
  stopAccepted(simulation, task, StopCode.ServiceSchedulerInitiated, simulation.reason(reason));
}

function isHealthy({ tasks }: Simulation, task: TaskIndex): boolean {
  return (tasks.holding[task]! & Holding.HEALTHY) !== 0;
}

function serviceTaskOf({ tasks }: Simulation, task: TaskIndex): ServiceTask {
  return {
    task,
    lastStatus: tasks.status[task] as TaskStatus,
    protectionEnabled: false,
    zone: tasks.zone[task]!,
    instance: tasks.instance[task]!,
    cpu: tasks.cpu[task]!,
    memory: tasks.memory[task]!,
  };
}

function startTasks(simulation: Simulation, service: Service, wanted: number): void {
  const primary = primaryOf(service);
  const isTried = primary.unplaced !== NONE;
  const started: string[] = [];
  for (let left = isTried ? 1 : wanted; left > 0; left--) {
    if (isTried && simulation.now < service.unplacedTryAt) break;
    const reason = startTask(simulation, service, primary);
    if (reason !== null) {
      noteUnplaced(simulation, service, reason);
      break;
    }
    service.unplacedSince = NONE;
    service.launches = take(service.launchRate, service.launches, simulation.now) ?? service.launches;
    started.push(simulation.taskId([...primary.tasks].at(-1)!));
  }
  if (started.length > 0)
    say(simulation, service, `has started ${started.length} tasks: ${taskList(started)}.`, true);
}

function tokensNow(simulation: Simulation, { launchRate, launches }: Service): number {
  return tokensAt(launchRate, launches, simulation.now);
}

/** What no event will announce: the launch rate's next token, the end of a throttle, the next try of a placement. */
function setNextPass(simulation: Simulation, service: Service): void {
  const { now } = simulation;
  const primary = primaryOf(service);
  const missing = service.desired - primary.tasks.size;
  if (missing <= 0 || primary.rolloutState === 'FAILED') return;
  if (primary.unplaced !== NONE) setPass(simulation, service, service.unplacedTryAt);
  else if (now < service.startsFrom) setPass(simulation, service, service.startsFrom);
  else if (tokensNow(simulation, service) === 0)
    setPass(simulation, service, nextAt(service.launchRate, service.launches, now));
}

/** Passes over a service that cannot place a task: at first on the scheduler's grid, then seldom (ecs: ). */
export function nextPlacementTry(now: number, since: number): number {
  const isNew = now - since < DEPLOYMENT_DEFAULTS['placement.retryFor'];
  return now + DEPLOYMENT_DEFAULTS[isNew ? 'scheduler.period' : 'placement.retryPause'];
}
