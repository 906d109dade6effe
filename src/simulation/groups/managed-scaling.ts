import type { ManagedDecision } from '../../events/scaling-news.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE } from '../../model/task-table.ts';
import {
  type Amounts,
  capacityForReservation,
  instanceNeed,
  type ProviderView,
  type ProvisioningGroup,
  scaleInStep,
} from '../../policies/capacity/managed-scaling.ts';
import type { ManagedScalingSpec } from '../../scenario/group-spec.ts';
import type { Resources } from '../../scenario/scenario.ts';
import { closesAt, dataPointAt, newestSeen } from '../metrics/data-points.ts';
import type { Alarm } from '../metrics/metrics.ts';
import { primaryOf } from '../services/service.ts';
import type { Simulation } from '../simulation.ts';
import { rulesOf } from '../workload.ts';
import type { Group } from './group.ts';
import { isSuspended } from './maintenance/suspension.ts';
import { measureAt } from './measures.ts';
import { setDesiredCapacity } from './set-desired-capacity.ts';

/** Tasks in PROVISIONING that ask for the same, and the workloads that they are of. */
export interface WaitingTasks extends ProvisioningGroup {
  readonly workloads: readonly number[];
}

/** What managed scaling sees of a group now (ecs: ). */
export function providerView(
  simulation: Simulation,
  group: Group,
  managed: ManagedScalingSpec,
): Omit<ProviderView, 'waiting'> & { readonly waiting: readonly WaitingTasks[] } {
  const waiting = waitingGroups(simulation, group);
  const { 'managedScaling.counted': counted, 'managedScaling.packing': packing } =
    simulation.scenario.timings;
  return {
    instances: group.active + (counted === 'launched' ? group.members.pending : 0),
    inUse: group.inUse,
    waiting,
    // Only what waits is held against them.
    types: waiting.length === 0 ? [] : typesOf(simulation, group),
    minimumStep: managed.minimumStep,
    maximumStep: managed.maximumStep,
    packing,
  };
}

/** An alarm of the provider is in ALARM: the group gets another desired capacity, or keeps it (ecs: ). */
export function callManagedScaling(
  simulation: Simulation,
  alarm: Alarm,
  evaluatedAt: number,
): ManagedDecision {
  const group = simulation.groups[alarm.manages!.group]!;
  const decision = decideManaged(simulation, alarm, evaluatedAt);
  if (decision.reason === 'scaled') {
    const { name } = group.spec.provider!;
    const { needed, instances } = decision;
    const cause = `monitor alarm ${alarm.name} in state ALARM triggered managed scaling of capacity provider ${name}: M ${needed}, N ${instances}`;
    setDesiredCapacity(simulation, group, decision.to, cause);
    for (const observer of simulation.listeners.managedScaled)
      observer.managedScaled(simulation.now, group.index, decision);
  } else
    for (const observer of simulation.listeners.managedHeld)
      observer.managedHeld(simulation.now, group.index, decision);
  return decision;
}

/**
 * What managed scaling would do if an alarm of its provider called it now after an evaluation at `evaluatedAt`. N and M are those of
 * the data point: since then instances may have come or gone for it.
 */
export function decideManaged(simulation: Simulation, alarm: Alarm, evaluatedAt: number): ManagedDecision {
  const { group: index, side } = alarm.manages!;
  const group = simulation.groups[index]!;
  const managed = group.spec.provider!.managedScaling!;
  const view = providerView(simulation, group, managed);
  const { desired: from, minimum, maximum } = group;
  const { reservation, needed, instances } = seenOf(simulation, alarm, group, evaluatedAt);
  const computed =
    reservation === null ? null : capacityForReservation(instances, reservation, managed.targetCapacity);
  const facts = {
    alarmName: alarm.name,
    direction: side === 'high' ? 'out' : 'in',
    instances,
    needed,
    tasksWaiting: view.waiting.reduce((sum, { count }) => sum + count, 0),
    areTooLarge: instanceNeed(view).by === 'tooLarge',
    reservation,
    computed,
    // A step of what the group is to have: of its instances some may still boot, and others be kept by protection.
    wanted: computed === null || side === 'high' ? computed : scaleInStep(from, computed),
    from,
    minimum,
    maximum,
  } as const;
  const asItIs = (reason: ManagedDecision['reason'], until = 0) =>
    ({ ...facts, to: from, reason, until }) as const;
  if (isSuspended(group, 'AlarmNotification')) return asItIs('suspended');
  if (facts.wanted === null) return asItIs('noData');
  if (side === 'high') {
    const warmAt = warmFrom(simulation, group, managed.warmUpMs);
    if (warmAt > simulation.now) return asItIs('warmUp', warmAt);
    const to = Math.min(maximum, facts.wanted);
    if (to > from) return { ...facts, to, reason: 'scaled', until: 0 };
    return asItIs(from >= maximum && facts.wanted > from ? 'alreadyAtMaximum' : 'alreadyAtDesired');
  }
  const to = Math.max(minimum, facts.wanted);
  if (to < from) return { ...facts, to, reason: 'scaled', until: 0 };
  return asItIs(from <= minimum && facts.wanted < from ? 'alreadyAtMinimum' : 'alreadyAtDesired');
}

