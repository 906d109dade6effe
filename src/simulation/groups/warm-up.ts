import { noteCluster } from '../metrics/metric-groups.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { type Group, groupOf } from './group.ts';

/** An instance is in service: metrics of its group leave it out for a time (scaling: ). */
export function setWarmUpEnd({ metrics, timers, now }: Simulation, group: Group, instance: number): void {
  const { warmUpMs } = group.spec.monitoring;
  if (warmUpMs > 0 && metrics.ofGroup[group.index]!.length > 0)
    timers.push(now + warmUpMs, Phase.START, TimerKind.INSTANCE_WARM, instance, lifeOf(group, instance));
}

/** Tells the times in the group apart that an instance has between its times in the warm pool, in the bits that a timer has. */
function lifeOf({ members }: Group, instance: number): number {
  return members.get(instance)!.joinedAt % 2 ** 31;
}

/** INSTANCE_WARM: it counts from now on. */
export function instanceWarm(simulation: Simulation, instance: number, life: number): void {
  const { metrics, now } = simulation;
  const group = groupOf(simulation, instance)!;
  const { index, cluster } = group;
  // It was in the warm pool meanwhile, and has another warm-up.
  if (group.members.get(instance) !== undefined && lifeOf(group, instance) !== life) return;
  for (const one of metrics.ofGroup[index]!)
    for (const meter of metrics.groups[one]!.autoScalingGroups)
      if (meter.group === index) meter.warmed(now, instance);
  noteCluster(simulation, cluster);
}
