import * as z from 'zod';
import { amount, choice, flag, integer, modelledChoice, text } from '../../../shapes/fields.ts';
import { mapping, notModelled } from '../../../shapes/mapping.ts';
import { customizedMetricSchema } from '../../scaling/customized-metric.ts';
import { stepAdjustmentsSchema, stepKeys } from '../../scaling/step-scaling.ts';

const SHAPE = 'AutoScalingPolicy';
const TRACKING = ['targetTrackingConfiguration'];
/** scaling. */
const MOST_POLICIES = 50;

const policyType: z.ZodType<GroupPolicyType, string> = modelledChoice<GroupPolicyType>(
  ['SimpleScaling', 'StepScaling', 'TargetTrackingScaling'],
  /^PredictiveScaling$/,
);
export type GroupPolicyType = 'SimpleScaling' | 'StepScaling' | 'TargetTrackingScaling';

const predefinedMetricType: z.ZodType<GroupMetricType, string> = modelledChoice<GroupMetricType>(
  ['ASGAverageCPUUtilization', 'ALBRequestCountPerTarget'],
  /^ASGAverageNetwork(In|Out)$/,
);
export type GroupMetricType = 'ASGAverageCPUUtilization' | 'ALBRequestCountPerTarget';

const trackingSchema = mapping(
  {
    targetValue: amount(true).describe('What the metric is to be: percent, or requests a minute per target.'),
    predefinedMetricSpecification: mapping(
      {
        predefinedMetricType: predefinedMetricType.describe(
          "Average CPU of the group's instances, or requests per target of a target group.",
        ),
        resourceLabel: text('a target group')
          .optional()
          .describe('Of requests: app/NAME/ID/targetgroup/NAME/ID.'),
      },
      { aws: { shape: SHAPE, path: [...TRACKING, 'predefinedMetricSpecification'] } },
    ).optional(),
    customizedMetricSpecification: customizedMetricSchema({
      shape: SHAPE,
      path: [...TRACKING, 'customizedMetricSpecification'],
    }).optional(),
    disableScaleIn: flag().prefault(false).describe('Whether it only scales out.'),
  },
  { aws: { shape: SHAPE, path: TRACKING } },
);
export type StatedTracking = z.output<typeof trackingSchema>;

const groupPolicySchema = mapping(
  {
    autoScalingGroupName: text('the name of the group').optional().describe('That of the group.'),
    policyName: text('a name of up to 255 characters', 255).describe('Its name in the group.'),
    policyType: policyType.prefault('SimpleScaling').describe('How it scales; default SimpleScaling.'),
    adjustmentType: stepKeys.adjustmentType.optional(),
    minAdjustmentMagnitude: stepKeys.minAdjustmentMagnitude,
    scalingAdjustment: z
      .int('an integer')
      .optional()
      .describe('Of simple scaling: instances, or percent of them; below 0 fewer.'),
    cooldown: integer(0)
      .optional()
      .describe("Of simple scaling: seconds that it rests after an activity; default the group's."),
    stepAdjustments: stepAdjustmentsSchema({ shape: SHAPE, path: ['stepAdjustments'] }).optional(),
    metricAggregationType: choice(['Average', 'Minimum', 'Maximum'])
      .optional()
      .describe('Of step scaling: over the data points that its alarm has evaluated; default Average.'),
    estimatedInstanceWarmup: integer(0)
      .optional()
      .describe('Seconds that an instance is in service until it counts; default that of the group.'),
    targetTrackingConfiguration: trackingSchema.optional(),
    enabled: flag().prefault(true).describe('Whether it scales at all.'),
  },
  {
    aws: { shape: SHAPE, path: [] },
    checkedOnly: ['autoScalingGroupName', 'policyType'],
    notModelled: notModelled('predictiveScalingConfiguration', 'minAdjustmentStep'),
    hints: { minAdjustmentStep: 'AWS says: use `minAdjustmentMagnitude` instead.' },
  },
);
export type StatedGroupPolicy = z.output<typeof groupPolicySchema>;

/** Policies of a group, as PutScalingPolicy of EC2 Auto Scaling takes or DescribePolicies has them. */
export const groupPoliciesSchema: z.ZodArray<typeof groupPolicySchema> = z
  .array(groupPolicySchema)
  .max(MOST_POLICIES, `at most ${MOST_POLICIES} scaling policies`);
