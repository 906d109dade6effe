import { ArrivalSource } from '../environment/arrivals/arrival-source.ts';
import type { Distribution } from '../environment/distributions/distribution.ts';
import { Sampler, toGrid } from '../environment/distributions/sampler.ts';
import { Stream } from '../kernel/streams.ts';
import type { TaskIndex } from '../model/task-table.ts';
import type { PlacementRules } from '../policies/placement/place-task.ts';
import { isWindows } from '../scenario/operations/os-family.ts';
import type { Scenario, TaskDefinitionSpec, WorkloadSpec } from '../scenario/scenario.ts';
import { type ContainerPlan, planContainers } from './containers/container-plan.ts';
import { failuresOf, type TaskFailure } from './failures/task-failure.ts';
import type { Simulation } from './simulation.ts';
import { planTargets, type TargetPlan } from './targets/target-plan.ts';

/** A workload as the engine runs it: the decoded spec, its streams, and what is constant for all its tasks. */
export interface Workload {
  readonly index: number;
  readonly spec: WorkloadSpec;
  readonly definition: TaskDefinitionSpec;
  readonly cluster: number;
  readonly fargate: boolean;
  /** Whether a task has a network interface of its own. */
  readonly awsvpc: boolean;
  /** Index of the counter behind `FAMILY-n`. */
  readonly stem: number;
  /** The task group of tasks that bring none of their own; its name is held for the whole run. */
  readonly group: number;
  readonly source: TaskSource;
  /** Null for a trace, whose rows bring their durations, and for a service, whose tasks run until they are stopped. */
  readonly duration: Sampler | null;
  /** Whether what is drawn of a task's `duration` is vCPU-milliseconds of work. */
  readonly isWork: boolean;
  /** Whether a task always uses more memory than its limit. */
  readonly isOverMemory: boolean;
  /** The service whose tasks these are, or -1. */
  readonly service: number;
  /** Whether a task is in PROVISIONING until something of its own is attached: an interface, or a volume (ecs: ). */
  readonly attaches: boolean;
  readonly provision: Sampler;
  /** Of the volume that ECS makes for each task; null: none. */
  readonly attachVolume: Sampler | null;
  readonly handOver: Sampler;
  readonly containerStart: Sampler;
  /** Containers ended to STOPPED. */
  readonly giveBack: Sampler;
  readonly sigterm: Sampler;
  /** Draws how much longer or shorter than the median an image pull is; null when it never is. */
  readonly pull: Stream | null;
  readonly pullSigma: number;
  readonly images: readonly ImagePull[];
  /** How long the containers beside the first essential one may take after SIGTERM; 0 when there are none. */
  readonly othersStopTimeoutMs: number;
  readonly stopTimeoutMs: number;
  /** What its tasks do inside; null: their containers start and end together. */
  readonly containerPlan: ContainerPlan | null;
  /** The target groups of its tasks; null: they have none. */
  readonly targetPlan: TargetPlan | null;
  /** What can befall its tasks. */
  readonly failures: readonly TaskFailure[];
  /** By the capacity provider that was chosen + 1 (0: launch type). */
  readonly rules: readonly PlacementRules[];
  readonly distinctInstance: boolean;
  /** By item of its capacity provider strategy, tasks that it was chosen for: of the present call or of all (ecs: ). */
  readonly chosen: number[];
  /** When the present call of RunTask came. */
  calledAt: number;
  readonly placement: Stream;
  /** Between the calls of a retrying client; `null`: it waits and is told. */
  readonly retryEveryMs: number | null;
  /** From the first call to the last one; `null`: for ever. */
  readonly lastRetryMs: number | null;
  /** Tasks of this workload that wait for room. */
  waiting: number;
}

/** How a task is placed: by its workload, and by the capacity provider that was chosen for it. */
export function rulesOf({ tasks, workloadStates }: Simulation, task: TaskIndex): PlacementRules {
  return workloadStates[tasks.workload[task]!]!.rules[tasks.provider[task]! + 1]!;
}

/** Where the tasks of a workload come from. */
export interface TaskSource {
  /** Instant of the next task, Infinity when over, -1 when bytes must be pushed first. */
  peekMs(): number;
  /** Goes on to the one after it. */
  take(): void;
  snapshot(): unknown;
  restore(state: never): void;
}

/** A task of a trace brings its own facts; they are those of the row that `peekMs` speaks of. */
export interface TraceTaskSource extends TaskSource {
  readonly durationMs: number;
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
  readonly taskId: string;
  readonly group: string;
}

export interface ImagePull {
  readonly name: string;
  readonly image: number;
  /** As the registry holds it. */
  readonly bytes: number;
  /** Median of the time without a cache, in two parts: what every pull takes, and the transfer at up to 1 vCPU. */
  readonly baseMs: number;
  readonly transferMs: number;
  readonly cachedMs: number;
}

export interface WorkloadParts {
  readonly cluster: number;
  readonly stem: number;
  readonly group: number;
  readonly rules: readonly PlacementRules[];
  readonly imageIndex: (image: string) => number;
  readonly traceSource: (workload: WorkloadSpec) => TraceTaskSource;
}

