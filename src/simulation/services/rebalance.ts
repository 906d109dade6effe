import type { TaskIndex } from '../../model/task-table.ts';
import {
  REBALANCING_EVENTS,
  type RebalanceStep,
  rebalanceStep,
} from '../../policies/deployment/rebalance.ts';
import { NO_FARGATE_CAPACITY } from '../outage.ts';
import type { Simulation } from '../simulation.ts';
import { timing } from '../timing.ts';
import { hasDrained } from './count-tasks.ts';
import { launchableNow, nextLaunchAt, takeLaunch } from './launches.ts';
import { setPass } from './pass.ts';
import { type BalanceGroup, balanceGroups, tasksByZone } from './rebalance-groups.ts';
import { tellUnplaced } from './rollout.ts';
import { scaleIn } from './scale-in.ts';
import { olderOf, primaryOf, type Service } from './service.ts';
import { say, taskList, tellAction } from './service-events.ts';
import { startInZone } from './start-in-zone.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Availability Zone rebalancing as part of a pass: a service in steady state whose zones are off balance is seen to be so for a
 * while, then tasks start in the poorest zone, and when they are healthy as many stop in the richest (ecs: ).
 */
export function rebalance(simulation: Simulation, service: Service): void {
  if (!service.spec.availabilityZoneRebalancing) return;
  if (service.isRebalancing) {
    if (isDeploying(service)) giveUp(simulation, service, NEVER);
    else if (primaryOf(service).tasks.size === service.desired + service.rebalanceExtra)
      takeStep(simulation, service, balanceGroups(simulation, service));
    return;
  }
  if (!isSteady(simulation, service)) {
    if (service.rebalanceAt <= simulation.now) service.rebalanceAt = NEVER;
    return;
  }
  const groups = balanceGroups(simulation, service);
  const next = nextStep(groups);
  if (next === null || next.step.kind === 'wait') service.rebalanceAt = NEVER;
  else if (isDue(simulation, service)) {
    service.isRebalancing = true;
    say(
      simulation,
      service,
      `is not AZ balanced with ${inZones(simulation, groups)}. AZ Rebalancing in progress.`,
      true,
    );
    tellAction(simulation, service, { eventName: REBALANCING_EVENTS.started });
    takeStep(simulation, service, groups);
  }
}

/** From the first sight of an imbalance a while passes (ecs: ). */
function isDue(simulation: Simulation, service: Service): boolean {
  if (service.rebalanceAt === NEVER)
    service.rebalanceAt = simulation.now + timing(simulation, 'azRebalance.delay');
  if (service.rebalanceAt <= simulation.now) return true;
  setPass(simulation, service, service.rebalanceAt);
  return false;
}

interface GroupStep {
  readonly group: BalanceGroup;
  readonly step: RebalanceStep;
}

/** What the first group that is off balance does next; null: all are balanced. */
function nextStep(groups: readonly BalanceGroup[]): GroupStep | null {
  for (const group of groups) {
    const step = rebalanceStep(group.view);
    if (step.kind !== 'balanced') return { group, step };
  }
  return null;
}

function takeStep(simulation: Simulation, service: Service, groups: readonly BalanceGroup[]): void {
  const next = nextStep(groups);
  if (next === null) {
    say(simulation, service, `is AZ balanced with ${inZones(simulation, groups)}.`, true);
    tellAction(simulation, service, { eventName: REBALANCING_EVENTS.balanced });
    end(service, NEVER);
    return;
  }
  const { group, step } = next;
  switch (step.kind) {
    case 'start':
      startTasks(simulation, service, group, group.zones[step.zone]!, step.count);
      return;
    case 'stop':
      stopTasks(simulation, service, group, group.zones[step.zone]!, step.count);
      return;
    case 'stopped':
      giveUp(simulation, service, nextTry(simulation));
      return;
    case 'wait':
    case 'balanced':
      return;
    default:
      step satisfies never;
  }
}

