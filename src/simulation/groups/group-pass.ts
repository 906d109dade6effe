import { drawMs } from '../../environment/distributions/draw.ts';
import { toGrid } from '../../environment/distributions/sampler.ts';
import { assert } from '../../kernel/assert.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
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
import { firstToGo, isProtected } from './scale-in.ts';

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
  if (have > wanted) takeSurplus(simulation, group, have - wanted);
  if (have === wanted && group.launching === 0) rebalance(simulation, group);
}

/** Where zones differ by more than one, others are launched first; once they are there, some of the fuller zones go (scaling: ). */
function rebalance(simulation: Simulation, group: Group): void {
  const { fleet } = simulation;
  if (group.instances.some((instance) => fleet.status[instance] === InstanceStatus.REGISTERING)) return;
  const come = group.extra;
  group.extra = 0;
  if (come > 0) {
    takeSurplus(simulation, group, come);
    return;
  }
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
  const zones = openZones(simulation, group);
  const inZone = instancesByZone(simulation, group);
  for (let left = Math.min(count, group.desired + group.extra - have); left > 0; left--) {
    const zone = chooseZone(zones, inZone);
    // Every zone is out: it tries again when one is back.
    if (zone === null) return;
    const { spec, entry, boots } = group;
    const cluster = simulation.clusterStates[group.cluster]!;
    const number = simulation.nextInstanceNumber(spec.name);
    const instance = registerContainerInstance(simulation, cluster, entry, spec.instances, number, zone);
    inZone.set(zone, (inZone.get(zone) ?? 0) + 1);
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
  group.instances.splice(positionOf(group, instance), 1);
  group.terminating.delete(instance);
  setGroupPass(simulation, group);
}

/** A task has left an instance: if it was the last, it may be done with draining, or be what a scale-in has waited for. */
export function groupTaskGone(simulation: Simulation, instance: number): void {
  const group = groupOf(simulation, instance);
  if (group === null || isInUse(simulation, instance)) return;
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

/** So many of its instances go, as far as there are some that may. */
function takeSurplus(simulation: Simulation, group: Group, count: number): void {
  for (const chosen of firstToGo(simulation, group, count, () => group.choices.next()))
    if (group.spec.provider?.managedDraining && isInUse(simulation, chosen))
      drainFirst(simulation, group, chosen);
    else terminateInstance(simulation, chosen);
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

/** Its instances stand in ascending order. */
function positionOf({ instances }: Group, instance: number): number {
  let low = 0;
  let high = instances.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instances[middle]! < instance) low = middle + 1;
    else high = middle;
  }
  assert(instances[low] === instance, 'an instance is gone from a group that it was not in');
  return low;
}

function bootTiming({ spec }: Group): 'ec2.instanceToActive' | 'ec2.instanceToActive.windows' {
  return spec.instances.osFamily === 'LINUX' ? 'ec2.instanceToActive' : 'ec2.instanceToActive.windows';
}
