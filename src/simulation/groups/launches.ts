import { drawMs } from '../../environment/distributions/draw.ts';
import { toGrid } from '../../environment/distributions/sampler.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { chooseZone } from '../../policies/fleet/choose-zone.ts';
import type { ContainerInstanceSpec } from '../../scenario/scenario.ts';
import { activate, registerContainerInstance } from '../api/register-container-instance.ts';
import { changeInstanceStatus } from '../change-status.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { noteRoom } from '../waiting.ts';
import { changeLifecycle } from './change-lifecycle.ts';
import { type Group, groupOf, type LaunchKind } from './group.ts';
import { capacityByZone, openZones } from './group-zones.ts';
import { noteGroup } from './note-group.ts';
import { setGroupPass } from './set-group-pass.ts';
import { setWarmUpEnd } from './warm-up.ts';

/** So much capacity is to come. */
export function orderLaunches(simulation: Simulation, group: Group, capacity: number): void {
  const { timers, now, scenario } = simulation;
  const delayMs = toGrid(
    drawMs(scenario.timings['asg.launchDelay'], group.boots.next()),
    scenario.simulation.resolutionMs,
  );
  group.launching += capacity;
  timers.push(now + delayMs, Phase.START, TimerKind.GROUP_LAUNCH, group.index, capacity);
}

/** GROUP_LAUNCH: instances of so much capacity are launched, each in the zone that has the least; they boot and register. */
export function groupLaunch(simulation: Simulation, index: number, capacity: number): void {
  const group = simulation.groups[index]!;
  group.launching -= capacity;
  const zones = openZones(simulation, group);
  const inZone = capacityByZone(simulation, group);
  let left = Math.min(capacity, group.desired + group.extra - group.members.capacity);
  while (left > 0) {
    const zone = chooseZone(zones, inZone);
    // Every zone is out: it tries again when one is back.
    if (zone === null) break;
    const kind = chooseKind(group);
    launch(simulation, kind, zone);
    const { weight } = kind.option;
    inZone.set(zone, (inZone.get(zone) ?? 0) + weight);
    left -= weight;
  }
  noteGroup(simulation, group);
}

/** What is launched next. */
function chooseKind({ kinds, configuration }: Group): LaunchKind {
  return kinds[configuration]![0]!;
}

function launch(simulation: Simulation, { group, entry, option }: LaunchKind, zone: number): void {
  const { now, scenario } = simulation;
  const { instances } = option;
  const cluster = simulation.clusterStates[group.cluster]!;
  const number = simulation.nextInstanceNumber(group.spec.name);
  const instance = registerContainerInstance(simulation, cluster, entry, instances, number, zone);
  simulation.fleet.launchedAt[instance] = now;
  changeLifecycle(simulation, group, instance, 'Pending');
  changeInstanceStatus(simulation, instance, InstanceStatus.REGISTERING);
  const bootMs = toGrid(
    drawMs(scenario.timings[bootTiming(instances)], group.boots.next()),
    scenario.simulation.resolutionMs,
  );
  simulation.timers.push(now + bootMs, Phase.START, TimerKind.INSTANCE_BOOTED, instance, 0);
}

function bootTiming({
  osFamily,
}: ContainerInstanceSpec): 'ec2.instanceToActive' | 'ec2.instanceToActive.windows' {
  return osFamily === 'LINUX' ? 'ec2.instanceToActive' : 'ec2.instanceToActive.windows';
}

/** INSTANCE_BOOTED: its agent has registered it, and it takes tasks. */
export function instanceBooted(simulation: Simulation, instance: number): void {
  if (simulation.fleet.status[instance] !== InstanceStatus.REGISTERING) return;
  const group = groupOf(simulation, instance);
  if (group !== null) {
    changeLifecycle(simulation, group, instance, 'InService');
    setWarmUpEnd(simulation, group, instance);
  }
  activate(simulation, instance);
  noteRoom(simulation, instance);
  // It may be the one that the balance of zones has waited for.
  if (group !== null) setGroupPass(simulation, group);
}
