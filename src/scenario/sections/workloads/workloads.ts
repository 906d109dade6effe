import * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import type { Findings } from '../../findings.ts';
import {
  checkNoPlacementRules,
  checkPlacementConstraints,
  checkPlacementStrategies,
} from '../../operations/placement-rules.ts';
import { checkRunTask, taskGroup } from '../../operations/run-task.ts';
import type { Path } from '../../reading/problem.ts';
import type { LoadSpec, WorkloadSpec } from '../../scenario.ts';
import { distribution } from '../../shapes/distribution.ts';
import { choice, text } from '../../shapes/fields.ts';
import { oneOf, unless } from '../../shapes/mapping.ts';
import type { ImageSizes } from '../images.ts';
import { type Launch, resolveLaunch } from '../launch/launch.ts';
import { launchKeys } from '../launch/launch-keys.ts';
import { resolveManagedVolume, taskVolumesSchema } from '../launch/managed-volume.ts';
import { type PlacementParts, resolvePlacement } from '../launch/placement.ts';
import { resolveTags, tagsOfTask, tagsSchema } from '../launch/tags.ts';
import { strategySchema } from '../placement.ts';
import type { ResolvedTaskDefinition, TaskDefinitions } from '../task-definitions.ts';
import { arrivalsSchema, isEndless, resolveArrivals } from './arrivals.ts';
import { awsCallKeys, resolveAwsCalls } from './aws-calls.ts';
import { resolveDuration } from './duration.ts';
import type { LoadParts, StatedLoad } from './load-draft.ts';
import { onFailureSchema, resolveOnFailure } from './on-failure.ts';
import { requestsSchema } from './requests.ts';
import { resolveLoads } from './service-load.ts';
import { resolveTrace, traceSchema } from './trace.ts';
import { TraceDefinitions } from './trace-definitions.ts';
import { resolveUsage, usageSchema } from './usage.ts';
import { checkCpuOfWork, resolveWork, workSchema } from './work.ts';
import { nameWorkloads } from './workload-names.ts';

export const workloadSchema = oneOf(
  {
    taskDefinition: text('a task definition').describe(
      'Tasks of this definition: family, family:revision or ARN.',
    ),
    trace: traceSchema.describe('A recorded workload: one task a row, sized by the row.'),
    service: text('the name of a service').describe(
      'What comes to the tasks of this service, and what they use.',
    ),
    loadBalancer: text('the name of a load balancer').describe(
      'What comes to this load balancer, which shares it out among the services behind it.',
    ),
  },
  {
    name: text('a name of up to 255 characters', 255)
      .optional()
      .describe('Default: the family, the file of the trace, the service or the load balancer, then -2, -3.'),
    ...launchKeys,
    group: text('a task group').optional().describe('Task group; default family:FAMILY.'),
    placementStrategy: z
      .array(strategySchema)
      .optional()
      .describe('At most five; without one, any instance that fits.'),
    volumeConfigurations: taskVolumesSchema
      .optional()
      .describe('The volume of EBS that ECS makes for each of its tasks.'),
    tags: tagsSchema.optional(),
    propagateTags: choice(['TASK_DEFINITION', 'NONE'])
      .optional()
      .describe("Whether its tasks have their definition's tags beside `tags`; default NONE."),
    arrivals: arrivalsSchema.optional().describe('When tasks are started.'),
    duration: distribution
      .optional()
      .describe('From startedAt to the exit: a duration such as 90s, or a distribution.'),
    work: workSchema
      .optional()
      .describe(
        'Instead of `duration`: how much CPU time a task needs. It uses what `usage.cpu` says of its reservation; idle CPU beyond that only with `usage.cpu` above 1, and without a task-level `cpu`.',
      ),
    onFailure: onFailureSchema
      .optional()
      .describe('What becomes of a task that RunTask refuses; default: it waits until it fits.'),
    waitOrder: choice(['fifo', 'strict'])
      .optional()
      .describe(
        'Among waiting tasks: first come first served, where one that does not fit blocks the others (strict) or not (fifo, the default).',
      ),
    requests: requestsSchema.optional().describe('Of a service or a load balancer: what comes to it.'),
    ...awsCallKeys,
    usage: usageSchema.optional().describe('What tasks use of what they reserve, whatever comes.'),
  },
  {
    aws: { shape: 'RunTask', path: [] },
    notModelled: {
      overrides: keepsSizes,
      count: unless(1),
      platformVersion: unless('LATEST', '1.4.0'),
    },
  },
);

