import * as z from 'zod';
import type { LoadContext } from '../context.ts';
import { decodeList } from '../decode.ts';
import { didYouMean, listNames, type Names } from '../names.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { ActionSpec, Scenario, WorkloadSpec } from '../scenario.ts';
import { moment, text } from '../shapes/fields.ts';
import { mapping, notModelled, oneOf } from '../shapes/mapping.ts';
import type { ResolvedCluster } from './clusters.ts';
import { checkBeforeEnd, fromStart } from './simulation.ts';
import type { TaskDefinitions } from './task-definitions.ts';

/** What AWS puts as the reason when the caller gives none (ecs spec section 7, StopTask). */
const DEFAULT_REASON = 'Task stopped by user';

const cluster = text('a cluster').optional().describe('Name or ARN; default the only cluster, or `default`.');

export const actionSchema = oneOf(
  {
    stopTask: mapping(
      {
        cluster,
        task: text('the id of a task').describe('FAMILY-n, or the id that the trace gives it.'),
        reason: z.string('text').prefault(DEFAULT_REASON).describe('Becomes stoppedReason.'),
      },
      { aws: { shape: 'StopTask', path: [] } },
    ).describe('StopTask.'),
    terminateInstances: mapping({
      cluster,
      instanceIds: z
        .array(text('the id of a container instance'), 'a list of ids')
        .min(1, 'at least one container instance')
        .describe('NAME-n.'),
    }).describe("EC2's TerminateInstances: the instances and their tasks are gone at once."),
  },
  { at: moment().describe('A duration from the start, or an instant.') },
  {
    notModelled: notModelled(
      'availabilityZoneOutage',
      'updateService',
      'createService',
      'deleteService',
      'runTask',
      'registerTaskDefinition',
      'deregisterTaskDefinition',
      'deregisterContainerInstance',
      'updateContainerInstancesState',
      'updateAutoScalingGroup',
      'setDesiredCapacity',
      'updateCapacityProvider',
      'putScalingPolicy',
      'registerScalableTarget',
      'spotInterruption',
      'agentDisconnect',
      'startInstanceRefresh',
      'updateTaskProtection',
    ),
  },
);

/** What actions refer to. */
export interface ActionParts {
  readonly simulation: Scenario['simulation'];
  /** How long the scenario itself says the run is, whatever the command line leaves of it. */
  readonly statedDurationMs: number | null;
  readonly clusters: Names<ResolvedCluster>;
  readonly definitions: TaskDefinitions;
  /** `null` when some of them are wrong. */
  readonly workloads: readonly WorkloadSpec[] | null;
}

/** What happens to the system on the way, in the order of the file. */
export function resolveActions(section: unknown, parts: ActionParts, context: LoadContext): ActionSpec[] {
  return decodeList(actionSchema, section, ['actions'], context.findings).flatMap((action, i) => {
    const resolved = action === null ? null : resolveAction(action, ['actions', i], parts, context);
    return resolved === null ? [] : [resolved];
  });
}

function resolveAction(
  action: z.output<typeof actionSchema>,
  path: Path,
  parts: ActionParts,
  context: LoadContext,
): ActionSpec | null {
  const { findings } = context;
  const { at, stopTask, terminateInstances } = action;
  const atMs = fromStart(at, parts.simulation.startMs, [...path, 'at'], findings);
  checkBeforeEnd(atMs, parts.statedDurationMs, [...path, 'at'], findings);
  if (stopTask !== undefined) {
    const found = findCluster(stopTask.cluster, [...path, 'stopTask', 'cluster'], parts, context);
    checkTask(stopTask.task, [...path, 'stopTask', 'task'], parts, context);
    return (
      found && {
        kind: 'stopTask',
        atMs,
        cluster: found.clusterName,
        task: stopTask.task,
        reason: stopTask.reason,
      }
    );
  }
  const { instanceIds, cluster: name } = terminateInstances!;
  const found = findCluster(name, [...path, 'terminateInstances', 'cluster'], parts, context);
  if (found === null) return null;
  checkInstances(instanceIds, found, [...path, 'terminateInstances', 'instanceIds'], parts, context);
  return { kind: 'terminateInstances', atMs, cluster: found.clusterName, instanceIds };
}

function findCluster(
  stated: string | undefined,
  path: Path,
  { clusters }: ActionParts,
  { findings }: LoadContext,
): ResolvedCluster | null {
  const names = clusters.names();
  return clusters.resolve(stated ?? (names.length === 1 ? names[0]! : 'default'), path, findings);
}

/** An id is FAMILY-n of a family that some workload runs, unless a trace brings ids of its own. */
function checkTask(
  task: string,
  path: Path,
  { workloads, definitions }: ActionParts,
  { findings }: LoadContext,
): void {
  if (
    workloads === null ||
    workloads.some(({ source }) => source.kind === 'trace' && source.trace.columns.taskId !== null)
  )
    return;
  const families = [
    ...new Set(workloads.map(({ taskDefinitionIndex }) => definitions.specs[taskDefinitionIndex]!.family)),
  ];
  const [, family = task] = /^(.*)-[1-9]\d*$/.exec(task) ?? [];
  if (family !== task && families.includes(family)) return;
  const hint = didYouMean(
    family,
    families.filter((name) => name !== family),
  );
  findings.add(
    path,
    `the id of a task, ${families.map((name) => `${name}-n`).join(' or ') || 'FAMILY-n'}`,
    describeValue(task),
    hint,
  );
}

/** Ids count on from cluster to cluster and from entry to entry of one name; an ideal fleet's come as they are needed. */
function checkInstances(
  ids: readonly string[],
  cluster: ResolvedCluster,
  path: Path,
  { clusters }: ActionParts,
  { findings }: LoadContext,
): void {
  if (cluster.isIncomplete) return;
  const ranges = instanceRanges(clusters.all()).filter((range) => range.clusterName === cluster.clusterName);
  for (const [i, id] of ids.entries()) {
    const [, name, number] = /^(.*)-([1-9]\d*)$/.exec(id) ?? [];
    if (
      ranges.some(
        (range) => range.name === name && range.first <= Number(number) && Number(number) <= range.last,
      )
    )
      continue;
    const known = ranges.map(({ name: stem, first, last }) =>
      last === first ? `${stem}-${first}` : `${stem}-${first} to ${last}`,
    );
    findings.add(
      [...path, i],
      `a container instance of ${cluster.clusterName}${listNames(known)}`,
      describeValue(id),
    );
  }
}

interface InstanceRange {
  readonly clusterName: string;
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

function instanceRanges(clusters: readonly ResolvedCluster[]): InstanceRange[] {
  const counts = new Map<string, number>();
  const ranges: InstanceRange[] = [];
  for (const { clusterName, containerInstances, idealFleet } of clusters) {
    for (const { name, count } of containerInstances) {
      const before = counts.get(name) ?? 0;
      counts.set(name, before + count);
      if (count > 0) ranges.push({ clusterName, name, first: before + 1, last: before + count });
    }
    if (idealFleet !== null)
      ranges.push({ clusterName, name: idealFleet.name, first: 1, last: Number.POSITIVE_INFINITY });
  }
  return ranges;
}
