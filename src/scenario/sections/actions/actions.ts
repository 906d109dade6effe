import type * as z from 'zod';
import type { ActionSpec } from '../../action-spec.ts';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import type { Names } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import type { Scenario, WorkloadSpec } from '../../scenario.ts';
import { moment } from '../../shapes/fields.ts';
import { notModelled, oneOf } from '../../shapes/mapping.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { AutoScalingGroups } from '../fleet/auto-scaling-groups.ts';
import type { ScalableTargets } from '../scaling/scalable-targets.ts';
import { checkBeforeEnd, fromStart } from '../simulation.ts';
import { agentDisconnectSchema } from './agent-disconnect.ts';
import { availabilityZoneOutageSchema, checkOutage } from './availability-zone-outage.ts';
import { findCluster } from './find-cluster.ts';
import { checkInstanceIds, instanceRanges } from './instance-ids.ts';
import {
  cancelInstanceRefreshSchema,
  resolveCancelInstanceRefresh,
  resolveStartInstanceRefresh,
  startInstanceRefreshSchema,
} from './instance-refresh.ts';
import { OTHER_OPERATIONS } from './other-operations.ts';
import { checkEntryName, registerContainerInstancesSchema } from './register-container-instances.ts';
import { registerScalableTargetSchema, resolveRegisterScalableTarget } from './register-scalable-target.ts';
import {
  instanceImpairmentSchema,
  resolveSetInstanceHealth,
  setInstanceHealthSchema,
} from './set-instance-health.ts';
import { checkTaskId, stopTaskSchema } from './stop-task.ts';
import { resolveSuspendProcesses, suspendProcessesSchema } from './suspend-processes.ts';
import { terminateInstancesSchema } from './terminate-instances.ts';
import {
  resolveSetDesiredCapacity,
  resolveUpdateAutoScalingGroup,
  setDesiredCapacitySchema,
  updateAutoScalingGroupSchema,
} from './update-auto-scaling-group.ts';
import { updateContainerInstancesStateSchema } from './update-container-instances-state.ts';
import { resolveUpdateService, type UpdateServiceParts, updateServiceSchema } from './update-service.ts';
import { resolveUpdateTaskProtection, updateTaskProtectionSchema } from './update-task-protection.ts';

export const actionSchema = oneOf(
  {
    updateService: updateServiceSchema.describe('UpdateService.'),
    stopTask: stopTaskSchema.describe('StopTask.'),
    terminateInstances: terminateInstancesSchema.describe(
      "EC2's TerminateInstances: the instances and their tasks are gone at once.",
    ),
    availabilityZoneOutage: availabilityZoneOutageSchema.describe(
      'Everything in the zone is gone at once, and nothing comes up there until it is over.',
    ),
    registerContainerInstances: registerContainerInstancesSchema.describe(
      'RegisterContainerInstance, as often as said: the fixed fleet grows.',
    ),
    updateContainerInstancesState: updateContainerInstancesStateSchema.describe(
      'UpdateContainerInstancesState.',
    ),
    updateTaskProtection: updateTaskProtectionSchema.describe('UpdateTaskProtection.'),
    registerScalableTarget: registerScalableTargetSchema.describe(
      'RegisterScalableTarget: other bounds of a target, or another suspension.',
    ),
    updateAutoScalingGroup: updateAutoScalingGroupSchema.describe(
      'UpdateAutoScalingGroup: other sizes of a group, or another type.',
    ),
    setDesiredCapacity: setDesiredCapacitySchema.describe('SetDesiredCapacity of an Auto Scaling group.'),
    startInstanceRefresh: startInstanceRefreshSchema.describe(
      'StartInstanceRefresh: the instances of a group are replaced, some at a time.',
    ),
    cancelInstanceRefresh: cancelInstanceRefreshSchema.describe(
      'CancelInstanceRefresh: nobody else is replaced; what has been is not taken back.',
    ),
    suspendProcesses: suspendProcessesSchema.describe('SuspendProcesses of an Auto Scaling group.'),
    resumeProcesses: suspendProcessesSchema.describe('ResumeProcesses of an Auto Scaling group.'),
    setInstanceHealth: setInstanceHealthSchema.describe(
      'SetInstanceHealth: a group is told how one of its instances is.',
    ),
    instanceImpairment: instanceImpairmentSchema.describe(
      "EC2's status checks of instances fail; what runs on them runs on.",
    ),
    agentDisconnect: agentDisconnectSchema.describe(
      'ECS does not hear of the agents: running tasks go on, new ones go elsewhere.',
    ),
  },
  { at: moment().describe('A duration from the start, or an instant.') },
  {
    notModelled: notModelled(...OTHER_OPERATIONS),
  },
);