/** Overrides of commands and roles change nothing here; those of sizes would. */
function keepsSizes(overrides: unknown): boolean {
  return !/"(?:cpu|memory|memoryReservation|ephemeralStorage|resourceRequirements|inferenceAcceleratorOverrides)":/i.test(
    JSON.stringify(overrides),
  );
}

type Workload = z.output<typeof workloadSchema>;

/** What the workloads refer to. */
export interface WorkloadParts extends PlacementParts, LoadParts {
  /** How long the scenario itself says the run is, whatever the command line leaves of it. */
  readonly statedDurationMs: number | null;
  readonly definitions: TaskDefinitions;
  readonly images: ImageSizes;
}

/** The section comes to workloads of their own tasks and to loads of services, each in the order of the file. */
export interface Workloads {
  readonly workloads: readonly WorkloadSpec[];
  readonly loads: readonly LoadSpec[];
  /** Whether all that start tasks are among the workloads. */
  readonly isWhole: boolean;
}

/** Those that are wrong are left out. Adds the task definitions of traces. */
export function resolveWorkloads(section: unknown, parts: WorkloadParts, context: LoadContext): Workloads {
  const { findings } = context;
  const decoded = decodeList(workloadSchema, section, ['workloads'], findings);
  const names = nameWorkloads(decoded, findings);
  const traces = new TraceDefinitions(parts.definitions, parts.images);
  const workloads: WorkloadSpec[] = [];
  const loads: StatedLoad[] = [];
  for (const [i, workload] of decoded.entries()) {
    if (workload === null) continue;
    const path: Path = ['workloads', i];
    checkForm(workload, path, findings);
    if (isLoad(workload)) {
      loads.push({ ...workload, path, name: names[i]! });
      continue;
    }
    const resolved = resolveWorkload(workload, names[i]!, path, { ...parts, traces }, context);
    if (resolved !== null) workloads.push(resolved);
  }
  const isWhole = !decoded.includes(null) && !findings.isBroken(['workloads']);
  return {
    workloads,
    loads: resolveLoads(loads, isWhole, parts, context),
    isWhole: isWhole && workloads.length + loads.length === decoded.length,
  };
}

/** A workload either starts tasks or names a service or what is before it, whose tasks are there already. */
function isLoad({ service, loadBalancer }: Workload): boolean {
  return (service ?? loadBalancer) !== undefined;
}

function checkForm(workload: Workload, path: Path, findings: Findings): void {
  const { requests, ...others } = workload;
  if (!isLoad(workload)) {
    if (requests !== undefined)
      findings.add([...path, 'requests'], '`requests` only beside `service` or `loadBalancer`', 'one');
    return;
  }
  const form = workload.service === undefined ? 'loadBalancer' : 'service';
  for (const [key, value] of Object.entries(others))
    if (value !== undefined && key !== form && !OF_LOADS[form].includes(key))
      findings.add([...path, key], `no \`${key}\` beside \`${form}\``, 'one');
}

/** Beside their requests; services behind a load balancer may be of any cluster. */
const OF_LOADS: Readonly<Record<'service' | 'loadBalancer', readonly string[]>> = {
  service: ['name', 'cluster', 'usage'],
  loadBalancer: ['name', 'usage'],
};

