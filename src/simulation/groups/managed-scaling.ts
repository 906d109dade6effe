import { InstanceStatus } from '../../model/instance-status.ts';
import { TaskStatus } from '../../model/task-status.ts';
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
import { type Group, isInUse } from './group.ts';
import { setDesiredCapacity } from './set-desired-capacity.ts';

/** What managed scaling sees of a group now (ecs: ). */
export function providerView(
  simulation: Simulation,
  group: Group,
  managed: ManagedScalingSpec,
): ProviderView {
  const { fleet, scenario } = simulation;
  let instances = 0;
  let inUse = 0;
  for (const instance of group.instances) {
    if (fleet.status[instance] !== InstanceStatus.ACTIVE) continue;
    instances++;
    if (isInUse(simulation, instance)) inUse++;
  }
  return {
    instances,
    inUse,
    waiting: waitingGroups(simulation, group),
    types: [typeOf(simulation, group)],
    minimumStep: managed.minimumStep,
    maximumStep: managed.maximumStep,
    packing: scenario.timings['managedScaling.packing'],
  };
}

/** CapacityProviderReservation of this minute is of so many instances. */
export function noteMeasured({ now, scenario }: Simulation, { measured }: Group, instances: number): void {
  if (measured.at(-1)?.instances === instances) return;
  const { 'managedScaling.delay': delay, 'scaling.actionDelay': actionDelay } = scenario.timings;
  while (measured.length > 1 && measured[1]!.at < now - delay - actionDelay - OLDEST_MS) measured.shift();
  measured.push({ at: now, instances });
}

/** Beyond their delays calls look at no older data points. */
const OLDEST_MS = 180_000;

/** Of how many instances a data point is. */
function measuredAt({ measured }: Group, at: number): number {
  return measured.findLast((known) => known.at <= at)?.instances ?? 0;
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

/** A data point of CapacityProviderReservation, percent, and the end of its minute, ms. */
export interface ReservationPoint {
  readonly reservation: number;
  readonly at: number;
}

/** An alarm of the provider is in ALARM: the group gets another desired capacity, or keeps it (ecs: ). */
export function callManagedScaling(
  simulation: Simulation,
  alarm: Alarm,
  point: ReservationPoint,
): ManagedDecision {
  const { group: index, side } = alarm.manages!;
  const group = simulation.groups[index]!;
  const decision = decideManaged(simulation, group, side, point);
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
  { reservation, at }: ReservationPoint,
): ManagedDecision {
  const managed = group.spec.provider!.managedScaling!;
  const view = providerView(simulation, group, managed);
  const { instances } = view;
  // With the instances of another minute it would ask for what nobody needs (ecs: ).
  const computed = capacityForReservation(measuredAt(group, at), reservation, managed.targetCapacity);
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
  // A step of what the group is to have: of its instances some may still boot, and others be kept by protection.
  const to = Math.max(minimum, scaleInStep(from, computed));
  if (to < from) return { ...facts, to, reason: 'scaled', until: 0 };
  return asItIs(from <= minimum ? 'alreadyAtMinimum' : 'alreadyAtDesired');
}

/** From when on all of its instances have had their warm-up (ecs: ); those whose launch is ordered have not. */
function warmFrom({ fleet, now }: Simulation, { instances, launching }: Group, warmUpMs: number): number {
  let latest = launching > 0 ? now : Number.NEGATIVE_INFINITY;
  for (const instance of instances) latest = Math.max(latest, fleet.launchedAt[instance]!);
  return latest + warmUpMs;
}

/** Tasks in PROVISIONING for the provider, together with all that ask for the same, whatever they are of (ecs: ). */
function waitingGroups(simulation: Simulation, group: Group): ProvisioningGroup[] {
  const { tasks } = simulation;
  const found = new Map<string, ProvisioningGroup>();
  for (const { head, workload, number } of simulation.clusterStates[group.cluster]!.queues) {
    const { fargate, distinctInstance } = simulation.workloadStates[workload]!;
    if (head === NONE || fargate) continue;
    const { enis, ports } = rulesOf(simulation, head).requirements;
    const isAlone = distinctInstance || ports !== null;
    for (let task = head; task !== NONE; task = tasks.next[task]!) {
      // A queue with `waitOrder: strict` has tasks of all providers.
      if (tasks.status[task] !== TaskStatus.PROVISIONING || tasks.provider[task] !== group.provider) continue;
      const need = { cpu: tasks.cpu[task]!, memory: tasks.memory[task]!, gpu: tasks.gpu[task]!, enis };
      // Those that keep only their own like away can share an instance with others.
      const key = `${need.cpu}/${need.memory}/${need.gpu}/${enis}/${isAlone ? number : ''}`;
      const count = (found.get(key)?.count ?? 0) + 1;
      found.set(key, { count, need, isAlone });
    }
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