/** What actions refer to. */
export interface ActionParts extends UpdateServiceParts {
  readonly simulation: Scenario['simulation'];
  /** How long the scenario itself says the run is, whatever the command line leaves of it. */
  readonly statedDurationMs: number | null;
  readonly clusters: Names<ResolvedCluster>;
  readonly scalableTargets: ScalableTargets;
  readonly autoScalingGroups: AutoScalingGroups;
  /** `null` when some of them are wrong. */
  readonly workloads: readonly WorkloadSpec[] | null;
}

type Action = z.output<typeof actionSchema>;

/** What happens to the system on the way, in the order of the file. */
export function resolveActions(section: unknown, parts: ActionParts, context: LoadContext): ActionSpec[] {
  const stated = decodeList(actionSchema, section, ['actions'], context.findings);
  const resolved = stated.map((action, i) =>
    action === null ? null : resolveAction(action, ['actions', i], parts, context),
  );
  checkTasks(stated, resolved, parts, context);
  checkInstances(section, resolved, parts, context);
  return resolved.filter((action) => action !== null);
}

function resolveAction(
  action: Action,
  path: Path,
  parts: ActionParts,
  context: LoadContext,
): ActionSpec | null {
  const { at, updateService, stopTask, terminateInstances, availabilityZoneOutage, agentDisconnect } = action;
  const { registerContainerInstances, updateContainerInstancesState, updateTaskProtection } = action;
  const { registerScalableTarget, updateAutoScalingGroup, setDesiredCapacity } = action;
  const { startInstanceRefresh, cancelInstanceRefresh, suspendProcesses, resumeProcesses } = action;
  const { setInstanceHealth, instanceImpairment } = action;
  const { findings } = context;
  const { clusters, autoScalingGroups } = parts;
  const atMs = fromStart(at, parts.simulation.startMs, [...path, 'at'], findings);
  checkBeforeEnd(atMs, parts.statedDurationMs, [...path, 'at'], findings);
  const clusterOf = (key: string, stated: string | undefined) =>
    findCluster(stated, [...path, key, 'cluster'], clusters, findings);
  if (availabilityZoneOutage !== undefined) {
    const { availabilityZone, for: forMs } = availabilityZoneOutage;
    const launched = [...(parts.workloads ?? []), ...parts.services.specs];
    checkOutage(availabilityZone, { ...parts, launched }, [...path, 'availabilityZoneOutage'], context);
    return { kind: 'availabilityZoneOutage', atMs, availabilityZone, forMs };
  }
  if (agentDisconnect !== undefined) {
    const found = clusterOf('agentDisconnect', agentDisconnect.cluster);
    if (found === null) return null;
    const { containerInstances: instanceIds, for: forMs } = agentDisconnect;
    return { kind: 'agentDisconnect', atMs, cluster: found.clusterName, instanceIds, forMs };
  }
  if (registerContainerInstances !== undefined) {
    const found = clusterOf('registerContainerInstances', registerContainerInstances.cluster);
    if (found === null) return null;
    const { name, count } = registerContainerInstances;
    checkEntryName(name, found, [...path, 'registerContainerInstances', 'name'], findings);
    return { kind: 'registerContainerInstances', atMs, cluster: found.clusterName, name, count };
  }
  if (updateContainerInstancesState !== undefined) {
    const found = clusterOf('updateContainerInstancesState', updateContainerInstancesState.cluster);
    if (found === null) return null;
    const { containerInstances, status } = updateContainerInstancesState;
    const { clusterName: cluster } = found;
    return { kind: 'updateContainerInstancesState', atMs, cluster, containerInstances, status };
  }
  if (updateTaskProtection !== undefined) {
    const found = clusterOf('updateTaskProtection', updateTaskProtection.cluster);
    if (found === null) return null;
    const when = { atMs, cluster: found.clusterName };
    const where: Path = [...path, 'updateTaskProtection'];
    return resolveUpdateTaskProtection(updateTaskProtection, when, parts.services, where, context);
  }
  if (updateService !== undefined) {
    const where: Path = [...path, 'updateService'];
    const found = clusterOf('updateService', updateService.cluster);
    if (found === null) return null;
    const when = { atMs, cluster: found.clusterName };
    return resolveUpdateService(updateService, when, where, parts, context);
  }
  if (registerScalableTarget !== undefined) {
    const where: Path = [...path, 'registerScalableTarget'];
    const { scalableTargets } = parts;
    return resolveRegisterScalableTarget(registerScalableTarget, atMs, where, scalableTargets, findings);
  }
  if (updateAutoScalingGroup !== undefined) {
    const where: Path = [...path, 'updateAutoScalingGroup'];
    return resolveUpdateAutoScalingGroup(
      updateAutoScalingGroup,
      atMs,
      where,
      parts.autoScalingGroups,
      findings,
    );
  }
  if (setDesiredCapacity !== undefined) {
    const where: Path = [...path, 'setDesiredCapacity'];
    return resolveSetDesiredCapacity(setDesiredCapacity, atMs, where, parts.autoScalingGroups, findings);
  }
  if (startInstanceRefresh !== undefined) {
    const where: Path = [...path, 'startInstanceRefresh'];
    return resolveStartInstanceRefresh(startInstanceRefresh, atMs, where, autoScalingGroups, findings);
  }
  if (cancelInstanceRefresh !== undefined) {
    const where: Path = [...path, 'cancelInstanceRefresh'];
    return resolveCancelInstanceRefresh(cancelInstanceRefresh, atMs, where, autoScalingGroups, findings);
  }
  const processes = suspendProcesses ?? resumeProcesses;
  if (processes !== undefined) {
    const suspended = suspendProcesses !== undefined;
    const where: Path = [...path, suspended ? 'suspendProcesses' : 'resumeProcesses'];
    const when = { atMs, suspended };
    return resolveSuspendProcesses(processes, when, where, autoScalingGroups, findings);
  }
  if (setInstanceHealth !== undefined) {
    const where: Path = [...path, 'setInstanceHealth'];
    return resolveSetInstanceHealth(setInstanceHealth, atMs, where, autoScalingGroups, findings);
  }
  if (instanceImpairment !== undefined) {
    const found = clusterOf('instanceImpairment', instanceImpairment.cluster);
    if (found === null) return null;
    const { containerInstances: instanceIds, for: forMs } = instanceImpairment;
    return { kind: 'instanceImpairment', atMs, cluster: found.clusterName, instanceIds, forMs };
  }
  if (stopTask !== undefined) {
    const found = clusterOf('stopTask', stopTask.cluster);
    if (found === null) return null;
    const { task, reason } = stopTask;
    return { kind: 'stopTask', atMs, cluster: found.clusterName, task, reason };
  }
  const { instanceIds, cluster } = terminateInstances!;
  const found = clusterOf('terminateInstances', cluster);
  if (found === null) return null;
  return { kind: 'terminateInstances', atMs, cluster: found.clusterName, instanceIds };
}

