import { type Listeners, listenersOf, type Observer } from '../events/observer.ts';
import type {
  ContainerNow,
  DefinitionFacts,
  HealthStatus,
  InstanceEntry,
  ProviderFacts,
  RequestPart,
  ServiceFacts,
  WorkloadFacts,
  World,
} from '../events/world.ts';
import { Digest } from '../kernel/digest.ts';
import { TimerQueue } from '../kernel/timer-queue.ts';
import { Fleet } from '../model/fleet.ts';
import { type TaskIndex, TaskTable } from '../model/task-table.ts';
import { Candidates } from '../policies/placement/candidates.ts';
import type { PlacementIndex } from '../policies/placement/index/placement-index.ts';
import type { PlacementRequest, PlacementView } from '../policies/placement/placement.ts';
import { RequestModels } from '../requests/request-models.ts';
import type { ContainerInstanceSpec, Scenario } from '../scenario/scenario.ts';
import type { Disconnection } from './api/disconnect-agents.ts';
import { AttributeValues } from './attribute-values.ts';
import type { TaskContainers } from './containers/task-containers.ts';
import { EventLimitError } from './event-limit-error.ts';
import type { Mishap } from './failures/mishap.ts';
import type { Group, LaunchKind } from './groups/group.ts';
import type { Host, HostTask } from './hosts/host.ts';
import type { Work } from './hosts/work.ts';
import { requestSpread } from './load/request-spread.ts';
import type { ServiceLoad } from './load/service-load.ts';
import type { StationProfile } from './load/station-profile.ts';
import { MetricObserver, metersOf } from './metrics/metric-observer.ts';
import type { Metrics } from './metrics/metrics.ts';
import { openMetrics } from './metrics/open-metrics.ts';
import { NamePool } from './name-pool.ts';
import type { Outage } from './outage.ts';
import { type Account, openAccount } from './rates/account.ts';
import { openTargets } from './scaling/open-targets.ts';
import type { ScalableTarget } from './scaling/scalable-target.ts';
import type { Deployment, Service } from './services/service.ts';
import { serviceFacts } from './services/service-facts.ts';
import type { TaskTargets } from './targets/task-targets.ts';
import { IS_TASK_TIMER, TimerKind } from './timer-kind.ts';
import type { WaitQueue } from './waiting.ts';
import type { Workload } from './workload.ts';

/**
 * More events than this at one instant, counted anew from each arrival and beside those that the tasks alive explain, are
 * taken for a loop.
 */
export const EVENTS_AT_ONE_INSTANT = 1_000_000;
/** A task's whole life at one instant has fewer. */
const EVENTS_A_TASK = 16;

/** What the engine keeps of one cluster. */
export interface Cluster {
  readonly name: string;
  readonly index: number;
  readonly view: PlacementView;
  /** What is kept beside its instances so that placements look at few of them. */
  readonly placementIndex: PlacementIndex;
  /** Whether some workload looks at task groups. */
  usesGroups: boolean;
  /** Whether its instances' CPU and memory are looked at as a whole, because tasks may get in each other's way on them. */
  sharesHosts: boolean;
  /** Whether some constraint asks about the tasks on an instance, so that a task that comes can let another one in. */
  asksAboutTasks: boolean;
  /** Entry of the ideal fleet, or -1. */
  readonly idealEntry: number;
  /** Rows of closed instances of the ideal fleet, lowest last. */
  closed: number[];
  /** Queues with at least one waiting task. */
  queues: WaitQueue[];
  waiting: number;
  /** Of those the tasks that are accepted: in PROVISIONING for a capacity provider. */
  provisioning: number;
  /** Instances on which something was released since the last pass, when somebody waits. */
  changed: number[];
  passIsSet: boolean;
  /** The next pass looks at every queue, whatever has changed. */
  looksAtAll: boolean;
  /** Live Fargate tasks by capacity provider + 1 (0: launch type), then by zone. */
  readonly fargateByZone: number[][];
  readonly fargateZones: readonly number[];
}

