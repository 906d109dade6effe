import { toGrid } from '../../environment/distributions/sampler.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { ActionSpec } from '../../scenario/action-spec.ts';
import { groupOf } from '../groups/group.ts';
import { setGroupPass } from '../groups/set-group-pass.ts';
import { loseTask } from '../life.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { lookAtAllQueues, noteRoom } from '../waiting.ts';
import { activate, registerContainerInstance } from './register-container-instance.ts';
import { terminateInstance } from './terminate-instances.ts';

/** An Availability Zone is lost: its instances and its Fargate tasks are gone at once, and nothing starts there until it is over. */
export function loseZone(
  simulation: Simulation,
  { availabilityZone, forMs }: Extract<ActionSpec, { kind: 'availabilityZoneOutage' }>,
): void {
  const { outages, fleet, tasks, now, scenario } = simulation;
  const zone = simulation.zone(availabilityZone);
  const untilMs = now + toGrid(forMs, scenario.simulation.resolutionMs);
  const known = outages.get(zone);
  const outage = known ?? { untilMs, lost: [] };
  outage.untilMs = Math.max(outage.untilMs, untilMs);
  outages.set(zone, outage);
  simulation.timers.push(untilMs, Phase.END, TimerKind.ZONE_RESTORED, zone, 0);
  for (let instance = 0; instance < fleet.rows; instance++) {
    const status = fleet.status[instance];
    if (fleet.zone[instance] !== zone) continue;
    if (!isThere(status)) continue;
    const entry = fleet.entry[instance]!;
    // A group launches others, where it can.
    if (!simulation.entries[entry]!.ideal && groupOf(simulation, instance) === null) outage.lost.push(entry);
    terminateInstance(simulation, instance);
  }
  const reason = simulation.reason(`Availability Zone ${availabilityZone} is unavailable.`);
  const isOnFargateThere = (task: TaskIndex) =>
    tasks.instance[task] === NONE && tasks.zone[task] === zone && tasks.status[task] !== TaskStatus.NONE;
  const lost = tasks.liveTasks().filter(isOnFargateThere);
  for (const task of lost.sort((a, b) => tasks.ordinal[a]! - tasks.ordinal[b]!))
    loseTask(simulation, task, reason);
}

function isThere(status: number | undefined): boolean {
  const { REGISTERING, ACTIVE, DRAINING, WARM_RUNNING, WARM_STOPPED } = InstanceStatus;
  return [REGISTERING, ACTIVE, DRAINING, WARM_RUNNING, WARM_STOPPED].some((there) => there === status);
}

/** ZONE_RESTORED: the fixed instances that were lost register anew, and whoever waits is looked at again. */
export function zoneRestored(simulation: Simulation, zone: number): void {
  const { outages, now } = simulation;
  const outage = outages.get(zone);
  if (outage === undefined || now < outage.untilMs) return;
  outages.delete(zone);
  for (const entry of outage.lost) registerAgain(simulation, entry, zone);
  for (const cluster of simulation.clusterStates) lookAtAllQueues(simulation, cluster);
  for (const group of simulation.groups) setGroupPass(simulation, group);
}

/** A new instance in place of one of a fixed fleet: the scenario wants so many. */
export function registerAgain(simulation: Simulation, entry: number, zone: number): void {
  const { entries, clusterStates, scenario } = simulation;
  const { cluster, name } = entries[entry]!;
  const position = entries
    .slice(0, entry)
    .filter((other) => !other.ideal && other.cluster === cluster).length;
  const spec = scenario.clusters[cluster]!.containerInstances[position]!;
  const number = simulation.nextInstanceNumber(name);
  const state = clusterStates[cluster]!;
  const instance = registerContainerInstance(simulation, state, entry, spec, number, zone);
  activate(simulation, instance);
  noteRoom(simulation, instance);
}
