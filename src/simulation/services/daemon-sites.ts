import { InstanceStatus } from '../../model/instance-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { DaemonInstance } from '../../policies/deployment/daemon.ts';
import { isOfKind } from '../../policies/placement/has-room.ts';
import type { PlacementRules } from '../../policies/placement/place-task.ts';
import { constraintOf } from '../../policies/placement/registry.ts';
import type { Cluster, Simulation } from '../simulation.ts';
import { isHealthy, isUnhealthy } from './count-tasks.ts';
import { fillNeed } from './fill-need.ts';
import { primaryOf, type Service } from './service.ts';

/** A container instance that a DAEMON service looks at. */
export interface DaemonSite {
  readonly instance: number;
  /** Its task there whose desiredStatus is RUNNING, or -1. */
  readonly task: TaskIndex;
  /** How a task is placed there; null: not at all. */
  readonly rules: PlacementRules | null;
  readonly view: DaemonInstance;
}

const { ACTIVE, DRAINING } = InstanceStatus;

/**
 * The ACTIVE and DRAINING instances of the service's cluster in order of registration. An ideal fleet's are left out: a daemon
 * would keep each of them open for ever.
 */
export function daemonSites(simulation: Simulation, service: Service): DaemonSite[] {
  const { fleet, entries } = simulation;
  const cluster = simulation.clusterStates[service.cluster]!;
  const { members, memberCount } = cluster.view;
  const daemons = daemonsByInstance(simulation, service);
  const sites: DaemonSite[] = [];
  fillNeed(simulation, simulation.workloadStates[primaryOf(service).workload]!);
  for (let i = 0; i < memberCount; i++) {
    const instance = members[i]!;
    const status = fleet.status[instance];
    if ((status !== ACTIVE && status !== DRAINING) || entries[fleet.entry[instance]!]!.ideal) continue;
    const rules = rulesAt(simulation, service, instance);
    const task = daemons.get(instance) ?? NONE;
    const view: DaemonInstance = {
      status: status === DRAINING ? 'DRAINING' : 'ACTIVE',
      matches: rules !== null && isAllowed(simulation, cluster, instance, rules),
      daemon: task === NONE ? null : daemonOf(simulation, service, task),
      otherTasks: status === DRAINING ? otherTasks(simulation, instance) : 0,
    };
    sites.push({ instance, task, rules, view });
  }
  return sites;
}

function daemonsByInstance({ tasks }: Simulation, service: Service): Map<number, TaskIndex> {
  const daemons = new Map<number, TaskIndex>();
  for (const deployment of service.deployments)
    for (const task of deployment.tasks) daemons.set(tasks.instance[task]!, task);
  return daemons;
}

/** One whose checks have failed is replaced where it stands, as an old one is (ecs: ). */
function daemonOf(simulation: Simulation, service: Service, task: TaskIndex): DaemonInstance['daemon'] {
  const isOld =
    simulation.tasks.deployment[task] !== primaryOf(service).number || isUnhealthy(simulation, task);
  return { isOld, isHealthy: isHealthy(simulation, task) };
}

/** With a capacity provider strategy the instances of its providers count, and no others. */
function rulesAt(
  { workloadStates, fleet }: Simulation,
  service: Service,
  instance: number,
): PlacementRules | null {
  const { rules, spec } = workloadStates[primaryOf(service).workload]!;
  const provider = spec.capacityProviderStrategy.length === 0 ? NONE : fleet.provider[instance]!;
  if (provider === NONE && spec.capacityProviderStrategy.length > 0) return null;
  return rules[provider + 1] ?? null;
}

/** Whether the instance is one of those that the service is for: what is asked of it there never changes. */
function isAllowed(
  { fleet, request }: Simulation,
  { view }: Cluster,
  instance: number,
  { requirements, constraints }: PlacementRules,
): boolean {
  return (
    isOfKind(fleet, instance, requirements) &&
    constraints.every(
      (constraint) =>
        constraint.type !== 'memberOf' ||
        !constraint.isStatic ||
        constraintOf(constraint.type).allows(view, request, constraint, instance),
    )
  );
}

/** Tasks on the instance that are not STOPPED and no daemons: for those the daemons wait (ecs: ). */
function otherTasks({ fleet, tasks, workloadStates, serviceStates }: Simulation, instance: number): number {
  let others = 0;
  for (let task = fleet.firstTask[instance]!; task !== NONE; task = tasks.next[task]!) {
    const service = serviceStates[workloadStates[tasks.workload[task]!]!.service];
    if (service?.spec.schedulingStrategy !== 'DAEMON') others++;
  }
  return others;
}