/** All state of one run. Everything hangs on this object; it is changed by `api/` and `handlers/` only. */
export class Simulation implements World {
  readonly scenario: Scenario;
  readonly observers: readonly Observer[];
  readonly listeners: Listeners;
  readonly timers = new TimerQueue();
  readonly tasks = new TaskTable();
  readonly fleet = new Fleet();
  readonly digest = new Digest();
  readonly candidates = new Candidates();
  readonly request: PlacementRequest = { cpu: 0, memory: 0, gpu: 0, group: 0 };
  readonly groupNames = new NamePool();
  readonly attributeValues = new AttributeValues();

  readonly startMs: number;
  readonly clusters: string[] = [];
  readonly zones: string[] = [];
  readonly entries: InstanceEntry[] = [];
  /** The scenario's words for each of them. */
  readonly entrySpecs: ContainerInstanceSpec[] = [];
  readonly definitions: DefinitionFacts[] = [];
  readonly workloads: WorkloadFacts[] = [];
  readonly providers: readonly ProviderFacts[];
  readonly images: string[] = [];
  readonly reasons: string[] = [];
  /** By text, as far as they were looked for; a state that is restored begins anew. */
  readonly reasonIndexes = new Map<string, number>();

  readonly clusterStates: Cluster[] = [];
  readonly workloadStates: Workload[] = [];
  readonly serviceStates: Service[] = [];
  /** Every deployment so far; its number is one more than its place. */
  readonly deployments: { readonly service: Service; readonly deployment: Deployment }[] = [];
  /** Stems of task ids and how many ids each has given. */
  readonly stems: { readonly name: string; count: number }[] = [];
  /** By name, how many instance ids it has given. */
  instanceNumbers = new Map<string, number>();
  /** By image, then by instance: the moment from which it is in the instance's cache; Infinity = never pulled. */
  readonly imageReadyAt: Float64Array[] = [];
  /** Fixed host ports that some task asks for, as `tcp/80`: their bits in `Fleet.portBits`. */
  readonly hostPorts: readonly string[];
  /** Values of `ecs.os-family`. */
  private readonly osFamilies: string[] = [];
  /** Free addresses of each subnet. */
  readonly subnetFree: number[];

  /** What the account's quotas and rates count. */
  readonly account: Account;