/** Once every update has said what services come to run; a trace may bring ids of its own. */
function checkTasks(
  stated: readonly (Action | null)[],
  resolved: readonly (ActionSpec | null)[],
  { workloads, services, definitions }: ActionParts,
  { findings }: LoadContext,
): void {
  const isMapped = ({ source }: WorkloadSpec) =>
    source.kind === 'trace' && source.trace.columns.taskId !== null;
  if (workloads === null || services.names.labels() === null || workloads.some(isMapped)) return;
  const updates = resolved.flatMap((action) =>
    action?.kind === 'updateService' && action.taskDefinitionIndex !== null
      ? [action.taskDefinitionIndex]
      : [],
  );
  const indexes = [...workloads, ...services.specs].map(({ taskDefinitionIndex }) => taskDefinitionIndex);
  const families = [...indexes, ...updates].map((index) => definitions.specs[index]!.family);
  const known = [...new Set(families)];
  for (const [i, action] of stated.entries()) {
    const { stopTask, updateTaskProtection } = action ?? {};
    if (stopTask !== undefined)
      checkTaskId(stopTask.task, known, ['actions', i, 'stopTask', 'task'], findings);
    for (const [j, task] of (updateTaskProtection?.tasks ?? []).entries())
      checkTaskId(task, known, ['actions', i, 'updateTaskProtection', 'tasks', j], findings);
  }
}

/** Once every action has said what instances there come to be; one that is wrong may have meant more. */
function checkInstances(
  section: unknown,
  resolved: readonly (ActionSpec | null)[],
  { clusters, statedDurationMs }: ActionParts,
  { findings }: LoadContext,
): void {
  const isRegistration = (i: number) =>
    Object.hasOwn((section as readonly (object | null)[])[i] ?? {}, 'registerContainerInstances');
  if (resolved.some((action, i) => action === null && isRegistration(i))) return;
  const actions = resolved.filter((action) => action !== null);
  const ranges = instanceRanges(clusters.all(), actions, statedDurationMs);
  for (const [i, action] of resolved.entries()) {
    const named = action === null ? null : namedInstances(action);
    if (named === null) continue;
    const cluster = clusters.all().find(({ clusterName }) => clusterName === named.cluster)!;
    checkInstanceIds(named.ids, cluster, ranges, ['actions', i, ...named.keys], findings);
  }
}

function namedInstances(
  action: ActionSpec,
): { readonly cluster: string; readonly ids: readonly string[]; readonly keys: Path } | null {
  const { kind } = action;
  if (kind === 'updateContainerInstancesState')
    return { ...action, ids: action.containerInstances, keys: [kind, 'containerInstances'] };
  if (kind === 'agentDisconnect' || kind === 'instanceImpairment')
    return { ...action, ids: action.instanceIds, keys: [kind, 'containerInstances'] };
  return kind === 'terminateInstances'
    ? { ...action, ids: action.instanceIds, keys: [kind, 'instanceIds'] }
    : null;
}
