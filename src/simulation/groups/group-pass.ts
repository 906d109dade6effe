import { drawMs } from '../../environment/distributions/draw.ts';
import { toGrid } from '../../environment/distributions/sampler.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { chooseTermination } from '../../policies/fleet/choose-termination.ts';
import { chooseZone, movesForBalance, rebalanceMaximum } from '../../policies/fleet/choose-zone.ts';
import { activate, registerContainerInstance } from '../api/register-container-instance.ts';
import { terminateInstance } from '../api/terminate-instances.ts';
import { drain } from '../api/update-container-instances-state.ts';
import { changeInstanceStatus } from '../change-status.ts';
import { isZoneOut } from '../outage.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { noteRoom } from '../waiting.ts';
import { type Group, groupOf, isInUse } from './group.ts';

/** Managed draining gives up on tasks that do not stop after so long (ecs: ). */
const MOST_DRAINING_MS = 48 * 3_600_000;

/** A group is looked at at this instant: it launches what it lacks and takes what it has too many of. */
export function setGroupPass({ timers, now }: Simulation, group: Group): void {
  if (group.passAt === now) return;
  group.passAt = now;
  timers.push(now, Phase.START, TimerKind.GROUP_PASS, group.index, 0);
}

/** GROUP_PASS: instances come up to the desired capacity, or down to it (scaling: ). */
export function groupPass(simulation: Simulation, index: number): void {
  const group = simulation.groups[index]!;
  group.passAt = -1;
  endDrained(simulation, group);
  const have = group.instances.length - group.terminating.size;
  const wanted = group.desired + group.extra;
  const missing = wanted - have - group.launching;
  if (missing > 0) orderLaunches(simulation, group, missing);
  for (let surplus = have - wanted; surplus > 0; surplus--) if (!takeOne(simulation, group)) return;
  if (have === wanted && group.launching === 0) rebalance(simulation, group);
}

/** Where zones differ by more than one, others are launched first; once they are there, some of the fuller zones go (scaling: ). */
function rebalance(simulation: Simulation, group: Group): void {
  const { fleet } = simulation;
  if (group.instances.some((instance) => fleet.status[instance] === InstanceStatus.REGISTERING)) return;
  const come = group.extra;
  group.extra = 0;
  for (let left = come; left > 0; left--) if (!takeOne(simulation, group)) return;
  if (come > 0) return;
  const inZone = instancesByZone(simulation, group);
  const counts = openZones(simulation, group).map((zone) => inZone.get(zone) ?? 0);
  const moves = movesForBalance(counts);
  if (moves === 0) return;
  const fullest = Math.max(...counts);
  const mayGo = group.instances.filter(
    (instance) =>
      !group.terminating.has(instance) &&
      inZone.get(fleet.zone[instance]!) === fullest &&
      !isProtected(simulation, group, instance),
  );
  if (mayGo.length === 0) return;
  const most = rebalanceMaximum(group.maximum) - (group.instances.length - group.terminating.size);
  group.extra = Math.min(moves, mayGo.length, most);
  if (group.extra > 0) orderLaunches(simulation, group, group.extra);
}

/** Zones in which instances can come up now. */
function openZones(simulation: Simulation, { spec }: Group): number[] {
  return spec.instances.availabilityZones
    .map((zone) => simulation.zone(zone))
    .filter((zone) => !isZoneOut(simulation, zone));
}

/** GROUP_LAUNCH: so many instances are launched, each in the zone that has the fewest; they boot and register. */
export function groupLaunch(simulation: Simulation, index: number, count: number): void {
  const { now } = simulation;
  const group = simulation.groups[index]!;
  group.launching -= count;
  const have = group.instances.length - group.terminating.size;
  for (let left = Math.min(count, group.desired + group.extra - have); left > 0; left--) {
    const zone = chooseZone(openZones(simulation, group), instancesByZone(simulation, group));
    // Every zone is out: it tries again when one is back.
    if (zone === null) return;
    const { spec, entry, boots } = group;
    const cluster = simulation.clusterStates[group.cluster]!;
    const number = simulation.nextInstanceNumber(spec.name);
    const instance = registerContainerInstance(simulation, cluster, entry, spec.instances, number, zone);
    simulation.fleet.launchedAt[instance] = now;
    group.instances.push(instance);
    changeInstanceStatus(simulation, instance, InstanceStatus.REGISTERING);
    const delay = simulation.scenario.timings[bootTiming(group)];
    const bootMs = toGrid(drawMs(delay, boots.next()), simulation.scenario.simulation.resolutionMs);
    simulation.timers.push(now + bootMs, Phase.START, TimerKind.INSTANCE_BOOTED, instance, 0);
  }
}

