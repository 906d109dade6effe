import * as z from 'zod';
import type { AdjustmentType, StepRule } from '../../../policies/scaling/step-scaling.ts';
import type { Findings } from '../../findings.ts';
import { checkStepAdjustments } from '../../operations/step-adjustments.ts';
import type { Path } from '../../reading/problem.ts';
import type { ScalingPolicySpec } from '../../scaling-spec.ts';
import { choice, integer } from '../../shapes/fields.ts';
import { type KeyRules, mapping } from '../../shapes/mapping.ts';

const SHAPE = 'ScalingPolicy';
const CONFIGURATION = ['stepScalingPolicyConfiguration'];
const TYPES: readonly AdjustmentType[] = ['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity'];
const DEFAULT_COOLDOWN_SECONDS = 300;

const bound = () => z.number('a number').nullable().optional();

const adjustmentKeys = {
  metricIntervalLowerBound: bound().describe("From the alarm's threshold; none: no bound below."),
  metricIntervalUpperBound: bound().describe("From the alarm's threshold; none: no bound above."),
  scalingAdjustment: z.int('an integer').describe('Tasks or instances, or percent of them; below 0 fewer.'),
};

type Adjustments = z.ZodArray<z.ZodObject<typeof adjustmentKeys, z.core.$strict>>;

/** The steps of a policy. */
export function stepAdjustmentsSchema(aws: NonNullable<KeyRules['aws']>): Adjustments {
  return z.array(mapping(adjustmentKeys, { aws }));
}

/** Of all step scaling policies. */
export const stepKeys = {
  adjustmentType: choice(TYPES).describe('What the adjustments of the steps are.'),
  minAdjustmentMagnitude: integer(1)
    .optional()
    .describe('With PercentChangeInCapacity: tasks or instances by which a step changes the count at least.'),
  metricAggregationType: choice(['Average', 'Minimum', 'Maximum'])
    .prefault('Average')
    .describe('Over the data points that its alarm has evaluated.'),
};

export const stepScalingSchema = mapping(
  {
    ...stepKeys,
    stepAdjustments: stepAdjustmentsSchema({ shape: SHAPE, path: [...CONFIGURATION, 'stepAdjustments'] }),
    cooldown: integer(0)
      .prefault(DEFAULT_COOLDOWN_SECONDS)
      .describe(
        'Seconds after it has scaled: a further scale-out counts what the first one brought, a further scale-in waits.',
      ),
  },
  { aws: { shape: SHAPE, path: CONFIGURATION } },
);

/** A step scaling policy, which alarms of the scenario call. */
export function resolveStepScaling(
  policyName: string,
  stated: z.output<typeof stepScalingSchema>,
  path: Path,
  findings: Findings,
): Extract<ScalingPolicySpec, { kind: 'step' }> {
  const { cooldown, metricAggregationType } = stated;
  return {
    kind: 'step',
    policyName,
    rule: stepRule(stated, path, findings),
    isSimple: false,
    cooldownMs: cooldown * 1000,
    warmUpMs: 0,
    metricAggregation: metricAggregationType,
  };
}

/** The steps of a policy, and what PutScalingPolicy refuses about them. */
export function stepRule(
  {
    adjustmentType,
    stepAdjustments,
    minAdjustmentMagnitude,
  }: Pick<
    z.output<typeof stepScalingSchema>,
    'adjustmentType' | 'stepAdjustments' | 'minAdjustmentMagnitude'
  >,
  path: Path,
  findings: Findings,
): StepRule {
  checkMagnitude({ adjustmentType, minAdjustmentMagnitude }, path, findings);
  findings.addAll([...path, 'stepAdjustments'], checkStepAdjustments(stepAdjustments, adjustmentType));
  return {
    adjustmentType,
    steps: stepAdjustments.map((step) => ({
      lower: step.metricIntervalLowerBound ?? null,
      upper: step.metricIntervalUpperBound ?? null,
      adjustment: step.scalingAdjustment,
    })),
    minAdjustmentMagnitude: minAdjustmentMagnitude ?? 0,
  };
}

/** Only percentages come to less than one. */
export function checkMagnitude(
  {
    adjustmentType,
    minAdjustmentMagnitude,
  }: { readonly adjustmentType: AdjustmentType; readonly minAdjustmentMagnitude?: number | undefined },
  path: Path,
  findings: Findings,
): void {
  if (minAdjustmentMagnitude === undefined || adjustmentType === 'PercentChangeInCapacity') return;
  findings.add(
    [...path, 'minAdjustmentMagnitude'],
    '`minAdjustmentMagnitude` only with PercentChangeInCapacity',
    `${minAdjustmentMagnitude} with ${adjustmentType}`,
  );
}