export function compileWorkload(
  scenario: Scenario,
  spec: WorkloadSpec,
  index: number,
  parts: WorkloadParts,
): Workload {
  const { timings } = scenario;
  const { seed, startMs, resolutionMs } = scenario.simulation;
  const definition = scenario.taskDefinitions[spec.taskDefinitionIndex]!;
  const fargate = spec.launchType === 'FARGATE';
  const awsvpc = fargate || definition.networkMode === 'awsvpc';
  const name = (concern: string) => `${seed}/${concern}/${spec.name}`;
  const sampler = (distribution: Distribution, concern: string) =>
    new Sampler(distribution, name(concern), resolutionMs);
  const pull = timings[fargate ? 'pull.fargate' : 'pull.ec2'];
  const rate = pull.megabytesPerSecond;
  const images = new Map<string, number>();
  for (const container of definition.containers) images.set(container.image, container.imageSizeMb);
  const ending = definition.containers.findIndex(({ essential }) => essential);
  const others = definition.containers.filter((_, i) => i !== ending);
  const duration = spec.source.kind === 'arrivals' ? spec.source.duration : null;
  return {
    index,
    spec,
    definition,
    cluster: parts.cluster,
    fargate,
    awsvpc,
    stem: parts.stem,
    group: parts.group,
    source: sourceOf(spec, parts, () => name('arrivals'), startMs, resolutionMs),
    duration:
      duration === null ? null : sampler(duration.kind === 'work' ? duration.vcpuMs : duration, 'duration'),
    isWork: duration?.kind === 'work',
    isOverMemory:
      spec.usage.memory * definition.need.memory > (definition.limits.memory ?? Number.POSITIVE_INFINITY),
    service: spec.source.kind === 'service' ? spec.source.service : -1,
    attaches: awsvpc || spec.managedVolume !== undefined,
    attachVolume: spec.managedVolume === undefined ? null : sampler(timings['ebs.attach'], 'attachVolume'),
    provision: sampler(timings[fargate ? 'fargate.provision' : 'ec2.eni'], 'provision'),
    handOver: sampler(timings[fargate ? fargateHost(definition.osFamily) : 'ec2.agentHandover'], 'handOver'),
    containerStart: sampler(timings['container.start'], 'containerStart'),
    giveBack: sampler(
      timings[fargate ? 'fargate.deprovision' : awsvpc ? 'ec2.eniDetach' : 'ec2.stop'],
      'giveBack',
    ),
    sigterm: sampler(timings['task.sigtermExit'], 'sigterm'),
    pull: pull.sigma === 0 ? null : new Stream(name('pull')),
    pullSigma: pull.sigma,
    images: [...images].map(([image, sizeMb]) => ({
      name: image,
      image: parts.imageIndex(image),
      bytes: Math.round(sizeMb * 1e6),
      baseMs: pull.baseMs,
      transferMs: rate === Number.POSITIVE_INFINITY ? 0 : (sizeMb / rate) * 1000,
      cachedMs: Math.round(cachedMs(timings['pull.ec2.cached'])),
    })),
    ...retriesOf(spec, resolutionMs),
    othersStopTimeoutMs: others.reduce((longest, container) => Math.max(longest, container.stopTimeoutMs), 0),
    stopTimeoutMs: definition.containers.reduce(
      (longest, container) => Math.max(longest, container.stopTimeoutMs),
      0,
    ),
    containerPlan: planContainers(definition, spec.source.kind !== 'service', resolutionMs),
    targetPlan: planTargets(scenario, spec, definition),
    failures: failuresOf(scenario, spec),
    rules: parts.rules,
    distinctInstance: [...spec.placementConstraints, ...definition.placementConstraints].some(
      (constraint) => constraint.type === 'distinctInstance',
    ),
    chosen: spec.capacityProviderStrategy.map(() => 0),
    calledAt: -1,
    placement: new Stream(name('placement')),
    waiting: 0,
  };
}

function sourceOf(
  spec: WorkloadSpec,
  parts: WorkloadParts,
  streamName: () => string,
  startMs: number,
  resolutionMs: number,
): TaskSource {
  switch (spec.source.kind) {
    case 'trace':
      return parts.traceSource(spec);
    case 'service':
      return NO_ARRIVALS;
    default:
      return new ArrivalSource(spec.source.arrivals, streamName(), startMs, resolutionMs);
  }
}

/** The tasks of a service are started by its scheduler. */
const NO_ARRIVALS: TaskSource = {
  peekMs: () => Number.POSITIVE_INFINITY,
  take() {},
  snapshot: () => null,
  restore() {},
};

/** Larger tasks unpack faster: 1 up to 1 vCPU, 1.5 from 4 vCPU on, straight between (ecs, assumed). */
export function fargatePullFactor(cpu: number): number {
  return 1 + (0.5 * (Math.min(4096, Math.max(1024, cpu)) - 1024)) / 3072;
}

function cachedMs(delay: Distribution): number {
  return delay.kind === 'constant' ? delay.value : 0;
}

function retriesOf(
  { onFailure }: WorkloadSpec,
  resolutionMs: number,
): Pick<Workload, 'retryEveryMs' | 'lastRetryMs'> {
  if (onFailure.kind !== 'retry') return { retryEveryMs: null, lastRetryMs: null };
  const everyMs = toGrid(onFailure.everyMs, resolutionMs);
  const { attempts, forMs } = onFailure;
  const byAttempts = attempts === null ? Number.POSITIVE_INFINITY : (attempts - 1) * everyMs;
  const last = Math.min(byAttempts, forMs === null ? Number.POSITIVE_INFINITY : toGrid(forMs, resolutionMs));
  return { retryEveryMs: everyMs, lastRetryMs: last === Number.POSITIVE_INFINITY ? null : last };
}

function fargateHost(osFamily: string | null): 'fargate.host' | 'fargate.host.windows' {
  return isWindows(osFamily) ? 'fargate.host.windows' : 'fargate.host';
}