  /** Milliseconds from the run's start. */
  now = 0;
  /** State changes so far. */
  events = 0;
  eventsThisInstant = 0;
  eventsAllowed: number = EVENTS_AT_ONE_INSTANT;
  /** Next instant of each workload's source. */
  nextArrivals: Float64Array = new Float64Array(0);
  /** Workload of the arrival that is set, or -1. */
  nextWorkload = -1;
  /** Workload whose trace needs bytes before the run can go on, or -1. */
  starving = -1;
  ended = false;
  /** Waiting queues ever opened: the next number. */
  queuesMade = 0;
  /** Tasks after the warm-up whose size Fargate does not have, rounded up: how many, and what was added. */
  readonly roundedUp = { tasks: 0, cpu: 0, memory: 0 };
  /** Tasks that found no address in their subnets, and when the first of them did; -1 for never. */
  readonly withoutAddress = { tasks: 0, firstAt: -1 };
  /** Container instances that are DRAINING now. */
  draining = 0;
  /** Actions to come that make instances ACTIVE again: those who wait may have room then. */
  activationsDue = 0;
  /** Actions to come that register more instances. */
  registrationsDue = 0;
  /** Actions to come that may give an Auto Scaling group more instances. */
  groupUpdatesDue = 0;
  /** By task of a service, the instant at which its scale-in protection ends (ecs: ). */
  readonly protectedUntil = new Map<TaskIndex, number>();
  /** What befalls tasks, of those that something befalls. */
  readonly mishaps = new Map<TaskIndex, Mishap>();
  /** Tasks of services whose Fargate hosts are to be retired. */
  readonly retired = new Set<TaskIndex>();
  /** Availability Zones that are out now. */
  readonly outages = new Map<number, Outage>();
  /** Container instances whose agents have no connection now. */
  readonly disconnected = new Map<number, Disconnection>();
  /** What is inside the tasks whose containers have lives of their own. */
  readonly containers = new Map<TaskIndex, TaskContainers>();
  /** How target groups see the tasks of services with load balancers. */
  readonly targets = new Map<TaskIndex, TaskTargets>();
  /** Loads of services, callers before those that they call. */
  readonly loads: ServiceLoad[] = [];
  /** Those that have changed at this instant. */
  changedLoads: number[] = [];
  /** Ordinals of tasks that were lost with their instances at this instant. */
  readonly lost = new Set<number>();
  /** Of those whose container has started again in its place. */
  readonly restarted = new Set<number>();
  /** By service, its place in `loads`, or -1. */
  readonly loadOfService: number[] = [];
  /** Response times by all that they depend on; made when they are needed, they follow from the scenario. */
  readonly models = new RequestModels();
  readonly profiles = new Map<string, StationProfile>();
  /** The instant for which a look at the changed loads and hosts is set, or -1. */
  loadsAt = -1;
  /** Instances whose CPU is shared out by demand, and the RUNNING tasks on them. */
  readonly hosts = new Map<number, Host>();
  readonly hostTasks = new Map<TaskIndex, HostTask>();
  readonly changedHosts = new Set<number>();
  /** What the tasks have yet to do that have work instead of a duration. */
  readonly works = new Map<TaskIndex, Work>();
  /** Tasks that lost a container because of its memory use, and when the first of them did; -1 for never. */
  readonly killed = { tasks: 0, firstAt: -1 };
  /** Instances that were held to their baseline without CPU credits, when the first of them was, and whose tasks wanted more. */
  readonly throttled = { instances: 0, firstAt: -1, workloads: [] as number[] };
  /** What CloudWatch keeps, and what Application Auto Scaling does. */
  readonly metrics: Metrics;
  readonly scalableTargets: readonly ScalableTarget[];
  /** Auto Scaling groups. */
  readonly groups: Group[] = [];
  /** By entry, what its instances are to the group that launches them; of other entries nothing. */
  readonly launchKinds: (LaunchKind | undefined)[] = [];
  /** By service, the scalable target that it is. */
  readonly targetOfService = new Map<number, ScalableTarget>();
  /** By Auto Scaling group, the same, if it has policies or scheduled actions of its own. */
  readonly targetOfGroup = new Map<number, ScalableTarget>();
  /** Sentences about actions that AWS would have refused. */
  readonly refusedActions: { readonly at: number; readonly message: string }[] = [];

  constructor(scenario: Scenario, observers: readonly Observer[]) {
    this.scenario = scenario;
    this.metrics = openMetrics(scenario);
    this.scalableTargets = openTargets(scenario, this.metrics);
    for (const target of this.scalableTargets) {
      const { of, index } = target.spec.scales;
      (of === 'service' ? this.targetOfService : this.targetOfGroup).set(index, target);
    }
    const meters = metersOf(this.metrics, this.scalableTargets);
    const isMetered = this.metrics.groups.length + this.scalableTargets.length > 0;
    this.observers = isMetered ? [new MetricObserver(scenario, meters), ...observers] : observers;
    this.listeners = listenersOf(this.observers);
    this.startMs = scenario.simulation.startMs;
    this.providers = scenario.capacityProviders;
    this.account = openAccount(scenario);
    this.subnetFree = scenario.subnets.map(({ addresses }) => addresses);
    const ports = scenario.taskDefinitions.flatMap(({ hostPorts }) => hostPorts);
    this.hostPorts = [...new Set(ports.map(({ port, protocol }) => `${protocol}/${port}`))];
    this.fleet.trackPorts(this.hostPorts.length);
    for (const observer of this.observers) observer.begin(this);
  }

