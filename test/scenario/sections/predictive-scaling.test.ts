import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { scaled } from '../../support/scaled.ts';

const AT = 'scalableTargets[0].scalingPolicies[0].predictiveScalingPolicyConfiguration';
const METRIC = '.metricSpecifications[0]';

type Parts = Readonly<Record<string, unknown>>;

const CPU = {
  targetValue: 50,
  predefinedMetricPairSpecification: { predefinedMetricType: 'ECSServiceCPUUtilization' },
};
const predicting = (metricSpecifications: unknown, configuration: Parts = {}) => ({
  policyName: 'ahead',
  policyType: 'PredictiveScaling',
  predictiveScalingPolicyConfiguration: { metricSpecifications, ...configuration },
});
const withPolicy = (policy: unknown, parts: Parts = {}, service = 'web') =>
  scaled({ resourceId: `service/main/${service}`, scalingPolicies: [policy] }, parts);
const policyOf = async (policy: unknown, files: Readonly<Record<string, string>> = {}) =>
  (await load(withPolicy(policy), { files })).scalableTargets[0]!.policies[0];
const hourly = async (history: unknown, files: Readonly<Record<string, string>> = {}) => {
  const policy = await policyOf(predicting([{ ...CPU, history }]), files);
  return policy?.kind === 'predictive' ? policy.forecasts[0]!.history?.hourly : undefined;
};

test('it forecasts one quantity or two, and does not act on it unless it is said', async () => {
  expect(await policyOf(predicting([CPU]))).toEqual({
    kind: 'predictive',
    policyName: 'ahead',
    mode: 'ForecastOnly',
    schedulingBufferMs: 300_000,
    maxCapacityBreach: { behavior: 'HonorMaxCapacity' },
    forecasts: [{ load: 'cpu', targetValue: 50, history: null }],
  });
  const requests = {
    targetValue: 600,
    predefinedLoadMetricSpecification: { predefinedMetricType: 'TotalALBRequestCount' },
    predefinedScalingMetricSpecification: { predefinedMetricType: 'ALBRequestCountPerTarget' },
    history: { hourly: [1, 2.5] },
  };
  const configuration = {
    mode: 'ForecastAndScale',
    schedulingBufferTime: 0,
    maxCapacityBreachBehavior: 'IncreaseMaxCapacity',
    maxCapacityBuffer: 10,
  };
  expect(await policyOf(predicting([CPU, requests], configuration))).toEqual({
    kind: 'predictive',
    policyName: 'ahead',
    mode: 'ForecastAndScale',
    schedulingBufferMs: 0,
    maxCapacityBreach: { behavior: 'IncreaseMaxCapacity', buffer: 10 },
    forecasts: [
      { load: 'cpu', targetValue: 50, history: null },
      { load: 'requests', targetValue: 600, history: { hourly: [1, 2.5] } },
    ],
  });
});

test('a history is hours, or a series that becomes hours', async () => {
  expect(await hourly({ hourly: [3, 4] })).toEqual([3, 4]);
  expect(await hourly({ series: { constant: 4, scale: 2 }, hours: 2 })).toEqual([8, 8]);
  const steps = [
    [0, 10],
    ['90m', 40],
    ['2h', 6],
  ];
  // The series has ended with its last step, which is as long as the one before.
  expect(await hourly({ series: { steps }, hours: 3 })).toEqual([10, 25, 6]);
  const twice = { steps: steps.slice(0, 2), repeat: '2h' };
  expect(await hourly({ series: twice, hours: 4 })).toEqual([10, 25, 10, 25]);
  const file = { file: 'load.csv', timeColumn: 't', valueColumn: 'v' };
  expect(await hourly({ series: file, hours: 2 }, { 'load.csv': 't,v\n0,1\n3600,3\n' })).toEqual([1, 3]);
});