/** The newest data point that an evaluation sees, percent, with M and N of its minute; without one M and N are unknown, and 0. */
function seenOf(
  { metrics }: Simulation,
  alarm: Alarm,
  group: Group,
  evaluatedAt: number,
): { readonly reservation: number | null; readonly needed: number; readonly instances: number } {
  const stream = metrics.streams[alarm.stream]!;
  const measured = metrics.groups[stream.group]!;
  const newest = newestSeen(measured, stream, evaluatedAt);
  const reservation = newest < 0 ? Number.NaN : dataPointAt(measured, stream, newest);
  const measure = measureAt(group, closesAt(measured, newest));
  if (Number.isNaN(reservation) || measure === null) return { reservation: null, needed: 0, instances: 0 };
  return { reservation, needed: measure.needed, instances: measure.instances };
}

/** From when on all of its instances have had their warm-up (ecs: ); those whose launch is ordered have not. */
function warmFrom({ now }: Simulation, { members, launching }: Group, warmUpMs: number): number {
  if (launching > 0) return now + warmUpMs;
  let latest = Number.NEGATIVE_INFINITY;
  for (const { lifecycle, joinedAt } of members.all())
    if (!lifecycle.startsWith('Warmed:')) latest = Math.max(latest, joinedAt);
  return latest + warmUpMs;
}

/** Tasks in PROVISIONING for the provider, together with all that ask for the same, whatever they are of (ecs: ). */
function waitingGroups(simulation: Simulation, group: Group): WaitingTasks[] {
  const { tasks, workloadStates } = simulation;
  const found = new Map<string, WaitingTasks>();
  for (const { head, accepted } of simulation.clusterStates[group.cluster]!.queues) {
    let left = accepted;
    for (let task = head; left > 0 && task !== NONE; task = tasks.next[task]!) {
      if (tasks.status[task] !== TaskStatus.PROVISIONING) continue;
      left--;
      // A queue with `waitOrder: strict` has tasks of all providers.
      if (tasks.provider[task] !== group.provider) continue;
      const workload = tasks.workload[task]!;
      const { enis, ports } = rulesOf(simulation, task).requirements;
      const need = { cpu: tasks.cpu[task]!, memory: tasks.memory[task]!, gpu: tasks.gpu[task]!, enis };
      // Those that keep their own kind away can share an instance with others.
      const alone = workloadStates[workload]!.distinctInstance ? `${workload}` : ports?.bits.join('.');
      const key = `${need.cpu}/${need.memory}/${need.gpu}/${enis}/${alone ?? ''}`;
      const { count, workloads } = found.get(key) ?? { count: 0, workloads: [] as readonly number[] };
      const all = workloads.includes(workload) ? workloads : [...workloads, workload];
      found.set(key, { count: count + 1, need, isAlone: alone !== undefined, workloads: all });
    }
  }
  return [...found.values()];
}

/** What tasks can have of each type that the group launches: what it registers less what the cluster's daemons take. */
export function typesOf(simulation: Simulation, { kinds, configuration, cluster }: Group): Amounts[] {
  const types = new Map(
    kinds[configuration]!.map(({ option: { instances } }) => [instances.countedAs, instances]),
  );
  const taken = takenByDaemons(simulation, cluster);
  return [...types.values()].map(({ registered, awsvpcTasks }) => ({
    cpu: registered.cpu - taken.cpu,
    memory: registered.memory - taken.memory,
    gpu: registered.gpu - taken.gpu,
    enis: awsvpcTasks ?? Number.POSITIVE_INFINITY,
  }));
}

/** What the daemons of a cluster take of each instance. */
export function takenByDaemons(simulation: Simulation, cluster: number): Resources {
  let cpu = 0;
  let memory = 0;
  let gpu = 0;
  for (const service of simulation.serviceStates) {
    if (service.cluster !== cluster || service.spec.schedulingStrategy !== 'DAEMON') continue;
    const { need } = simulation.workloadStates[primaryOf(service).workload]!.definition;
    cpu += need.cpu;
    memory += need.memory;
    gpu += need.gpu;
  }
  return { cpu, memory, gpu };
}
