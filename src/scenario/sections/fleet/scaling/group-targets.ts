import type { LoadContext } from '../../../context.ts';
import { suspensionBy } from '../../../group-maintenance.ts';
import type { Path } from '../../../reading/problem.ts';
import type { ScalableTargetSpec } from '../../../scaling-spec.ts';
import type { Scenario } from '../../../scenario.ts';
import type { MetricParts } from '../../cloudwatch/metric-source.ts';
import type { ResolvedTarget, ScalableTargets } from '../../scaling/scalable-targets.ts';
import type { AutoScalingGroups, ResolvedGroup } from '../auto-scaling-groups.ts';
import { resolveGroupPolicies } from './group-policies.ts';
import { resolveGroupSchedules } from './group-schedules.ts';

interface Parts extends MetricParts {
  readonly simulation: Scenario['simulation'];
}

/** The scalable targets, and behind them the groups that have policies or scheduled actions of their own. */
export function withGroupTargets(
  targets: ScalableTargets,
  groups: AutoScalingGroups,
  parts: Parts,
  context: LoadContext,
): ScalableTargets {
  const specs = [...targets.specs];
  const names = targets.names.map((target) => target);
  for (const group of groups.names.all()) {
    const resolved = resolveTarget(group, parts, context);
    if (resolved === null) continue;
    const target = { ...resolved, index: specs.push(resolved.spec) - 1 };
    names.add(target.spec.resourceId, target, group.entry.path, context.findings);
  }
  // A group that is wrong may have the policy that is meant.
  if (groups.names.isIncomplete || groups.names.names().length > groups.specs.length) names.addBroken(null);
  return { specs, names };
}

function resolveTarget(
  { index, spec, entry }: ResolvedGroup,
  parts: Parts,
  context: LoadContext,
): Omit<ResolvedTarget, 'index'> | null {
  const { stated, path } = entry;
  const { scalingPolicies = [], scheduledUpdateGroupActions = [] } = stated;
  if (scalingPolicies.length + scheduledUpdateGroupActions.length === 0) return null;
  const { findings } = context;
  const at: Path = [...path, 'scalingPolicies'];
  const { durationMs, startMs } = parts.simulation;
  if (durationMs === null)
    findings.addOnce(
      'group policies',
      ['simulation'],
      'a `duration`, as groups scale by themselves',
      'none',
      () => undefined,
    );
  const owner = { stated, index, everyMs: spec.monitoring.everyMs };
  const policies = resolveGroupPolicies(owner, at, parts, context);
  const managed = spec.provider?.managedScaling ?? null;
  if (managed !== null && policies.specs.length > 0)
    findings.warn(
      'policies-beside-managed-scaling',
      `Auto Scaling group ${spec.name} has scaling policies of its own, and managed scaling of capacity provider ${spec.provider!.name}: each changes what the other one wants. AWS says to leave such a group to managed scaling.`,
    );
  const target: ScalableTargetSpec = {
    resourceId: `autoScalingGroup/${spec.name}`,
    scales: { of: 'group', index },
    minCapacity: spec.minSize,
    maxCapacity: spec.maxSize,
    suspended: suspensionBy(spec.maintenance.suspendedProcesses),
    policies: policies.specs,
    scheduledActions: resolveGroupSchedules(
      scheduledUpdateGroupActions,
      spec.name,
      startMs,
      [...path, 'scheduledUpdateGroupActions'],
      findings,
    ),
  };
  return { spec: target, policies: policies.names };
}
