import * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import { Names } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ScalingPolicySpec } from '../../scaling-spec.ts';
import { choice, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { MetricParts } from '../cloudwatch/metric-source.ts';
import {
  type PredictiveParts,
  predictiveScalingSchema,
  resolvePredictiveScaling,
} from './predictive-scaling.ts';
import { resolveStepScaling, stepScalingSchema } from './step-scaling.ts';
import { CHECKED_KEYS, checkRepeated, repeatedKeys } from './target-keys.ts';
import { resolveTargetTracking, targetTrackingSchema } from './target-tracking.ts';

/** scaling:R-2.16. */
const MOST_POLICIES = 50;

/** The configuration that each type of policy has. */
const CONFIGURATIONS = {
  TargetTrackingScaling: 'targetTrackingScalingPolicyConfiguration',
  StepScaling: 'stepScalingPolicyConfiguration',
  PredictiveScaling: 'predictiveScalingPolicyConfiguration',
} as const;

type PolicyType = keyof typeof CONFIGURATIONS;
const TYPES = Object.keys(CONFIGURATIONS) as PolicyType[];

const scalingPolicySchema = mapping(
  {
    ...repeatedKeys,
    policyName: text('a name of up to 256 characters', 256).describe('Its name in the target.'),
    policyType: choice(TYPES).optional().describe('Default: that of the configuration.'),
    targetTrackingScalingPolicyConfiguration: targetTrackingSchema.optional(),
    stepScalingPolicyConfiguration: stepScalingSchema.optional(),
    predictiveScalingPolicyConfiguration: predictiveScalingSchema.optional(),
  },
  {
    aws: { shape: 'ScalingPolicy', path: [] },
    checkedOnly: [...CHECKED_KEYS, 'resourceId', 'policyType'],
  },
);

/** Policies of a target, as PutScalingPolicy takes them. */
export const scalingPoliciesSchema: z.ZodArray<typeof scalingPolicySchema> = z
  .array(scalingPolicySchema)
  .max(MOST_POLICIES, `at most ${MOST_POLICIES} scaling policies`);

type Stated = z.output<typeof scalingPolicySchema>;

/** A policy as alarms refer to it: its position among those of its target; `null`: it is disabled. */
export interface ResolvedPolicy {
  readonly index: number | null;
  readonly kind: ScalingPolicySpec['kind'];
}

/** The policies of a target; those that are wrong are left out, though their names are known. */
export interface ResolvedPolicies {
  readonly specs: readonly ScalingPolicySpec[];
  readonly names: Names<ResolvedPolicy>;
}

/** Resolves the policies of a target. */
export function resolveScalingPolicies(
  list: z.output<typeof scalingPoliciesSchema>,
  resourceId: string,
  path: Path,
  parts: MetricParts & PredictiveParts,
  context: LoadContext,
): ResolvedPolicies {
  const { findings } = context;
  const specs: ScalingPolicySpec[] = [];
  const names = new Names<ResolvedPolicy>(`a scaling policy of ${resourceId}`);
  if (findings.isBroken(path)) names.addBroken(null);
  for (const [i, stated] of list.entries()) {
    const at: Path = [...path, i];
    checkRepeated(stated, resourceId, at, findings);
    const spec = resolvePolicy(stated, at, parts, context);
    if (spec === null) {
      names.addBroken(stated.policyName);
      continue;
    }
    names.add(stated.policyName, { index: specs.length, kind: spec.kind }, [...at, 'policyName'], findings);
    specs.push(spec);
  }
  checkPredefined(list, path, context);
  return { specs, names };
}

function resolvePolicy(
  stated: Stated,
  path: Path,
  parts: MetricParts & PredictiveParts,
  context: LoadContext,
): ScalingPolicySpec | null {
  const { findings } = context;
  const { policyName } = stated;
  const given = TYPES.filter((type) => stated[CONFIGURATIONS[type]] !== undefined);
  const type = stated.policyType ?? given[0];
  if (given.length !== 1 || type !== given[0]) {
    findings.add(
      path,
      stated.policyType === undefined
        ? `exactly one of ${Object.values(CONFIGURATIONS)
            .map((key) => `\`${key}\``)
            .join(', ')}`
        : `\`${CONFIGURATIONS[stated.policyType]}\` with ${stated.policyType}, and no other`,
      given.length === 0 ? 'none' : given.map((each) => `\`${CONFIGURATIONS[each]}\``).join(' and '),
    );
    return null;
  }
  const at: Path = [...path, CONFIGURATIONS[given[0]!]];
  const { targetTrackingScalingPolicyConfiguration: tracking, stepScalingPolicyConfiguration: step } = stated;
  if (tracking !== undefined)
    return resolveTargetTracking(policyName, tracking, parts.service, at, parts, findings);
  if (step !== undefined) return resolveStepScaling(policyName, step, at, findings);
  const predictive = stated.predictiveScalingPolicyConfiguration!;
  return resolvePredictiveScaling(policyName, predictive, at, parts, context);
}

/** Application Auto Scaling takes one target tracking policy for each predefined metric. */
function checkPredefined(list: readonly Stated[], path: Path, { findings }: LoadContext): void {
  const types = new Set<string>();
  for (const [i, { targetTrackingScalingPolicyConfiguration: tracking }] of list.entries()) {
    const type = tracking?.predefinedMetricSpecification?.predefinedMetricType;
    if (type === undefined) continue;
    if (types.has(type))
      findings.add(
        [
          ...path,
          i,
          'targetTrackingScalingPolicyConfiguration',
          'predefinedMetricSpecification',
          'predefinedMetricType',
        ],
        'a metric that no other target tracking policy of the target has',
        `${describeValue(type)} once more`,
      );
    types.add(type);
  }
}
