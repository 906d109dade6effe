import { NONE } from '../../model/task-table.ts';
import type { Simulation } from '../simulation.ts';
import { setPass } from './pass.ts';

/**
 * An instance came, went or changes its status: services that follow the instances look at them, and those that have tasks
 * on one that drains (ecs: ). For all others the change is no event.
 */
export function clusterChanged(simulation: Simulation, cluster: number, drains: boolean): void {
  for (const service of simulation.serviceStates) {
    if (service.cluster !== cluster || service.deployments.length === 0) continue;
    const { schedulingStrategy, availabilityZoneRebalancing } = service.spec;
    if (schedulingStrategy === 'DAEMON' || availabilityZoneRebalancing || drains)
      setPass(simulation, service, simulation.now);
  }
}

/** An instance takes tasks from now on: services that could not place one try again, if they are to (ecs: ). */
export function capacityAdded(simulation: Simulation, cluster: number): void {
  if (!simulation.scenario.timings['placement.retryOnCapacityChange']) return;
  for (const service of simulation.serviceStates) {
    if (service.cluster !== cluster || service.unplacedSince === NONE) continue;
    service.unplacedTryAt = simulation.now;
    service.startsFrom = simulation.now;
    setPass(simulation, service, simulation.now);
  }
}

/** The last task beside the daemons' may have left a DRAINING instance: now theirs stop, too (ecs:R-4.22). */
export function drainedTaskGone(simulation: Simulation, cluster: number): void {
  for (const service of simulation.serviceStates)
    if (service.cluster === cluster && service.spec.schedulingStrategy === 'DAEMON')
      setPass(simulation, service, simulation.now);
}
