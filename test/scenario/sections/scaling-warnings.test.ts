import { expect, test } from 'vitest';
import { load } from '../../support/load.ts';
import { scaled, stepping, tracking } from '../../support/scaled.ts';

type Parts = Readonly<Record<string, unknown>>;

const warningsOf = async (target: Parts, parts: Parts = {}) =>
  (await load(scaled(target, parts))).warnings.map(({ code, message }) => `${code}: ${message}`);

const WORKER = { resourceId: 'service/main/worker' };

test('of a step scaling policy that no alarm names', async () => {
  expect(await warningsOf({ scalingPolicies: [stepping()] })).toEqual([
    'step-policy-without-alarm: Scalable target service/main/web: policy up does nothing: none of the `alarms` names it.',
  ]);
});

const predefined = (predefinedMetricType: string, resourceLabel?: string) =>
  tracking({ predefinedMetricSpecification: { predefinedMetricType, resourceLabel } });

test('of tasks that are watched though nobody says what they use', async () => {
  const text =
    'watched-without-load: Service main/worker: a policy or an alarm looks at its CPU or memory, but no workload says what its tasks use, so that they use all that they reserve (100 %), however many there are.';
  const without = { workloads: [] };
  expect(await warningsOf({ ...WORKER, scalingPolicies: [tracking()] }, without)).toEqual([text]);
  expect(await warningsOf({ ...WORKER, scalingPolicies: [tracking()] })).toEqual([]);
  const alarm = {
    alarmName: 'hot',
    namespace: 'AWS/ECS',
    metricName: 'MemoryUtilization',
    dimensions: [
      { name: 'ClusterName', value: 'main' },
      { name: 'ServiceName', value: 'worker' },
    ],
    statistic: 'Average',
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: 'GreaterThanThreshold',
  };
  expect(await warningsOf({}, { ...without, alarms: [alarm] })).toEqual([text]);
});

test('of requests that are watched and do not come', async () => {
  const scalingPolicies = [predefined('ALBRequestCountPerTarget')];
  expect(await warningsOf({ scalingPolicies })).toEqual([]);
  expect(await warningsOf({ scalingPolicies }, { workloads: [] })).toEqual([
    'watched-without-requests: Service main/web: a policy or an alarm looks at its requests, but no workload brings any.',
  ]);
});

test('of requests that are counted over several target groups', async () => {
  const many = {
    resourceId: 'service/main/many',
    scalingPolicies: [predefined('ALBRequestCountPerTarget', 'targetgroup/front2/1')],
  };
  const workloads = [{ service: 'many', requests: { rate: { constant: 5 }, cpuMsPerRequest: 10 } }];
  expect(await warningsOf(many, { workloads })).toEqual([
    'several-target-groups: Service main/many: the requests of its 3 target groups are counted together, whichever of them a policy or an alarm names.',
  ]);
});

test('of forecasts that have no day to look back at', async () => {
  const predicting = (history?: object) => ({
    policyName: 'ahead',
    predictiveScalingPolicyConfiguration: {
      metricSpecifications: [
        {
          targetValue: 50,
          predefinedMetricPairSpecification: { predefinedMetricType: 'ECSServiceCPUUtilization' },
          history,
        },
      ],
    },
  });
  const parts = { simulation: { duration: '12h' } };
  expect(await warningsOf({ scalingPolicies: [predicting()] }, parts)).toEqual([
    'forecast-without-history: Scalable target service/main/web: policy ahead forecasts nothing in this run: it needs 24 hours of load before, from `history` or from the run.',
  ]);
  const hourly = Array.from({ length: 13 }, () => 50);
  expect(await warningsOf({ scalingPolicies: [predicting({ hourly })] }, parts)).toEqual([]);
  expect(await warningsOf({ scalingPolicies: [predicting()] })).toEqual([]);
});