test('a daily series has its hours at the times of day before the run', async () => {
  const series = { diurnal: { mean: 100, amplitude: 50, peakAt: '23h' } };
  const hours = (await hourly({ series, hours: 25 }))!;
  expect(hours.indexOf(Math.max(...hours))).toBe(0);
  expect(hours[24]).toBeGreaterThan(149);
  expect(hours[12]).toBeLessThan(51);
});

const EITHER =
  'expected either `predefinedMetricPairSpecification`, or `predefinedLoadMetricSpecification` and `predefinedScalingMetricSpecification`';
const LOAD = { predefinedLoadMetricSpecification: { predefinedMetricType: 'TotalALBRequestCount' } };

test.each([
  [[{ targetValue: 50 }], {}, [`${METRIC}: ${EITHER}, received none of them.`]],
  [[{ ...CPU, ...LOAD }], {}, [`${METRIC}: ${EITHER}, received 2 of them.`]],
  [
    [
      {
        targetValue: 5,
        ...LOAD,
        predefinedScalingMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
    ],
    {},
    [
      `${METRIC}.predefinedScalingMetricSpecification.predefinedMetricType: expected a metric of the same quantity as TotalALBRequestCount, received "ECSServiceAverageCPUUtilization".`,
    ],
  ],
  [
    [{ ...CPU, customizedLoadMetricSpecification: { metricDataQueries: [{ id: 'm1' }] } }],
    {},
    [
      `${METRIC}.customizedLoadMetricSpecification: expected a key that is modelled, received \`customizedLoadMetricSpecification\`, which is not modelled yet.`,
    ],
  ],
  [[CPU, CPU, CPU], {}, ['.metricSpecifications: expected one or two metrics, received a list of 3.']],
  [
    [CPU],
    { schedulingBufferTime: 3600, maxCapacityBuffer: 5 },
    [
      '.schedulingBufferTime: expected an integer from 0 to 3599, received 3600.',
      '.maxCapacityBuffer: expected `maxCapacityBuffer` only with IncreaseMaxCapacity, received 5 with HonorMaxCapacity.',
    ],
  ],
  [
    [CPU],
    { maxCapacityBreachBehavior: 'IncreaseMaxCapacity' },
    ['.maxCapacityBuffer: expected an integer from 0 to 100 with IncreaseMaxCapacity, received nothing.'],
  ],
  [
    [{ ...CPU, history: { hourly: [] } }],
    {},
    [`${METRIC}.history.hourly: expected at least one hour, received an empty list.`],
  ],
  [
    [{ ...CPU, history: { hourly: [1], hours: 3 } }],
    {},
    [`${METRIC}.history.hours: expected \`hours\` only beside \`series\`, received 3.`],
  ],
  [
    [{ ...CPU, history: { series: { constant: 4, per: '1m' } } }],
    {},
    [
      `${METRIC}.history.hours: expected how many hours of \`series\` there are before the start, received nothing.`,
      `${METRIC}.history.series.per: expected no \`per\`, as the values are no rates, received 1 min.`,
    ],
  ],
  [
    [{ ...CPU, history: {} }],
    {},
    [`${METRIC}.history: expected exactly one of \`hourly\`, \`series\`, received an empty mapping.`],
  ],
])('%j %j is refused', async (specifications, configuration, complaints) => {
  expect(await complaintsOf(withPolicy(predicting(specifications, configuration)))).toEqual(
    complaints.map((text) => `${AT}${text}`),
  );
});

test('requests need a target group', async () => {
  const requests = {
    targetValue: 5,
    predefinedMetricPairSpecification: { predefinedMetricType: 'ALBRequestCount' },
  };
  expect(await complaintsOf(withPolicy(predicting([requests]), {}, 'worker'))).toEqual([
    `${AT}${METRIC}.predefinedMetricPairSpecification.predefinedMetricType: expected a metric that the service has, received ALBRequestCount, and worker has no target group of an application load balancer.`,
  ]);
});