/** In a zone without room it ends for now and leaves all tasks where they are (ecs: ). */
function startTasks(
  simulation: Simulation,
  service: Service,
  group: BalanceGroup,
  zone: number,
  count: number,
): void {
  const launchable = launchableNow(simulation, service);
  const started: string[] = [];
  while (started.length < Math.min(count, launchable)) {
    const id = startInZone(simulation, service, zone, group.provider);
    if (id === null) break;
    takeLaunch(simulation, service);
    service.rebalanceExtra++;
    started.push(id);
  }
  service.rebalanceProvider = group.provider;
  const name = simulation.zones[zone]!;
  if (started.length > 0) {
    const text = `has started ${started.length} tasks in ${name} to AZ Rebalance: ${taskList(started)}.`;
    say(simulation, service, text, true);
    tellAction(simulation, service, { eventName: 'TASKS_STARTED', tasks: started });
  } else if (launchable === 0) setPass(simulation, service, nextLaunchAt(simulation, service));
  else {
    if (say(simulation, service, `is unable to place a task in ${name}${whyNot(simulation, service)}.`))
      tellUnplaced(simulation, service, isOnFargate(simulation, service) ? NO_FARGATE_CAPACITY : NO_INSTANCE);
    giveUp(simulation, service, nextTry(simulation));
  }
}

/** Which need it is that no instance of the zone meets is not looked at. */
const NO_INSTANCE = 'LOCATION';

function isOnFargate({ workloadStates }: Simulation, service: Service): boolean {
  return workloadStates[primaryOf(service).workload]!.fargate;
}

function whyNot(simulation: Simulation, service: Service): string {
  return isOnFargate(simulation, service) ? '' : ' because no container instance met all of its requirements';
}

function stopTasks(
  simulation: Simulation,
  service: Service,
  { provider }: BalanceGroup,
  zone: number,
  count: number,
): void {
  const { tasks } = simulation;
  const stopped: string[] = [];
  const mayStop = (task: TaskIndex) =>
    tasks.zone[task] === zone && (provider < 0 || tasks.provider[task] === provider);
  scaleIn(simulation, service, { count, old: false }, mayStop, stopped);
  service.rebalanceExtra -= stopped.length;
  const name = simulation.zones[zone]!;
  if (stopped.length === 0) return;
  const text = `has stopped ${stopped.length} running tasks in ${name} due to AZ rebalancing: ${taskList(stopped)}.`;
  say(simulation, service, text, true);
  tellAction(simulation, service, { eventName: 'TASKS_STOPPED', tasks: stopped });
}

/** It ends before the service is balanced; what it has started beyond the desired count goes again. */
function giveUp(simulation: Simulation, service: Service, nextAt: number): void {
  say(simulation, service, 'stopped AZ Rebalancing.', true);
  tellAction(simulation, service, { eventName: REBALANCING_EVENTS.stopped });
  end(service, nextAt);
  setPass(simulation, service, simulation.now);
}

function end(service: Service, nextAt: number): void {
  service.isRebalancing = false;
  service.rebalanceExtra = 0;
  service.rebalanceAt = nextAt;
}

function nextTry(simulation: Simulation): number {
  return simulation.now + timing(simulation, 'azRebalance.retry');
}

function isDeploying(service: Service): boolean {
  return primaryOf(service).rolloutState !== 'COMPLETED' || olderOf(service).length > 0;
}

function isSteady(simulation: Simulation, service: Service): boolean {
  const { tasks, healthy } = primaryOf(service);
  return (
    !isDeploying(service) &&
    service.desired > 0 &&
    tasks.size === service.desired &&
    healthy === service.desired &&
    !hasDrained(simulation, service)
  );
}

/** `2 tasks in us-east-1a, 0 tasks in us-east-1b`, of all groups together. */
function inZones(simulation: Simulation, groups: readonly BalanceGroup[]): string {
  const parts = tasksByZone(simulation, groups).map(([zone, tasks]) => `${tasks} tasks in ${zone}`);
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
