import { InstanceStatus } from '../../model/instance-status.ts';
import { NONE } from '../../model/task-table.ts';
import { maxTasks } from '../../policies/deployment/bounds.ts';
import type { RebalanceView } from '../../policies/deployment/rebalance.ts';
import { isOfKind } from '../../policies/placement/has-room.ts';
import { hasSubnetIn } from '../addresses.ts';
import type { Simulation } from '../simulation.ts';
import type { Workload } from '../workload.ts';
import { isHealthy, isProtected } from './count-tasks.ts';
import { primaryOf, type Service } from './service.ts';

/** Tasks of a service that are balanced by themselves. */
export interface BalanceGroup {
  /** Its Fargate capacity provider; -1: the tasks of all, or of a launch type. */
  readonly provider: number;
  /** The zones of the view, as the run numbers them. */
  readonly zones: readonly number[];
  readonly view: RebalanceView;
}

/** With several Fargate capacity providers the tasks of each are spread apart (ecs: ). */
export function balanceGroups(simulation: Simulation, service: Service): BalanceGroup[] {
  const workload = simulation.workloadStates[primaryOf(service).workload]!;
  const zones = zonesOf(simulation, service, workload);
  if (zones.length === 0) return [];
  const providers = service.strategy.map(({ provider }) => provider);
  const groups = workload.fargate && providers.length > 1 ? providers : [NONE];
  return groups.map((provider) => groupOf(simulation, service, provider, zones));
}

function groupOf(
  simulation: Simulation,
  service: Service,
  provider: number,
  zones: readonly number[],
): BalanceGroup {
  const { tasks } = simulation;
  const counts = zones.map(() => ({ tasks: 0, settling: 0, protectedTasks: 0 }));
  let own = 0;
  const all = primaryOf(service).tasks;
  for (const task of all) {
    if (provider !== NONE && tasks.provider[task] !== provider) continue;
    own++;
    const count = counts[zones.indexOf(tasks.zone[task]!)];
    if (count === undefined) continue;
    count.tasks++;
    if (!isHealthy(simulation, task)) count.settling++;
    if (isProtected(simulation, task)) count.protectedTasks++;
  }
  const isItsExtra = provider === NONE || provider === service.rebalanceProvider;
  const most = maxTasks(service.desired, service.configuration.maximumPercent);
  const view = {
    desiredCount: own - (isItsExtra ? service.rebalanceExtra : 0),
    maxTasks: most - (all.size - own),
    zones: counts,
    isDeploying: false,
  };
  return { provider, zones, view };
}

/** The zones that a service has: those of its subnets, or those where an ACTIVE instance is of the right kind (ecs: ). */
function zonesOf(simulation: Simulation, { strategy }: Service, workload: Workload): readonly number[] {
  const { fleet } = simulation;
  const { view, fargateZones } = simulation.clusterStates[workload.cluster]!;
  if (workload.fargate) return fargateZones.filter((zone) => hasSubnetIn(simulation, workload, zone));
  const providers = strategy.length === 0 ? [NONE] : strategy.map(({ provider }) => provider);
  const zones = new Set<number>();
  for (let i = 0; i < view.memberCount; i++) {
    const instance = view.members[i]!;
    if (fleet.status[instance] !== InstanceStatus.ACTIVE) continue;
    if (providers.some((provider) => isOfKind(fleet, instance, workload.rules[provider + 1]!.requirements)))
      zones.add(fleet.zone[instance]!);
  }
  return [...zones].sort((a, b) => a - b);
}

/** Tasks of all groups by the name of the zone. */
export function tasksByZone(
  simulation: Simulation,
  groups: readonly BalanceGroup[],
): readonly (readonly [string, number])[] {
  const [first] = groups;
  if (first === undefined) return [];
  return first.zones.map((zone, i) => [
    simulation.zones[zone]!,
    groups.reduce((sum, { view }) => sum + view.zones[i]!.tasks, 0),
  ]);
}
