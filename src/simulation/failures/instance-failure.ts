import { FAILURE_DEFAULTS } from '../../catalog/failure-defaults.ts';
import { drawMs } from '../../environment/distributions/draw.ts';
import { toGrid } from '../../environment/distributions/sampler.ts';
import { Stream } from '../../kernel/streams.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { terminateInstance } from '../api/terminate-instances.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';

/** An instance has become ACTIVE: when it will die of itself is drawn from a stream of its own. */
export function setInstanceFailure(simulation: Simulation, instance: number): void {
  const { scenario, fleet, entries, now } = simulation;
  const { seed, resolutionMs, durationMs } = scenario.simulation;
  const { ec2InstanceType } = entries[fleet.entry[instance]!]!;
  for (const [i, spec] of scenario.failures.entries()) {
    if (spec.kind !== 'instance') continue;
    if (spec.ec2InstanceType !== null && spec.ec2InstanceType !== ec2InstanceType) continue;
    // An ideal fleet's instance can be closed and open again: each time is a life of its own.
    const stream = new Stream(`${seed}/instance${i}/${simulation.instanceId(instance)}/${now}`);
    const mean = FAILURE_DEFAULTS.month / spec.perMonth;
    const at = now + toGrid(drawMs({ kind: 'exponential', mean }, stream.next()), resolutionMs);
    if (durationMs !== null && at > durationMs) continue;
    simulation.timers.push(at, Phase.END, TimerKind.INSTANCE_FAILED, instance, lifeOf(simulation, instance));
  }
}

/** INSTANCE_FAILED: it is gone with its tasks, unless it was gone before (ecs: ). */
export function instanceFailed(simulation: Simulation, instance: number, life: number): void {
  const status = simulation.fleet.status[instance];
  if (status !== InstanceStatus.ACTIVE && status !== InstanceStatus.DRAINING) return;
  if (life === lifeOf(simulation, instance)) terminateInstance(simulation, instance);
}

/** Tells the lives of one instance apart, in the bits that a timer has. */
function lifeOf({ fleet }: Simulation, instance: number): number {
  return fleet.registeredAt[instance]! % 2 ** 31;
}
