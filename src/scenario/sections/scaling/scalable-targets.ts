import type * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import { Names, nameIn } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import type { ScalableTargetSpec } from '../../scaling-spec.ts';
import type { Scenario } from '../../scenario.ts';
import { integer } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { MetricParts } from '../cloudwatch/metric-source.ts';
import { type ResolvedPolicies, resolveScalingPolicies, scalingPoliciesSchema } from './scaling-policies.ts';
import { resolveScheduledActions, scheduledActionsSchema } from './scheduled-actions.ts';
import { statedSuspension, suspendedStateSchema } from './suspended-state.ts';
import { CHECKED_KEYS, kindKeys, resolveResource, resourceIdKey } from './target-keys.ts';

export const scalableTargetSchema = mapping(
  {
    ...kindKeys,
    resourceId: resourceIdKey.describe('The service: service/CLUSTER/NAME.'),
    minCapacity: integer(0).describe('Tasks that policies leave it at least.'),
    maxCapacity: integer(0).describe('Tasks that policies give it at most.'),
    suspendedState: suspendedStateSchema('ScalableTarget').prefault({}),
    scalingPolicies: scalingPoliciesSchema.optional(),
    scheduledActions: scheduledActionsSchema.optional(),
  },
  { aws: { shape: 'ScalableTarget', path: [] }, checkedOnly: CHECKED_KEYS },
);

/** A scalable target as alarms and actions refer to it. */
export interface ResolvedTarget {
  readonly index: number;
  readonly spec: ScalableTargetSpec;
  readonly policies: ResolvedPolicies['names'];
}

/** The scalable targets in the order of the file; those that are wrong are left out. */
export interface ScalableTargets {
  readonly specs: readonly ScalableTargetSpec[];
  readonly names: Names<ResolvedTarget>;
}

/** What scalable targets refer to. */
export interface ScalingParts extends MetricParts {
  readonly simulation: Scenario['simulation'];
}

/** Registers the targets of the section. */
export function resolveScalableTargets(
  section: unknown,
  parts: ScalingParts,
  context: LoadContext,
): ScalableTargets {
  const { findings } = context;
  const names = new Names<ResolvedTarget>('a scalable target');
  const specs: ScalableTargetSpec[] = [];
  const decoded = decodeList(scalableTargetSchema, section, ['scalableTargets'], findings);
  for (const [i, stated] of decoded.entries()) {
    const path: Path = ['scalableTargets', i];
    const resolved = stated === null ? null : resolveTarget(stated, path, parts, context);
    // What has no form may have been meant for any.
    if (findings.isBroken([...path, 'resourceId'])) names.addBroken(null);
    else if (resolved === null) names.addBroken(nameIn(section, i, 'resourceId'));
    else {
      const target = { ...resolved, index: specs.length };
      names.add(resolved.spec.resourceId, target, [...path, 'resourceId'], findings);
      specs.push(resolved.spec);
    }
  }
  if (section !== undefined && !Array.isArray(section)) names.addBroken(null);
  return { specs, names };
}

function resolveTarget(
  stated: z.output<typeof scalableTargetSchema>,
  path: Path,
  parts: ScalingParts,
  context: LoadContext,
): Omit<ResolvedTarget, 'index'> | null {
  const { resourceId, minCapacity, maxCapacity, scalingPolicies = [], scheduledActions = [] } = stated;
  const { findings } = context;
  const { startMs, seed } = parts.simulation;
  const service = resolveResource(resourceId, [...path, 'resourceId'], parts, findings);
  if (minCapacity > maxCapacity)
    findings.add([...path, 'minCapacity'], `at most \`maxCapacity\`, ${maxCapacity}`, `${minCapacity}`);
  const policies = resolveScalingPolicies(
    scalingPolicies,
    resourceId,
    [...path, 'scalingPolicies'],
    { ...parts, service, startMs, seed: `${seed}/${resourceId}` },
    context,
  );
  const actions = resolveScheduledActions(
    scheduledActions,
    resourceId,
    startMs,
    [...path, 'scheduledActions'],
    findings,
  );
  if (service === null) return null;
  return {
    spec: {
      resourceId,
      scales: { of: 'service', index: parts.services.specs.indexOf(service.spec) },
      minCapacity,
      maxCapacity,
      suspended: {
        dynamicScalingIn: false,
        dynamicScalingOut: false,
        scheduledScaling: false,
        ...statedSuspension(stated.suspendedState),
      },
      policies: policies.specs,
      scheduledActions: actions,
    },
    policies: policies.names,
  };
}
