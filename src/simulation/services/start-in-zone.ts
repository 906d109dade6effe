import { NONE } from '../../model/task-table.ts';
import { type PlacementRules, placeTask } from '../../policies/placement/place-task.ts';
import { hasAddressIn } from '../addresses.ts';
import { makeTask } from '../make-task.ts';
import { isZoneOut } from '../outage.ts';
import { placeOnFargate, placeOnInstance, tellPlacing } from '../place.ts';
import { fargateRefusal, mayLaunch } from '../rates/fargate-launches.ts';
import type { Simulation } from '../simulation.ts';
import type { Workload } from '../workload.ts';
import { fillNeed } from './fill-need.ts';
import { primaryOf, type Service } from './service.ts';
import { chooseProvider } from './start-task.ts';

/**
 * Starts one task of the PRIMARY deployment in a zone, on the instances that are there (ecs: ); gives its id, or null when
 * the zone has no room. `provider`: the capacity provider that it must be of, or -1.
 */
export function startInZone(
  simulation: Simulation,
  service: Service,
  zone: number,
  provider: number,
): string | null {
  const deployment = primaryOf(service);
  const workload = simulation.workloadStates[deployment.workload]!;
  const chosen = provider === NONE ? chooseProvider(simulation, service) : provider;
  const instance = workload.fargate ? NONE : instanceInZone(simulation, workload, chosen, zone);
  const hasRoom = workload.fargate ? isOpen(simulation, workload, zone, chosen) : instance !== NONE;
  if (!hasRoom) return null;
  const task = makeTask(simulation, workload, chosen);
  simulation.tasks.deployment[task] = deployment.number;
  if (workload.fargate) placeOnFargate(simulation, task, workload, zone);
  else {
    tellPlacing(simulation, task, zone);
    placeOnInstance(simulation, task, instance);
  }
  deployment.tasks.add(task);
  return simulation.taskId(task);
}

function isOpen(simulation: Simulation, workload: Workload, zone: number, provider: number): boolean {
  if (!mayLaunch(simulation, provider)) return false;
  if (fargateRefusal(simulation, workload, provider, workload.definition.need.cpu) !== null) return false;
  return !isZoneOut(simulation, zone) && hasAddressIn(simulation, workload, zone);
}

/** As the service places its tasks, among the instances of the zone. */
function instanceInZone(simulation: Simulation, workload: Workload, provider: number, zone: number): number {
  const { view } = simulation.clusterStates[workload.cluster]!;
  const rules = rulesInZone(simulation, workload.rules[provider + 1]!, zone);
  fillNeed(simulation, workload);
  return placeTask(view, simulation.request, rules, simulation.candidates, workload.placement);
}

/** The same rules, for the instances of one zone. */
export function rulesInZone({ zones }: Simulation, rules: PlacementRules, zone: number): PlacementRules {
  const allowed = rules.requirements.zones;
  const onlyThere = zones.map((_, i) => i === zone && allowed?.[i] !== false);
  return { ...rules, indexed: null, requirements: { ...rules.requirements, zones: onlyThere } };
}
