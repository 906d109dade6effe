import * as z from 'zod';
import type { AdjustmentType } from '../../../policies/scaling/step-scaling.ts';
import type { Findings } from '../../findings.ts';
import { checkStepAdjustments } from '../../operations/step-adjustments.ts';
import type { Path } from '../../reading/problem.ts';
import type { ScalingPolicySpec } from '../../scenario.ts';
import { choice, integer } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

const SHAPE = 'ScalingPolicy';
const CONFIGURATION = ['stepScalingPolicyConfiguration'];
const TYPES: readonly AdjustmentType[] = ['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity'];
const DEFAULT_COOLDOWN_SECONDS = 300;

const bound = () => z.number('a number').nullable().optional();

export const stepScalingSchema = mapping(
  {
    adjustmentType: choice(TYPES).describe('What the adjustments of the steps are.'),
    stepAdjustments: z.array(
      mapping(
        {
          metricIntervalLowerBound: bound().describe("From the alarm's threshold; none: no bound below."),
          metricIntervalUpperBound: bound().describe("From the alarm's threshold; none: no bound above."),
          scalingAdjustment: z.int('an integer').describe('Tasks, or percent of them; below 0 fewer.'),
        },
        { aws: { shape: SHAPE, path: [...CONFIGURATION, 'stepAdjustments'] } },
      ),
    ),
    minAdjustmentMagnitude: integer(1)
      .optional()
      .describe('With PercentChangeInCapacity: tasks by which a step changes the count at least.'),
    cooldown: integer(0)
      .prefault(DEFAULT_COOLDOWN_SECONDS)
      .describe(
        'Seconds after it has scaled: a further scale-out counts what the first one brought, a further scale-in waits.',
      ),
    metricAggregationType: choice(['Average', 'Minimum', 'Maximum'])
      .prefault('Average')
      .describe('Over the data points that its alarm has evaluated.'),
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
  const { adjustmentType, stepAdjustments, minAdjustmentMagnitude, cooldown, metricAggregationType } = stated;
  const isPercent = adjustmentType === 'PercentChangeInCapacity';
  if (minAdjustmentMagnitude !== undefined && !isPercent)
    findings.add(
      [...path, 'minAdjustmentMagnitude'],
      '`minAdjustmentMagnitude` only with PercentChangeInCapacity',
      `${minAdjustmentMagnitude} with ${adjustmentType}`,
    );
  findings.addAll([...path, 'stepAdjustments'], checkStepAdjustments(stepAdjustments, adjustmentType));
  return {
    kind: 'step',
    policyName,
    rule: {
      adjustmentType,
      steps: stepAdjustments.map((step) => ({
        lower: step.metricIntervalLowerBound ?? null,
        upper: step.metricIntervalUpperBound ?? null,
        adjustment: step.scalingAdjustment,
      })),
      minAdjustmentMagnitude: minAdjustmentMagnitude ?? 0,
    },
    cooldownMs: cooldown * 1000,
    metricAggregation: metricAggregationType,
  };
}
