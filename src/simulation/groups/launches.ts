import { drawMs } from '../../environment/distributions/draw.ts';
import { toGrid } from '../../environment/distributions/sampler.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { chooseZone } from '../../policies/fleet/choose-zone.ts';
import { chooseLaunch, countUnits } from '../../policies/fleet/mixed-group.ts';
import { operatingSystem } from '../../scenario/operations/os-family.ts';
import { registerContainerInstance } from '../api/register-container-instance.ts';
import { changeInstanceStatus } from '../change-status.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { changeLifecycle } from './change-lifecycle.ts';
import { type Group, groupOf, type LaunchKind } from './group.ts';
import { instancesByZone, openZones } from './group-zones.ts';
import { beginWait, holdRegistration } from './lifecycle-hooks.ts';
import { aheadOf } from './maintenance/batch.ts';
import { isSuspended } from './maintenance/suspension.ts';
import { mixedOf, unitsOf } from './mixed-pools.ts';
import { noteGroup } from './note-group.ts';
import { putInService } from './put-in-service.ts';
import { register } from './register.ts';
import { setGroupPass } from './set-group-pass.ts';
import { poolSurplus, readyByZone, settleInPool, startWarm, takeReady } from './warm-pool.ts';

/** So much capacity is to come. */
export function orderLaunches(simulation: Simulation, group: Group, capacity: number): void {
  const { timers, now } = simulation;
  group.launching += capacity;
  timers.push(
    now + launchDelay(simulation, group),
    Phase.START,
    TimerKind.GROUP_LAUNCH,
    group.index,
    capacity,
  );
}

function launchDelay({ scenario }: Simulation, { boots }: Group): number {
  const { timings, simulation } = scenario;
  return toGrid(drawMs(timings['asg.launchDelay'], boots.next()), simulation.resolutionMs);
}

/** GROUP_LAUNCH: instances of so much capacity are launched, each in the zone that has the fewest; they boot and register. */
export function groupLaunch(simulation: Simulation, index: number, capacity: number): void {
  const group = simulation.groups[index]!;
  group.launching -= capacity;
  const zones = openZones(simulation, group);
  const inZone = instancesByZone(simulation, group);
  const ready = readyByZone(simulation, group);
  const mixed = mixedOf(group);
  const units = mixed === null ? null : unitsOf(simulation, group, mixed);
  const whole = group.desired + group.extra + aheadOf(group);
  const wanted = isSuspended(group, 'Launch') ? 0 : Math.min(capacity, whole - group.members.capacity);
  let left = wanted;
  while (left > 0) {
    const zone = chooseZone(zones, inZone);
    // Every zone is out: it tries again when one is back.
    if (zone === null) break;
    const warm = takeReady(ready, zones, inZone);
    if (warm !== null) {
      startWarm(simulation, group, warm);
      const from = simulation.fleet.zone[warm]!;
      inZone.set(from, (inZone.get(from) ?? 0) + 1);
      left--;
      continue;
    }
    const place = mixed === null ? 0 : chooseLaunch(mixed, units!, zone, whole, left);
    // No Spot capacity can be had for what the group would pay.
    if (place === null) break;
    const kind = group.kinds[group.configuration]![place]!;
    launch(simulation, kind, zone);
    const { weight } = kind.option;
    inZone.set(zone, (inZone.get(zone) ?? 0) + 1);
    if (mixed !== null) countUnits(units!, { zone, pool: place }, mixed, 1);
    left -= weight;
  }
  noteGroup(simulation, group);
  // What the pool is to have was worked out before; where nothing can come, nothing has changed.
  if (left < wanted && group.spec.warmPool !== undefined) setGroupPass(simulation, group);
}

/** So many instances are to come to the warm pool. */
export function orderPoolLaunches(simulation: Simulation, group: Group, count: number): void {
  group.warming += count;
  simulation.timers.push(
    simulation.now + launchDelay(simulation, group),
    Phase.START,
    TimerKind.WARM_POOL_LAUNCH,
    group.index,
    count,
  );
}

