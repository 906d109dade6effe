import { drawMs } from '../../environment/distributions/draw.ts';
import { toGrid } from '../../environment/distributions/sampler.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { chooseZone, movesForBalance } from '../../policies/fleet/choose-zone.ts';
import { warmPoolSize } from '../../policies/fleet/warm-pool-size.ts';
import type { WarmPoolSpec } from '../../scenario/group-spec.ts';
import { changeInstanceStatus } from '../change-status.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { changeLifecycle } from './change-lifecycle.ts';
import { type Group, kindOf } from './group.ts';
import { isReady, type WarmState } from './members.ts';

/** How many instances the warm pool is to have by the group's desired capacity; 0 without one (scaling: ). */
export function poolTarget({ spec, desired, maximum }: Group): number {
  return spec.warmPool === undefined ? 0 : warmPoolSize(spec.warmPool, { desired, maximum });
}

/** What the pool will have once the group has taken what it is still to get; negative surplus: so many are to be launched for it. */
export function poolSurplus(group: Group): number {
  const { spec, members, maximum, desired, extra, warming } = group;
  if (spec.warmPool === undefined) return 0;
  const due = Math.max(0, desired + extra - members.capacity);
  const size = members.warm - Math.min(due, members.ready);
  const surplus = size - poolTarget(group);
  if (surplus >= 0) return surplus;
  // Those that are still to go count as prepared, too.
  const inGroup = Math.max(desired, members.size + due);
  const room =
    warmPoolSize(spec.warmPool, { desired: inGroup, maximum }) - size - members.leavingPool - warming;
  return room > 0 ? -room : 0;
}

/** Of the pool those that go first: who has not initialised yet, then the newest. */
export function firstOfPoolToGo({ members }: Group, count: number): number[] {
  const newestFirst = members.inPool().reverse();
  const inOrder = [
    ...newestFirst.filter(({ lifecycle }) => !isReady(lifecycle)),
    ...newestFirst.filter(({ lifecycle }) => isReady(lifecycle)),
  ];
  return inOrder.slice(0, count).map(({ instance }) => instance);
}

/** By zone, the instances of the pool that can be put in service, those that were launched first at the end. */
export function readyByZone({ fleet }: Simulation, { members }: Group): Map<number, number[]> {
  const byZone = new Map<number, number[]>();
  if (members.ready === 0) return byZone;
  for (const { instance, lifecycle } of members.inPool().reverse()) {
    if (!isReady(lifecycle)) continue;
    const zone = fleet.zone[instance]!;
    const there = byZone.get(zone);
    if (there === undefined) byZone.set(zone, [instance]);
    else there.push(instance);
  }
  return byZone;
}

/**
 * Takes the instance that is put in service next, the one that was launched first of the zone that has the least of the group; `null`:
 * none can be without upsetting the balance of zones (scaling: ), so that one is launched: a cold start.
 */
export function takeReady(
  ready: ReadonlyMap<number, number[]>,
  zones: readonly number[],
  inZone: ReadonlyMap<number, number>,
): number | null {
  const hasSome = (zone: number) => (ready.get(zone)?.length ?? 0) > 0;
  const countIn = (zone: number) => inZone.get(zone) ?? 0;
  const zone = chooseZone(zones.filter(hasSome), inZone);
  if (zone === null) return null;
  const isLeast = countIn(zone) === countIn(chooseZone(zones, inZone)!);
  const after = zones.map((one) => countIn(one) + Number(one === zone));
  return isLeast || movesForBalance(after) === 0 ? ready.get(zone)!.pop()! : null;
}

/** An instance leaves the pool: it starts or goes on, registers, and is the group's (scaling: ). */
export function startWarm(simulation: Simulation, group: Group, instance: number): void {
  const { now, fleet, scenario } = simulation;
  const { lifecycle } = group.members.get(instance)!;
  // Each start is a launch to the bill (billing:E1).
  if (lifecycle !== 'Warmed:Running') fleet.launchedAt[instance] = now;
  changeLifecycle(simulation, group, instance, 'Pending');
  changeInstanceStatus(simulation, instance, InstanceStatus.REGISTERING);
  const delay = scenario.timings[startTiming(simulation, instance, lifecycle as WarmState)];
  const startMs = toGrid(drawMs(delay, group.boots.next()), scenario.simulation.resolutionMs);
  simulation.timers.push(now + startMs, Phase.START, TimerKind.INSTANCE_BOOTED, instance, 0);
}

function startTiming(simulation: Simulation, instance: number, state: WarmState) {
  if (state === 'Warmed:Running') return 'asg.warmStart.running';
  if (state === 'Warmed:Hibernated') return 'asg.warmStart.hibernated';
  const { osFamily } = kindOf(simulation, instance)!.option.instances;
  return osFamily === 'LINUX' ? 'asg.warmStart.stopped' : 'asg.warmStart.stopped.windows';
}

/** An instance of the pool has all that it waited for: it stops, hibernates or goes on running until it is needed. */
export function settleInPool(simulation: Simulation, group: Group, instance: number): void {
  const state = `Warmed:${group.spec.warmPool!.poolState}` as const;
  changeLifecycle(simulation, group, instance, state);
  const status = statusInPool(group.spec.warmPool!);
  if (simulation.fleet.status[instance] !== status) changeInstanceStatus(simulation, instance, status);
}

function statusInPool({ poolState }: WarmPoolSpec): InstanceStatus {
  return poolState === 'Running' ? InstanceStatus.WARM_RUNNING : InstanceStatus.WARM_STOPPED;
}
