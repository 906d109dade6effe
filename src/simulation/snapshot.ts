import { assert } from '../kernel/assert.ts';
import type { DigestState } from '../kernel/digest.ts';
import type { StreamState } from '../kernel/streams.ts';
import type { TimerQueueState } from '../kernel/timer-queue.ts';
import type { Fleet, FleetState } from '../model/fleet.ts';
import type { GroupCountsState } from '../model/group-counts.ts';
import type { TaskTableState } from '../model/task-table.ts';
import { copyContainers, type TaskContainers } from './containers/task-containers.ts';
import { type FaultsState, restoreFaults, snapshotFaults } from './failures/faults-state.ts';
import { type GroupsState, restoreGroups, snapshotGroups } from './groups/groups-state.ts';
import { type LoadsState, restoreLoads, snapshotLoads } from './load/loads-state.ts';
import { type MetricsState, restoreMetrics, snapshotMetrics } from './metrics/metrics-state.ts';
import type { NamePoolState } from './name-pool.ts';
import { type Account, copyAccount } from './rates/account.ts';
import { restoreTargets, snapshotTargets, type TargetsState } from './scaling/targets-state.ts';
import { restoreServices, type ServicesState, snapshotServices } from './services/services-state.ts';
import type { Simulation } from './simulation.ts';
import { copyTargets, type TaskTargets } from './targets/task-targets.ts';
import type { WaitQueue } from './waiting.ts';
import type { Workload } from './workload.ts';

/** All state of a run as plain data; it shares nothing with the run. */
export interface SimulationState {
  readonly timers: TimerQueueState;
  readonly tasks: TaskTableState;
  readonly fleet: FleetState;
  readonly digest: DigestState;
  readonly groupNames: NamePoolState;
  readonly counters: Readonly<Record<(typeof COUNTERS)[number], number>>;
  readonly ended: boolean;
  readonly reasons: readonly string[];
  readonly stems: readonly number[];
  readonly instanceNumbers: readonly (readonly [string, number])[];
  readonly zones: readonly string[];
  readonly attributeValues: readonly (readonly string[])[];
  readonly nextArrivals: Float64Array;
  readonly subnetFree: readonly number[];
  readonly imageReadyAt: readonly Float64Array[];
  readonly roundedUp: { readonly tasks: number; readonly cpu: number; readonly memory: number };
  readonly withoutAddress: { readonly tasks: number; readonly firstAt: number };
  readonly refusedActions: readonly { readonly at: number; readonly message: string }[];
  readonly protectedUntil: readonly (readonly [number, number])[];
  readonly faults: FaultsState;
  readonly account: Account;
  readonly containers: readonly (readonly [number, TaskContainers])[];
  readonly targets: readonly (readonly [number, TaskTargets])[];
  readonly clusters: readonly ClusterState[];
  readonly workloads: readonly WorkloadState[];
  readonly services: ServicesState;
  readonly loads: LoadsState;
  readonly groups: GroupsState;
  readonly metrics: MetricsState;
  readonly scalableTargets: TargetsState;
}

interface ClusterState {
  readonly groups: GroupCountsState;
  readonly lastPlaced: number;
  readonly members: Int32Array;
  readonly closed: readonly number[];
  readonly queues: readonly WaitQueue[];
  readonly waiting: number;
  readonly provisioning: number;
  readonly changed: readonly number[];
  readonly passIsSet: boolean;
  readonly looksAtAll: boolean;
  readonly fargateByZone: readonly (readonly number[])[];
}

interface WorkloadState {
  readonly source: unknown;
  readonly streams: readonly (StreamState | null)[];
  readonly waiting: number;
  readonly chosen: readonly number[];
  readonly calledAt: number;
}

const COUNTERS = [
  'now',
  'events',
  'eventsThisInstant',
  'eventsAllowed',
  'nextWorkload',
  'starving',
  'queuesMade',
  'draining',
  'activationsDue',
  'registrationsDue',
  'groupUpdatesDue',
] as const;

/** The state of a run, to be given to `restore`. */
export function snapshot(simulation: Simulation): SimulationState {
  const { timers, tasks, fleet, digest, groupNames } = simulation;
  return {
    timers: timers.snapshot(),
    tasks: tasks.snapshot(),
    fleet: fleet.snapshot(),
    digest: digest.snapshot(),
    groupNames: groupNames.snapshot(),
    counters: Object.fromEntries(
      COUNTERS.map((name) => [name, simulation[name]]),
    ) as SimulationState['counters'],
    ended: simulation.ended,
    reasons: [...simulation.reasons],
    stems: simulation.stems.map((stem) => stem.count),
    instanceNumbers: [...simulation.instanceNumbers],
    zones: [...simulation.zones],
    attributeValues: simulation.attributeValues.snapshot(),
    nextArrivals: simulation.nextArrivals.slice(),
    subnetFree: [...simulation.subnetFree],
    imageReadyAt: simulation.imageReadyAt.map((column) => column.slice()),
    roundedUp: { ...simulation.roundedUp },
    withoutAddress: { ...simulation.withoutAddress },
    refusedActions: simulation.refusedActions.map((refused) => ({ ...refused })),
    protectedUntil: [...simulation.protectedUntil],
    faults: snapshotFaults(simulation),
    targets: [...simulation.targets].map(([task, targets]) => [task, copyTargets(targets)]),
    account: copyAccount(simulation.account),
    containers: copiesOf(simulation.containers),
    clusters: simulation.clusterStates.map((cluster) => ({
      groups: cluster.view.groups.snapshot(),
      lastPlaced: cluster.view.lastPlaced,
      members: cluster.view.members.slice(0, cluster.view.memberCount),
      closed: [...cluster.closed],
      queues: cluster.queues.map((queue) => ({ ...queue, polls: [...queue.polls] })),
      waiting: cluster.waiting,
      provisioning: cluster.provisioning,
      changed: [...cluster.changed],
      passIsSet: cluster.passIsSet,
      looksAtAll: cluster.looksAtAll,
      fargateByZone: cluster.fargateByZone.map((counts) => [...counts]),
    })),
    services: snapshotServices(simulation),
    loads: snapshotLoads(simulation),
    groups: snapshotGroups(simulation),
    metrics: snapshotMetrics(simulation),
    scalableTargets: snapshotTargets(simulation),
    workloads: simulation.workloadStates.map((workload) => ({
      source: workload.source.snapshot(),
      streams: streamsOf(workload).map((stream) => stream?.snapshot() ?? null),
      waiting: workload.waiting,
      chosen: [...workload.chosen],
      calledAt: workload.calledAt,
    })),
  };
}

