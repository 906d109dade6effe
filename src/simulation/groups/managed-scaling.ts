import { NONE } from '../../model/task-table.ts';
import {
  type Amounts,
  capacityForReservation,
  neededInstances,
  type ProviderView,
  type ProvisioningGroup,
  scaleInStep,
} from '../../policies/capacity/managed-scaling.ts';
import type { ManagedScalingSpec } from '../../scenario/scenario.ts';
import type { Alarm } from '../metrics/metrics.ts';
import { primaryOf } from '../services/service.ts';
import type { Simulation } from '../simulation.ts';
import { rulesOf } from '../workload.ts';
import type { Group } from './group.ts';
import { setDesiredCapacity } from './set-desired-capacity.ts';

/** What managed scaling sees of a group now (ecs: ). */
export function providerView(
  simulation: Simulation,
  group: Group,
  managed: ManagedScalingSpec,
): ProviderView {
  const waiting = waitingGroups(simulation, group);
  return {
    instances: group.active,
    inUse: group.inUse,
    waiting,
    // Only what waits is held against them.
    types: waiting.length === 0 ? [] : [typeOf(simulation, group)],
    minimumStep: managed.minimumStep,
    maximumStep: managed.maximumStep,
    packing: simulation.scenario.timings['managedScaling.packing'],
  };
}

/** What came of a call of managed scaling. */
export interface ManagedDecision {
  readonly direction: 'out' | 'in';
  readonly instances: number;
  readonly needed: number;
  readonly reservation: number;
  readonly computed: number;
  readonly from: number;
  readonly to: number;
  readonly reason:
    | 'scaled'
    | 'warmUp'
    | 'alreadyAtMaximum'
    | 'alreadyAtMinimum'
    | 'alreadyAtDesired'
    | 'noData';
  /** The next try changes nothing before, ms; 0: at any time. */
  readonly until: number;
}

/** An alarm of the provider is in ALARM: the group gets another desired capacity, or keeps it (ecs: ). */
export function callManagedScaling(
  simulation: Simulation,
  alarm: Alarm,
  reservation: number,
): ManagedDecision {
  const { group: index, side } = alarm.manages!;
  const group = simulation.groups[index]!;
  const decision = decideManaged(simulation, group, side, reservation);
  if (decision.to !== decision.from) {
    const { name } = group.spec.provider!;
    const { needed, instances } = decision;
    const cause = `monitor alarm ${alarm.name} in state ALARM triggered managed scaling of capacity provider ${name}: M ${needed}, N ${instances}`;
    setDesiredCapacity(simulation, group, decision.to, cause);
  }
  return decision;
}

/** What managed scaling would do now. */
export function decideManaged(
  simulation: Simulation,
  group: Group,
  side: 'high' | 'low',
  reservation: number,
): ManagedDecision {
  const managed = group.spec.provider!.managedScaling!;
  const view = providerView(simulation, group, managed);
  const { instances } = view;
  const computed = capacityForReservation(instances, reservation, managed.targetCapacity);
  const { desired: from, minimum, maximum } = group;
  const direction = side === 'high' ? 'out' : 'in';
  const facts = { direction, instances, needed: neededInstances(view), reservation, computed, from } as const;
  const asItIs = (reason: ManagedDecision['reason'], until = 0) =>
    ({ ...facts, to: from, reason, until }) as const;
  if (side === 'high') {
    const warmAt = warmFrom(simulation, group, managed.warmUpMs);
    if (warmAt > simulation.now) return asItIs('warmUp', warmAt);
    const to = Math.min(maximum, computed);
    if (to > from) return { ...facts, to, reason: 'scaled', until: 0 };
    return asItIs(from >= maximum && computed > from ? 'alreadyAtMaximum' : 'alreadyAtDesired');
  }
  const to = Math.max(minimum, scaleInStep(instances, computed));
  if (to < from) return { ...facts, to, reason: 'scaled', until: 0 };
  return asItIs(from <= minimum ? 'alreadyAtMinimum' : 'alreadyAtDesired');
}

/** From when on all of its instances have had their warm-up (ecs: ); those whose launch is ordered have not. */
function warmFrom({ fleet, now }: Simulation, { instances, launching }: Group, warmUpMs: number): number {
  if (launching > 0) return now + warmUpMs;
  const latest = instances.at(-1);
  return latest === undefined ? Number.NEGATIVE_INFINITY : fleet.launchedAt[latest]! + warmUpMs;
}

/** Tasks in PROVISIONING for the provider, together with those of any service that ask for the same (ecs: ). */
function waitingGroups(simulation: Simulation, group: Group): ProvisioningGroup[] {
  const { tasks } = simulation;
  const found = new Map<string, ProvisioningGroup>();
  for (const queue of simulation.clusterStates[group.cluster]!.queues) {
    const { head, accepted } = queue;
    if (accepted === 0 || head === NONE || tasks.provider[head] !== group.provider) continue;
    const { enis, ports } = rulesOf(simulation, head).requirements;
    const { distinctInstance } = simulation.workloadStates[queue.workload]!;
    const need = { cpu: tasks.cpu[head]!, memory: tasks.memory[head]!, gpu: tasks.gpu[head]!, enis };
    // Tasks that keep their own kind away are apart from all others.
    const alone = distinctInstance ? queue.key : ports === null ? '' : `ports ${ports.bits.join()}`;
    const key = `${Object.values(need).join('/')} ${alone}`;
    const count = accepted + (found.get(key)?.count ?? 0);
    found.set(key, { count, need, isAlone: alone !== '' });
  }
  return [...found.values()];
}

/** What tasks can have of an instance of the group: what it registers less what the cluster's daemons take. */
function typeOf(simulation: Simulation, { spec, cluster }: Group): Amounts {
  const { registered, awsvpcTasks } = spec.instances;
  let { cpu, memory, gpu } = registered;
  for (const service of simulation.serviceStates) {
    if (service.cluster !== cluster || service.spec.schedulingStrategy !== 'DAEMON') continue;
    const { need } = simulation.workloadStates[primaryOf(service).workload]!.definition;
    cpu -= need.cpu;
    memory -= need.memory;
    gpu -= need.gpu;
  }
  return { cpu, memory, gpu, enis: awsvpcTasks ?? Number.POSITIVE_INFINITY };
}