/** WARM_POOL_LAUNCH: instances are launched into the pool, where group and pool together have the fewest; they boot once (scaling: ). */
export function warmPoolLaunch(simulation: Simulation, index: number, count: number): void {
  const group = simulation.groups[index]!;
  group.warming -= count;
  const { members } = group;
  const zones = openZones(simulation, group);
  const inZone = instancesByZone(simulation, group);
  for (const { instance } of members.inPool()) {
    const zone = simulation.fleet.zone[instance]!;
    inZone.set(zone, (inZone.get(zone) ?? 0) + 1);
  }
  for (let left = Math.min(count, -poolSurplus(group)); left > 0; left--) {
    const zone = chooseZone(zones, inZone);
    // Every zone is out: it tries again when one is back.
    if (zone === null) return;
    inZone.set(zone, (inZone.get(zone) ?? 0) + 1);
    launch(simulation, onlyKind(group), zone, 'Warmed:Pending');
  }
}

/** What a group of one type launches: only such a group has a warm pool (scaling: ). */
function onlyKind({ kinds, configuration }: Group): LaunchKind {
  return kinds[configuration]![0]!;
}

function launch(
  simulation: Simulation,
  { group, entry, option }: LaunchKind,
  zone: number,
  lifecycle: 'Pending' | 'Warmed:Pending' = 'Pending',
): void {
  const { now, scenario } = simulation;
  const { instances } = option;
  const cluster = simulation.clusterStates[group.cluster]!;
  const number = simulation.nextInstanceNumber(group.spec.name);
  const instance = registerContainerInstance(simulation, cluster, entry, instances, number, zone);
  simulation.fleet.launchedAt[instance] = now;
  changeLifecycle(simulation, group, instance, lifecycle);
  const { REGISTERING, WARM_RUNNING } = InstanceStatus;
  changeInstanceStatus(simulation, instance, lifecycle === 'Pending' ? REGISTERING : WARM_RUNNING);
  const bootMs = toGrid(
    drawMs(
      scenario.timings[BOOT_TIMINGS[operatingSystem(instances.osFamily, instances.linuxDistribution)]],
      group.boots.next(),
    ),
    scenario.simulation.resolutionMs,
  );
  simulation.timers.push(now + bootMs, Phase.START, TimerKind.INSTANCE_BOOTED, instance, 0);
}

const BOOT_TIMINGS = {
  AmazonLinux: 'ec2.instanceToActive',
  Ubuntu: 'ec2.instanceToActive.ubuntu',
  Windows: 'ec2.instanceToActive.windows',
} as const;

/** INSTANCE_BOOTED: its agent has registered it, and it takes tasks; in a warm pool, or where a hook holds that, it does not yet. */
export function instanceBooted(simulation: Simulation, instance: number): void {
  const { REGISTERING, WARM_RUNNING } = InstanceStatus;
  const status = simulation.fleet.status[instance];
  const group = groupOf(simulation, instance);
  if (status === WARM_RUNNING && group !== null) initialised(simulation, group, instance);
  if (status !== REGISTERING) return;
  if (group === null) {
    register(simulation, instance);
    return;
  }
  const { lifecycle, isWarmStart } = group.members.get(instance)!;
  // It is to go already.
  if (lifecycle !== 'Pending') return;
  const { launchHooks } = group.spec;
  const wait = beginWait(simulation, group, instance, launchHooks, isWarmStart);
  if (wait !== null) changeLifecycle(simulation, group, instance, 'Pending:Wait', { wait });
  else putInService(simulation, group, instance);
  if (wait === null || !holdRegistration(launchHooks)) register(simulation, instance);
  // It may be the one that the balance of zones has waited for.
  setGroupPass(simulation, group);
}

/** An instance has booted in a warm pool: a hook for launches makes it wait there, too (scaling: ). */
function initialised(simulation: Simulation, group: Group, instance: number): void {
  if (group.members.get(instance)?.lifecycle !== 'Warmed:Pending') return;
  const wait = beginWait(simulation, group, instance, group.spec.launchHooks);
  if (wait === null) settleInPool(simulation, group, instance);
  else changeLifecycle(simulation, group, instance, 'Warmed:Pending:Wait', { wait });
}