  get alarmNames(): readonly string[] {
    return this.metrics.alarms.map(({ name }) => name);
  }

  get scalableResources(): readonly string[] {
    return this.scalableTargets.map(({ spec }) => spec.resourceId);
  }

  get autoScalingGroups(): readonly string[] {
    return this.scenario.autoScalingGroups.map(({ name }) => name);
  }

  get services(): readonly ServiceFacts[] {
    return this.serviceStates.map((service) => serviceFacts(this, service));
  }

  taskId(task: TaskIndex): string {
    const mapped = this.tasks.names.get(task);
    if (mapped !== undefined) return mapped;
    const workload = this.workloadStates[this.tasks.workload[task]!]!;
    return `${this.stems[workload.stem]!.name}-${this.tasks.number[task]}`;
  }

  group(task: TaskIndex): string {
    return this.groupNames.name(this.tasks.group[task]!);
  }

  healthStatus(task: TaskIndex): HealthStatus {
    return this.containers.size === 0 ? 'UNKNOWN' : (this.containers.get(task)?.health ?? 'UNKNOWN');
  }

  container(task: TaskIndex, position: number): ContainerNow | null {
    const run = this.containers.size === 0 ? undefined : this.containers.get(task)?.runs[position];
    return run === undefined ? null : { hasStarted: run.startedAt >= 0, exitCode: run.exitCode };
  }

  instanceId(instance: number): string {
    return `${this.entries[this.fleet.entry[instance]!]!.name}-${this.fleet.number[instance]}`;
  }

  requestSpread(service: number): readonly RequestPart[] {
    return requestSpread(this, service);
  }

  /** The next n of an instance's id `NAME-n`. */
  nextInstanceNumber(name: string): number {
    const number = (this.instanceNumbers.get(name) ?? 0) + 1;
    this.instanceNumbers.set(name, number);
    return number;
  }

  /** Sets a timer for a task, `delayMs` from now. */
  setTaskTimer(delayMs: number, phase: number, kind: number, task: TaskIndex): void {
    this.timers.push(this.now + delayMs, phase, kind, task, this.tasks.generation[task]!);
  }

  /** Index of an Availability Zone. */
  zone(name: string): number {
    const known = this.zones.indexOf(name);
    return known >= 0 ? known : this.zones.push(name) - 1;
  }

  /** Index of an `ecs.os-family`. */
  osFamily(name: string): number {
    const known = this.osFamilies.indexOf(name);
    return known >= 0 ? known : this.osFamilies.push(name) - 1;
  }

  /** Index of a text among the reasons. */
  reason(text: string): number {
    const { reasons, reasonIndexes } = this;
    for (let i = reasonIndexes.size; i < reasons.length; i++) reasonIndexes.set(reasons[i]!, i);
    const known = reasonIndexes.get(text);
    return known ?? reasons.push(text) - 1;
  }

  /** The clock goes on: what may happen at this instant depends on how many tasks can change at it. */
  beginInstant(at: number): void {
    this.now = at;
    this.eventsThisInstant = 0;
    this.eventsAllowed = EVENTS_AT_ONE_INSTANT + EVENTS_A_TASK * this.tasks.live;
  }

  private loopAtThisInstant(): string {
    const { kind, subject } = this.timers;
    const name = Object.keys(TimerKind)[kind]!;
    const about = IS_TASK_TIMER[kind] === 1 ? `, the last about task ${this.taskId(subject)}` : '';
    const at = `${this.now} ms after the start`;
    return `More than ${this.eventsAllowed} events at one instant, ${at}, and no task that arrived among them: a loop of ${name} timers${about}.`;
  }

  countEvent(): void {
    this.events++;
    if (++this.eventsThisInstant > this.eventsAllowed) throw new EventLimitError(this.loopAtThisInstant());
  }
}
