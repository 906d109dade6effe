import { InstanceStatus } from '../../model/instance-status.ts';
import { NONE } from '../../model/task-table.ts';
import { type DaemonPlan, needsDaemon, planDaemonPass } from '../../policies/deployment/daemon.ts';
import { isFree } from '../../policies/placement/has-room.ts';
import { constraintOf } from '../../policies/placement/registry.ts';
import { unmetNeeds } from '../../policies/placement/unmet.ts';
import { makeTask } from '../make-task.ts';
import { placeOnInstance } from '../place.ts';
import type { Simulation } from '../simulation.ts';
import { isProtected, isUnhealthy } from './count-tasks.ts';
import { couldHold, release, reserve } from './daemon-reservations.ts';
import { type DaemonSite, daemonSites } from './daemon-sites.ts';
import { fillNeed } from './fill-need.ts';
import { launchableNow, nextLaunchAt, takeLaunch } from './launches.ts';
import { setPass } from './pass.ts';
import { finishRollout, notePlaced, noteUnplaced } from './rollout.ts';
import { primaryOf, type Service } from './service.ts';
import { say, sayStopped, taskList, tellAction } from './service-events.ts';
import { stopByScheduler } from './stop-by-scheduler.ts';
import { stopAsUnhealthy } from './stop-unhealthy.ts';
import { sayStuck } from './stuck.ts';
import { tellDesired } from './tell-desired.ts';

/**
 * The pass of a DAEMON service: one task on each ACTIVE instance that matches, the last to stop on one that drains, old ones
 * replaced where they stand (ecs: ). ECS works the desired count out itself.
 */
export function daemonPass(simulation: Simulation, service: Service): void {
  if (service.looksAt <= simulation.now) {
    service.looksAt = Number.POSITIVE_INFINITY;
    lookAtAll(simulation, service);
  } else setPass(simulation, service, service.looksAt);
  finishRollout(simulation, service);
}

function lookAtAll(simulation: Simulation, service: Service): void {
  release(simulation, service);
  const sites = daemonSites(simulation, service);
  const views = sites.map(({ view }) => view);
  const plan = planDaemonPass(views, service.configuration.minimumHealthyPercent);
  if (plan.desiredCount !== service.desired) {
    service.desired = plan.desiredCount;
    tellDesired(simulation, service);
    tellAction(simulation, service, {
      eventName: 'SERVICE_DESIRED_COUNT_UPDATED',
      desiredCount: service.desired,
    });
  }
  const stopped: string[] = [];
  const leaving = new Set(plan.stops);
  for (const i of plan.starts) leaving.delete(i);
  for (const i of leaving) stopDaemon(simulation, sites[i]!, stopped);
  startDaemons(
    simulation,
    service,
    plan.starts.map((i) => sites[i]!),
    stopped,
  );
  if (stopped.length > 0) sayStopped(simulation, service, stopped);
  sayStuck(simulation, service, isStuck(sites, plan) ? 'deploymentConfiguration' : null);
}

/** An old task that is in the way stops only for a task that can start now. */
function startDaemons(
  simulation: Simulation,
  service: Service,
  sites: readonly DaemonSite[],
  stopped: string[],
): void {
  const started: string[] = [];
  const waiting: number[] = [];
  let reason: string | null = null;
  let left = launchableNow(simulation, service);
  for (const site of sites) {
    if (left > 0 && site.task !== NONE && !stopDaemon(simulation, site, stopped)) continue;
    const unmet = left === 0 ? null : whyNot(simulation, service, site);
    if (left > 0 && unmet === null) {
      started.push(startDaemon(simulation, service, site.instance));
      left--;
      continue;
    }
    reason ??= unmet;
    if (left > 0 || site.task === NONE) waiting.push(site.instance);
  }
  if (primaryOf(service).rolloutState !== 'FAILED')
    reserve(
      simulation,
      service,
      waiting.filter((instance) => couldHold(simulation, service, instance)),
    );
  if (started.length > 0)
    say(simulation, service, `has started ${started.length} tasks: ${taskList(started)}.`, true);
  if (reason !== null) {
    noteUnplaced(simulation, service, reason);
    setPass(simulation, service, service.unplacedTryAt);
  } else notePlaced(service);
  if (sites.length > 0 && left === 0) setLaunchPass(simulation, service);
}

/** Whether it stops: protection keeps it (ecs: ). */
function stopDaemon(simulation: Simulation, { task }: DaemonSite, stopped: string[]): boolean {
  if (isUnhealthy(simulation, task)) {
    stopAsUnhealthy(simulation, task, stopped);
    return true;
  }
  if (isProtected(simulation, task)) return false;
  stopByScheduler(simulation, task, stopped);
  return true;
}

/** Why the instance cannot take a daemon now, in ECS's words; null: it can (ecs: resources and constraints count). */
function whyNot(simulation: Simulation, service: Service, { instance, rules }: DaemonSite): string | null {
  const { fleet, request } = simulation;
  const { view } = simulation.clusterStates[service.cluster]!;
  fillNeed(simulation, simulation.workloadStates[primaryOf(service).workload]!);
  if (fleet.agentConnected[instance] === 0 || fleet.status[instance] !== InstanceStatus.ACTIVE)
    return 'AGENT';
  if (!isFree(fleet, instance, request, rules!.requirements))
    return unmetNeeds(view, request, rules!, instance)[0]!;
  // There is one daemon an instance anyway, beside one of an earlier deployment that still stops.
  const asked = rules!.constraints.filter(({ type }) => type !== 'distinctInstance');
  const failed = asked.find(
    (constraint) => !constraintOf(constraint.type).allows(view, request, constraint, instance),
  );
  return failed === undefined ? null : constraintOf(failed.type).reason;
}

function startDaemon(simulation: Simulation, service: Service, instance: number): string {
  const deployment = primaryOf(service);
  const workload = simulation.workloadStates[deployment.workload]!;
  const hasStrategy = workload.spec.capacityProviderStrategy.length > 0;
  const task = makeTask(simulation, workload, hasStrategy ? simulation.fleet.provider[instance]! : NONE);
  simulation.tasks.deployment[task] = deployment.number;
  placeOnInstance(simulation, task, instance);
  deployment.tasks.add(task);
  takeLaunch(simulation, service);
  return simulation.taskId(task);
}

/** What is held back by the launch rate or the throttle has its next pass; a FAILED deployment launches no more. */
function setLaunchPass(simulation: Simulation, service: Service): void {
  if (primaryOf(service).rolloutState !== 'FAILED')
    setPass(simulation, service, nextLaunchAt(simulation, service));
}

/** Old tasks remain that the minimum lets nobody replace, and no task is still to become healthy (ecs: ). */
function isStuck(sites: readonly DaemonSite[], plan: DaemonPlan): boolean {
  if (plan.starts.length > 0) return false;
  let isOldLeft = false;
  for (const { view } of sites) {
    if (!needsDaemon(view)) continue;
    if (view.daemon?.isHealthy !== true) return false;
    if (view.daemon.isOld) isOldLeft = true;
  }
  return isOldLeft;
}
