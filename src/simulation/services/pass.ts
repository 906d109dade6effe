import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { deploymentBounds } from '../../policies/deployment/bounds.ts';
import { type PassPlan, type PassView, planPass } from '../../policies/deployment/plan-pass.ts';
import { countUsable, type TaskCounts } from '../../policies/deployment/task-counts.ts';
import { nextFargateLaunchAt } from '../rates/fargate-launches.ts';
import { RATE_EXCEEDED } from '../rates/run-task-calls.ts';
import type { Simulation } from '../simulation.ts';
import { sayTargets } from '../targets/deregister-targets.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { timing } from '../timing.ts';
import { countTasks, isHealthy, isOld, isUnhealthy } from './count-tasks.ts';
import { daemonPass } from './daemon-pass.ts';
import { launchableNow, nextLaunchAt, takeLaunch } from './launches.ts';
import { rebalance } from './rebalance.ts';
import { finishRollout, noteUnplaced } from './rollout.ts';
import { primaryOf, type Service } from './service.ts';
import { say, sayStopped, taskList, tellAction } from './service-events.ts';
import { startTask } from './start-task.ts';
import { stopOne } from './stop-one.ts';
import { stopUnhealthy } from './stop-unhealthy.ts';
import { sayStuck } from './stuck.ts';

/**
 * The scheduler looks at the service at this instant, if nothing brings it there earlier. `isNews` false: at its counts only,
 * since what happened makes no task start or stop.
 */
export function setPass(simulation: Simulation, service: Service, at: number, isNews = true): void {
  if (isNews) service.looksAt = Math.min(service.looksAt, at);
  if (service.passAt <= at) return;
  service.passAt = at;
  service.passNumber = (service.passNumber + 1) & 0x7fffffff;
  // Daemons have their room before anybody else of the instant is placed (ecs: ).
  const phase = service.spec.schedulingStrategy === 'DAEMON' ? Phase.END : Phase.START;
  simulation.timers.push(at, phase, TimerKind.SERVICE_PASS, service.index, service.passNumber);
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
  sayTargets(simulation, service);
  if (service.spec.schedulingStrategy === 'DAEMON') daemonPass(simulation, service);
  else replicaPass(simulation, service);
}

function replicaPass(simulation: Simulation, service: Service): void {
  const view = viewOf(simulation, service);
  const plan = planPass(view);
  stopTasks(simulation, service, plan);
  startTasks(simulation, service, plan.startNew);
  sayStuck(simulation, service, hasTooManyProtected(service, view) ? 'protectedTasks' : plan.stuck);
  rebalance(simulation, service);
  finishRollout(simulation, service);
  setNextPass(simulation, service);
}

/** Whether more tasks are protected than the service wants to have (ecs: ). */
function hasTooManyProtected({ desired }: Service, { newTasks, oldTasks }: PassView): boolean {
  const count = (tasks: TaskCounts) => tasks.protectedHealthy + tasks.protectedSettling;
  return count(newTasks) + count(oldTasks) > desired;
}

function viewOf(simulation: Simulation, service: Service): PassView {
  const primary = primaryOf(service);
  return {
    desiredCount: service.desired + service.rebalanceExtra,
    bounds: deploymentBounds(service.desired, service.configuration),
    ...countTasks(simulation, service),
    placeable: primary.unplaced === NONE ? Number.POSITIVE_INFINITY : 0,
    launchable: launchableNow(simulation, service),
  };
}

function stopTasks(simulation: Simulation, service: Service, { stopOld, stopNew }: PassPlan): void {
  const stopped: string[] = [];
  const isOne = (old: boolean, healthy: boolean | null) => (task: TaskIndex) =>
    isOld(simulation, service, task) === old &&
    !isUnhealthy(simulation, task) &&
    (healthy === null || isHealthy(simulation, task) === healthy);
  stopUnhealthy(simulation, service, true, stopOld.unhealthy, stopped);
  for (let left = stopOld.settling; left > 0; left--)
    stopOne(simulation, service, isOne(true, false), stopped);
  for (let left = stopOld.healthy; left > 0; left--) stopOne(simulation, service, isOne(true, true), stopped);
  for (let left = stopNew.surplus; left > 0; left--)
    stopOne(simulation, service, isOne(false, null), stopped);
  stopUnhealthy(simulation, service, false, stopNew.unhealthy, stopped);
  if (stopped.length > 0) sayStopped(simulation, service, stopped);
}

function startTasks(simulation: Simulation, service: Service, wanted: number): void {
  const primary = primaryOf(service);
  const isTried = primary.unplaced !== NONE;
  const started: string[] = [];
  for (let left = isTried ? 1 : wanted; left > 0; left--) {
    if (isTried && simulation.now < service.unplacedTryAt) break;
    const reason = startTask(simulation, service, primary);
    if (reason !== null) {
      if (reason === RATE_EXCEEDED) noteThrottled(simulation, service);
      else noteUnplaced(simulation, service, reason);
      break;
    }
    service.unplacedSince = NONE;
    takeLaunch(simulation, service);
    started.push(simulation.taskId([...primary.tasks].at(-1)!));
  }
  // Now that it has room, others may have, too.
  if (isTried && started.length > 0) setPass(simulation, service, simulation.now);
  if (started.length > 0)
    say(simulation, service, `has started ${started.length} tasks: ${taskList(started)}.`, true);
}

/** Fargate launches nothing for the account now: the service waits for the next refill (ecs: ). */
function noteThrottled(simulation: Simulation, service: Service): void {
  if (say(simulation, service, 'operations are being throttled. Will try again later.'))
    tellAction(simulation, service, { eventName: 'ECS_OPERATION_THROTTLED' });
  service.unplacedTryAt = nextFargateLaunchAt(simulation);
  setPass(simulation, service, service.unplacedTryAt);
}

/** What no event will announce: the launch rate's next token, the end of a throttle, the next try of a placement. */
function setNextPass(simulation: Simulation, service: Service): void {
  const primary = primaryOf(service);
  const missing =
    service.desired + service.rebalanceExtra - countUsable(countTasks(simulation, service).newTasks);
  if (missing <= 0 || primary.rolloutState === 'FAILED') return;
  if (primary.unplaced !== NONE) setPass(simulation, service, service.unplacedTryAt);
  else if (launchableNow(simulation, service) === 0)
    setPass(simulation, service, nextLaunchAt(simulation, service));
}

/** Passes over a service that cannot place a task: at first on the scheduler's grid, then seldom (ecs: ). */
export function nextPlacementTry(simulation: Simulation, since: number): number {
  const isNew = simulation.now - since < timing(simulation, 'placement.retryFor');
  return simulation.now + timing(simulation, isNew ? 'scheduler.period' : 'placement.retryPause');
}
