import { toGrid } from '../../environment/distributions/sampler.ts';
import { PROVISIONING_FULL } from '../../events/refusals.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { deploymentBounds } from '../../policies/deployment/bounds.ts';
import { countStops, type PassPlan, type PassView, planPass } from '../../policies/deployment/plan-pass.ts';
import { countUsable, type TaskCounts } from '../../policies/deployment/task-counts.ts';
import { taskGivenUp } from '../life.ts';
import { nextFargateLaunchAt } from '../rates/fargate-launches.ts';
import { RATE_EXCEEDED } from '../rates/run-task-calls.ts';
import type { Simulation } from '../simulation.ts';
import { sayTargets } from '../targets/deregister-targets.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { countTasks, isHealthy, isUnhealthy } from './count-tasks.ts';
import { daemonPass } from './daemon-pass.ts';
import { launchableNow, nextLaunchAt, takeLaunch } from './launches.ts';
import { rebalance } from './rebalance.ts';
import { finishRollout, notePlaced, noteUnplaced } from './rollout.ts';
import { scaleIn } from './scale-in.ts';
import { primaryOf, type Service } from './service.ts';
import { say, sayStopped, taskList, tellAction } from './service-events.ts';
import { failsInGrace } from './service-health.ts';
import { startTask, tasksByProvider } from './start-task.ts';
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
  startTasks(simulation, service, view, plan);
  dropUnplaced(simulation, service);
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
  const { now } = simulation;
  const isHeldBack = primaryOf(service).unplaced !== NONE && now < service.unplacedTryAt;
  return {
    desiredCount: service.desired + service.rebalanceExtra,
    bounds: deploymentBounds(service.desired, service.configuration),
    ...countTasks(simulation, service),
    placeable: isHeldBack ? 0 : Number.POSITIVE_INFINITY,
    mayMakeRoom: now >= service.makesRoomFrom,
    launchable: launchableNow(simulation, service),
  };
}

function stopTasks(simulation: Simulation, service: Service, { stopOld, stopNew }: PassPlan): void {
  const stopped: string[] = [];
  const isUsable = (task: TaskIndex) => !isUnhealthy(simulation, task);
  const isSettling = (task: TaskIndex) => isUsable(task) && !isHealthy(simulation, task);
  const isWell = (task: TaskIndex) => isUsable(task) && isHealthy(simulation, task);
  stopUnhealthy(simulation, service, true, stopOld.unhealthy, stopped);
  scaleIn(simulation, service, { count: stopOld.settling, old: true }, isSettling, stopped);
  scaleIn(simulation, service, { count: stopOld.healthy, old: true }, isWell, stopped);
  stopSurplus(simulation, service, stopNew.surplus, isUsable, stopped);
  stopUnhealthy(simulation, service, false, stopNew.unhealthy, stopped);
  if (stopped.length > 0) sayStopped(simulation, service, stopped);
}

/** Those whose checks fail in their grace period first: the healthy ones are what the surplus was started for (ecs: ). */
function stopSurplus(
  simulation: Simulation,
  service: Service,
  count: number,
  isUsable: (task: TaskIndex) => boolean,
  stopped: string[],
): void {
  const before = stopped.length;
  const isFailing = (task: TaskIndex) => isUsable(task) && failsInGrace(simulation, task);
  scaleIn(simulation, service, { count, old: false }, isFailing, stopped);
  const left = count - (stopped.length - before);
  scaleIn(simulation, service, { count: left, old: false }, isUsable, stopped);
}

function startTasks(simulation: Simulation, service: Service, view: PassView, plan: PassPlan): void {
  const primary = primaryOf(service);
  const have = plan.startNew > 0 ? tasksByProvider(simulation, service, service.strategy) : [];
  // In the room of a task that stopped for it: others still lack it.
  const isPlainStart = countStops(plan) === 0;
  const started: string[] = [];
  for (let left = plan.startNew; left > 0; left--) {
    const reason = startTask(simulation, primary, have, started);
    if (reason === RATE_EXCEEDED) noteThrottled(simulation, service, nextFargateLaunchAt(simulation));
    else if (reason === PROVISIONING_FULL) noteThrottled(simulation, service, nextLookAt(simulation));
    else if (reason !== null) noteNoRoom(simulation, service, reason, view, plan);
    if (reason !== null) break;
    if (isPlainStart) notePlaced(service);
    takeLaunch(simulation, service);
  }
  if (started.length > 0)
    say(simulation, service, `has started ${started.length} tasks: ${taskList(started)}.`, true);
}

/** An unhealthy task may go to make room; if one has gone in vain, the next may with the next try (ecs: ). */
function noteNoRoom(
  simulation: Simulation,
  service: Service,
  reason: string,
  { newTasks, mayMakeRoom }: PassView,
  { stopNew }: PassPlan,
): void {
  noteUnplaced(simulation, service, reason);
  if (stopNew.unhealthy > 0) service.makesRoomFrom = service.unplacedTryAt;
  else if (newTasks.unhealthy > 0 && mayMakeRoom) setPass(simulation, service, simulation.now);
}

/** Nobody wants the task any more that nobody had room for. */
function dropUnplaced(simulation: Simulation, service: Service): void {
  const { unplaced, rolloutState } = primaryOf(service);
  if (unplaced === NONE || (rolloutState !== 'FAILED' && missingOf(simulation, service) > 0)) return;
  taskGivenUp(simulation, unplaced);
  notePlaced(service);
}

/** Tasks of the newest revision that are still to start. */
function missingOf(simulation: Simulation, service: Service): number {
  const { newTasks } = countTasks(simulation, service);
  return service.desired + service.rebalanceExtra - countUsable(newTasks);
}

/**
 * Fargate launches nothing for the account now, or there are too many tasks in PROVISIONING: the service waits, and no start has
 * failed (ecs: ).
 */
function noteThrottled(simulation: Simulation, service: Service, until: number): void {
  if (say(simulation, service, 'operations are being throttled. Will try again later.'))
    tellAction(simulation, service, { eventName: 'ECS_OPERATION_THROTTLED' });
  service.unplacedTryAt = until;
  setPass(simulation, service, until);
}

function nextLookAt({ now, scenario }: Simulation): number {
  return now + toGrid(scenario.timings['scheduler.period'], scenario.simulation.resolutionMs);
}

/** What no event will announce: the launch rate's next token, the end of a throttle, the next try of a placement. */
function setNextPass(simulation: Simulation, service: Service): void {
  const { unplaced, rolloutState } = primaryOf(service);
  if (rolloutState === 'FAILED' || missingOf(simulation, service) <= 0) return;
  const launchAt =
    launchableNow(simulation, service) === 0 ? nextLaunchAt(simulation, service) : simulation.now;
  const at = unplaced === NONE ? launchAt : Math.max(launchAt, service.unplacedTryAt);
  if (at > simulation.now) setPass(simulation, service, at);
}