/** INSTANCE_BOOTED: its agent has registered it, and it takes tasks. */
export function instanceBooted(simulation: Simulation, instance: number): void {
  if (simulation.fleet.status[instance] !== InstanceStatus.REGISTERING) return;
  activate(simulation, instance);
  noteRoom(simulation, instance);
  const group = groupOf(simulation, instance);
  // It may be the one that the balance of zones has waited for.
  if (group !== null) setGroupPass(simulation, group);
}

/** An instance is gone, whoever ended it: another one comes in its place, if the group wants so many (scaling: ). */
export function groupInstanceGone(simulation: Simulation, instance: number): void {
  const group = groupOf(simulation, instance);
  if (group === null) return;
  group.instances = group.instances.filter((other) => other !== instance);
  group.terminating.delete(instance);
  setGroupPass(simulation, group);
}

/** A task has left an instance: it may be done with draining, or be the one that a scale-in has waited for. */
export function groupTaskGone(simulation: Simulation, instance: number): void {
  const group = groupOf(simulation, instance);
  if (group === null) return;
  const surplus = group.instances.length - group.terminating.size - group.desired - group.extra;
  if (surplus > 0 || group.terminating.has(instance)) setGroupPass(simulation, group);
}

/** DRAINED_AT_LAST: an instance has drained for as long as ECS waits. */
export function drainedAtLast(simulation: Simulation, instance: number): void {
  const group = groupOf(simulation, instance);
  if (group?.terminating.has(instance)) terminateInstance(simulation, instance);
}

function orderLaunches(simulation: Simulation, group: Group, count: number): void {
  const { timers, now, scenario } = simulation;
  const delayMs = toGrid(
    drawMs(scenario.timings['asg.launchDelay'], group.boots.next()),
    scenario.simulation.resolutionMs,
  );
  group.launching += count;
  timers.push(now + delayMs, Phase.START, TimerKind.GROUP_LAUNCH, group.index, count);
}

/** Whether there was one that may go. */
function takeOne(simulation: Simulation, group: Group): boolean {
  const { fleet, now } = simulation;
  const candidates = group.instances
    .filter((instance) => !group.terminating.has(instance))
    .map((instance) => ({
      instance,
      zone: fleet.zone[instance]!,
      launchedAt: fleet.launchedAt[instance]!,
      isProtected: isProtected(simulation, group, instance),
    }));
  const chosen = chooseTermination(candidates, group.spec.terminationPolicies, now, () =>
    group.choices.next(),
  );
  if (chosen === null) return false;
  if (group.spec.provider?.managedDraining && isInUse(simulation, chosen))
    drainFirst(simulation, group, chosen);
  else terminateInstance(simulation, chosen);
  return true;
}

/** With managed protection those that have tasks, else all that were launched so (ecs, scaling: ). */
function isProtected(simulation: Simulation, { spec }: Group, instance: number): boolean {
  return spec.provider?.managedTerminationProtection ? isInUse(simulation, instance) : spec.protectsNew;
}

function drainFirst(simulation: Simulation, group: Group, instance: number): void {
  const { timers, now, fleet } = simulation;
  group.terminating.set(instance, now);
  if (fleet.status[instance] === InstanceStatus.ACTIVE) drain(simulation, instance);
  timers.push(now + MOST_DRAINING_MS, Phase.END, TimerKind.DRAINED_AT_LAST, instance, 0);
}

/** Those that drained and have nothing left are ended. */
function endDrained(simulation: Simulation, group: Group): void {
  for (const instance of [...group.terminating.keys()])
    if (!isInUse(simulation, instance)) terminateInstance(simulation, instance);
}

function instancesByZone({ fleet }: Simulation, { instances, terminating }: Group): Map<number, number> {
  const inZone = new Map<number, number>();
  for (const instance of instances) {
    if (terminating.has(instance)) continue;
    const zone = fleet.zone[instance]!;
    inZone.set(zone, (inZone.get(zone) ?? 0) + 1);
  }
  return inZone;
}

function bootTiming({ spec }: Group): 'ec2.instanceToActive' | 'ec2.instanceToActive.windows' {
  return spec.instances.osFamily === 'LINUX' ? 'ec2.instanceToActive' : 'ec2.instanceToActive.windows';
}