/** Puts a run that was made from the same scenario into a saved state; the state can be used again. */
export function restore(simulation: Simulation, state: SimulationState): void {
  assert(
    state.workloads.length === simulation.workloadStates.length,
    'a state was restored into a run of another scenario',
  );
  simulation.timers.restore(state.timers);
  simulation.tasks.restore(state.tasks);
  simulation.fleet.restore(state.fleet as ReturnType<Fleet['snapshot']>);
  simulation.digest.restore(state.digest);
  simulation.groupNames.restore(state.groupNames);
  Object.assign(simulation, state.counters);
  simulation.ended = state.ended;
  refill(simulation.reasons, state.reasons);
  simulation.reasonIndexes.clear();
  refill(simulation.zones, state.zones);
  for (const [i, count] of state.stems.entries()) simulation.stems[i]!.count = count;
  simulation.instanceNumbers = new Map(state.instanceNumbers);
  simulation.attributeValues.restore(state.attributeValues);
  simulation.nextArrivals = state.nextArrivals.slice();
  refill(simulation.subnetFree, state.subnetFree);
  refill(
    simulation.imageReadyAt,
    state.imageReadyAt.map((column) => column.slice()),
  );
  Object.assign(simulation.roundedUp, state.roundedUp);
  Object.assign(simulation.withoutAddress, state.withoutAddress);
  refill(simulation.refusedActions, state.refusedActions);
  simulation.protectedUntil.clear();
  for (const [task, until] of state.protectedUntil) simulation.protectedUntil.set(task, until);
  simulation.containers.clear();
  for (const [task, inside] of copiesOf(state.containers)) simulation.containers.set(task, inside);
  for (const [i, saved] of state.clusters.entries()) {
    const cluster = simulation.clusterStates[i]!;
    cluster.view.members = new Int32Array(Math.max(64, saved.members.length));
    cluster.view.members.set(saved.members);
    cluster.view.memberCount = saved.members.length;
    cluster.view.lastPlaced = saved.lastPlaced;
    cluster.view.groups.restore(saved.groups);
    cluster.placementIndex.rebuild(cluster.view, simulation.request);
    cluster.closed = [...saved.closed];
    cluster.queues = saved.queues.map((queue) => ({ ...queue, polls: [...queue.polls] }));
    cluster.waiting = saved.waiting;
    cluster.provisioning = saved.provisioning;
    cluster.changed = [...saved.changed];
    cluster.passIsSet = saved.passIsSet;
    cluster.looksAtAll = saved.looksAtAll;
    refill(
      cluster.fargateByZone,
      saved.fargateByZone.map((counts) => [...counts]),
    );
  }
  restoreServices(simulation, state.services);
  restoreLoads(simulation, state.loads);
  restoreGroups(simulation, state.groups);
  restoreMetrics(simulation, state.metrics);
  restoreTargets(simulation, state.scalableTargets);
  restoreFaults(simulation, state.faults);
  simulation.targets.clear();
  for (const [task, targets] of state.targets) simulation.targets.set(task, copyTargets(targets));
  Object.assign(simulation.account, copyAccount(state.account));
  for (const [i, saved] of state.workloads.entries()) {
    const workload = simulation.workloadStates[i]!;
    workload.source.restore(saved.source as never);
    workload.waiting = saved.waiting;
    refill(workload.chosen, saved.chosen);
    workload.calledAt = saved.calledAt;
    for (const [j, stream] of streamsOf(workload).entries())
      if (saved.streams[j] !== null) stream?.restore(saved.streams[j] as StreamState);
  }
}

function streamsOf(workload: Workload) {
  const { duration, provision, handOver, containerStart, giveBack, sigterm, pull, placement } = workload;
  const drawn = workload.failures.flatMap(({ whether, when }) => [whether, when]);
  const { targetPlan: targets } = workload;
  return [
    duration,
    provision,
    handOver,
    containerStart,
    giveBack,
    sigterm,
    pull,
    placement,
    ...drawn,
    targets?.firstCheck,
    targets?.register,
    targets?.deregister,
  ];
}

function copiesOf(
  containers: SimulationState['containers'] | Simulation['containers'],
): [number, TaskContainers][] {
  return Array.from(containers, ([task, inside]) => [task, copyContainers(inside)]);
}

function refill<T>(target: T[], values: readonly T[]): void {
  target.length = 0;
  for (const value of values) target.push(value);
}