function resolveWorkload(
  stated: Workload,
  name: string,
  path: Path,
  parts: WorkloadParts & { readonly traces: TraceDefinitions },
  context: LoadContext,
): WorkloadSpec | null {
  const { findings } = context;
  const definition =
    stated.taskDefinition === undefined
      ? null
      : parts.definitions.resolve(stated.taskDefinition, [...path, 'taskDefinition'], findings);
  const launch = resolveLaunch(stated, definition, parts.clusters, path, context);
  const { launchType } = launch;
  if (launchType !== null) checkRequest(stated, definition, launchType, path, context);
  const source = resolveSource(stated, name, launch, path, parts, context);
  const runs =
    stated.trace === undefined
      ? definition
      : parts.traces.add(launchType === 'FARGATE', [...path, 'trace'], findings);
  const spec = runs?.spec ?? null;
  const placement = resolvePlacement(`Workload ${name}`, stated, launch, spec, parts, path, context);
  const usage = resolveUsage(stated.usage);
  if (definition !== null && stated.work !== undefined)
    checkCpuOfWork(definition.spec, usage, path, findings);
  const awsCalls = resolveAwsCalls(stated, path, parts.called, findings);
  const taker = { launchType, isDaemon: false };
  const request = definition === null ? NO_VOLUMES : definition.request;
  const volume = resolveManagedVolume(stated.volumeConfigurations, taker, request, path, findings);
  const own = resolveTags(stated.tags, [...path, 'tags'], findings);
  if (placement === null || source === null || runs === null) return null;
  const propagated = stated.propagateTags === 'TASK_DEFINITION' ? runs.spec.tags : undefined;
  const tags = tagsOfTask(propagated, own);
  return {
    ...placement,
    ...volume,
    name,
    taskDefinitionIndex: runs.index,
    source,
    group: taskGroup(stated.group, runs.spec.family),
    usage,
    waitOrder: stated.waitOrder ?? 'fifo',
    onFailure: resolveOnFailure(stated.onFailure),
    ...(tags === undefined ? {} : { tags }),
    ...(awsCalls === undefined ? {} : { awsCalls }),
  };
}

/** The definition of a trace's tasks, which the loader makes. */
const NO_VOLUMES = { containerDefinitions: [] };

/** What RunTask itself would refuse. */
function checkRequest(
  stated: Workload,
  definition: ResolvedTaskDefinition | null,
  launchType: WorkloadSpec['launchType'],
  path: Path,
  { findings }: LoadContext,
): void {
  const { group, placementStrategy = [], placementConstraints = [] } = stated;
  if (definition !== null && definition.request !== null) {
    findings.addAll(
      path,
      checkRunTask({ launchType, group, placementStrategy, placementConstraints }, definition.request),
    );
    return;
  }
  if (stated.trace === undefined) return;
  findings.addAll(
    path,
    launchType === 'FARGATE'
      ? checkNoPlacementRules(placementStrategy, placementConstraints)
      : [
          ...checkPlacementStrategies(placementStrategy),
          ...checkPlacementConstraints(placementConstraints, 0),
        ],
  );
}

/** Arrivals and durations, or a trace that brings both. */
function resolveSource(
  stated: Workload,
  name: string,
  { launchType }: Launch,
  path: Path,
  { simulation, statedDurationMs }: WorkloadParts,
  context: LoadContext,
): WorkloadSpec['source'] | null {
  const { findings } = context;
  if (stated.trace !== undefined) {
    for (const key of ['arrivals', 'duration', 'work'] as const)
      if (stated[key] !== undefined)
        findings.add([...path, key], `no \`${key}\` beside \`trace\`, whose rows bring it`, 'one');
    const fargate = launchType === null ? null : launchType === 'FARGATE';
    const trace = resolveTrace(stated.trace, fargate, [...path, 'trace'], context);
    return trace === null ? null : { kind: 'trace', trace };
  }
  const { work } = stated;
  if (work !== undefined && stated.duration !== undefined)
    findings.add([...path, 'work'], 'no `work` beside `duration`', 'one');
  const hasWork = work !== undefined || findings.isBroken([...path, 'work']);
  for (const key of ['arrivals', 'duration'] as const)
    if (stated[key] === undefined && !(key === 'duration' && hasWork))
      findings.add([...path, key], REQUIRED[key], 'nothing');
  if (stated.arrivals === undefined || (stated.duration ?? work) === undefined) return null;
  const span = { ...simulation, statedDurationMs, noiseStream: `${simulation.seed}/rateNoise/${name}` };
  const arrivals = resolveArrivals(stated.arrivals, [...path, 'arrivals'], span, context);
  const duration =
    work === undefined
      ? resolveDuration(stated.duration!, [...path, 'duration'], context)
      : resolveWork(work, [...path, 'work'], context);
  if (arrivals === null || duration === null) return null;
  if (simulation.durationMs === null && isEndless(arrivals))
    findings.add(
      ['simulation', 'duration'],
      `a duration, because \`${stated.taskDefinition}\` arrives for ever`,
      'nothing',
      'Or give its `arrivals` an `until` or a `limit`.',
    );
  return { kind: 'arrivals', arrivals, duration };
}

const REQUIRED = {
  arrivals: 'when tasks arrive, such as { every: 30s }',
  duration: 'how long a task runs, such as 90s',
} as const;
