import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { scaled, stepping } from '../../support/scaled.ts';

const AT = 'scalableTargets[0].scalingPolicies[0].stepScalingPolicyConfiguration';

const policyOf = async (configuration: Readonly<Record<string, unknown>>) =>
  (await load(scaled({ scalingPolicies: [stepping(configuration)] }))).scalableTargets[0]!.policies[0];

test('a step scaling policy has its steps, and AWS’s defaults', async () => {
  expect(await policyOf({})).toEqual({
    kind: 'step',
    policyName: 'up',
    rule: {
      adjustmentType: 'ChangeInCapacity',
      steps: [{ lower: 0, upper: null, adjustment: 1 }],
      minAdjustmentMagnitude: 0,
    },
    isSimple: false,
    cooldownMs: 300_000,
    warmUpMs: 0,
    metricAggregation: 'Average',
  });
  expect(
    await policyOf({
      adjustmentType: 'PercentChangeInCapacity',
      minAdjustmentMagnitude: 2,
      cooldown: 60,
      metricAggregationType: 'Maximum',
      stepAdjustments: [
        { metricIntervalLowerBound: 0, metricIntervalUpperBound: 15, scalingAdjustment: 10 },
        { metricIntervalLowerBound: 15, metricIntervalUpperBound: null, scalingAdjustment: 20 },
        { metricIntervalUpperBound: 0, scalingAdjustment: -10 },
      ],
    }),
  ).toMatchObject({
    rule: {
      adjustmentType: 'PercentChangeInCapacity',
      steps: [
        { lower: 0, upper: 15, adjustment: 10 },
        { lower: 15, upper: null, adjustment: 20 },
        { lower: null, upper: 0, adjustment: -10 },
      ],
      minAdjustmentMagnitude: 2,
    },
    cooldownMs: 60_000,
    metricAggregation: 'Maximum',
  });
});

test.each([
  [
    { adjustmentType: 'Change' },
    '.adjustmentType: expected one of ChangeInCapacity, PercentChangeInCapacity, ExactCapacity, received "Change". Did you mean ChangeInCapacity?',
  ],
  [
    { minAdjustmentMagnitude: 2 },
    '.minAdjustmentMagnitude: expected `minAdjustmentMagnitude` only with PercentChangeInCapacity, received 2 with ChangeInCapacity.',
  ],
  [
    { stepAdjustments: [{ metricIntervalLowerBound: 0, scalingAdjustment: 1.5 }] },
    '.stepAdjustments[0].scalingAdjustment: expected an integer, received 1.5.',
  ],
  [{ stepAdjustments: [] }, '.stepAdjustments: expected at least one step, received none.'],
  [{ cooldown: '5m' }, '.cooldown: expected an integer from 0 up, received "5m".'],
])('%j is refused', async (configuration, complaint) => {
  expect(await complaintsOf(scaled({ scalingPolicies: [stepping(configuration)] }))).toEqual([
    `${AT}${complaint}`,
  ]);
});
