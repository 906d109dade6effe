import { noteCluster } from '../metrics/metric-groups.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { type Group, groupOf } from './group.ts';

/** An instance is in service: metrics of its group leave it out for a time (scaling: ). */
export function setWarmUpEnd({ metrics, timers, now }: Simulation, group: Group, instance: number): void {
  const { warmUpMs } = group.spec.monitoring;
  if (warmUpMs > 0 && metrics.ofGroup[group.index]!.length > 0)
    timers.push(now + warmUpMs, Phase.START, TimerKind.INSTANCE_WARM, instance, 0);
}

/** INSTANCE_WARM: it counts from now on. */
export function instanceWarm(simulation: Simulation, instance: number): void {
  const { metrics, now } = simulation;
  const { index, cluster } = groupOf(simulation, instance)!;
  for (const one of metrics.ofGroup[index]!)
    for (const meter of metrics.groups[one]!.autoScalingGroups)
      if (meter.group === index) meter.warmed(now, instance);
  noteCluster(simulation, cluster);
}
