import { expect, test } from 'vitest';
import { requestsOf, runScaled, trackCpu, webService, webTarget } from '../../support/run-scaled.ts';

type Parts = Readonly<Record<string, unknown>>;

/** Two days of 100 % of one task, and of 300 % from 2:00 to 3:00; then four hours with one task's load of a fifth. */
const run = (policy: Parts, target: Parts = {}, others: readonly unknown[] = []) =>
  runScaled({
    simulation: { start: '2026-03-02T00:00:00Z', duration: '4h' },
    services: [webService({ desiredCount: 2 })],
    workloads: [requestsOf([['0s', 20]])],
    scalableTargets: [
      webTarget(
        [
          {
            policyName: 'ahead',
            predictiveScalingPolicyConfiguration: {
              mode: 'ForecastAndScale',
              metricSpecifications: [
                {
                  targetValue: 50,
                  predefinedMetricPairSpecification: { predefinedMetricType: 'ECSServiceCPUUtilization' },
                  history: {
                    series: {
                      steps: [
                        ['0s', 100],
                        ['2h', 300],
                        ['3h', 100],
                      ],
                      repeat: '24h',
                    },
                    hours: 48,
                  },
                },
              ],
              ...policy,
            },
          },
          ...others,
        ],
        target,
      ),
    ],
  });

test('five minutes before the hour there is its capacity, and it stays (scaling:X-2.77, X-2.78)', async () => {
  expect((await run({})).changes).toEqual(['6900 s web 2 -> 6']);
  expect((await run({ schedulingBufferTime: 60 })).changes).toEqual(['7140 s web 2 -> 6']);
  expect((await run({ mode: 'ForecastOnly' })).changes).toEqual([]);
});

test('no more than the maximum, unless the policy may (scaling:X-2.73)', async () => {
  const maximum = { maxCapacity: 4 };
  expect((await run({}, maximum)).changes).toEqual(['6900 s web 2 -> 4']);
  const increase = { maxCapacityBreachBehavior: 'IncreaseMaxCapacity', maxCapacityBuffer: 10 };
  expect((await run(increase, maximum)).changes).toEqual(['6900 s web 2 -> 6']);
});

test('another policy scales in to what is forecast, and further when less is', async () => {
  // 20 % of one task are low from the first on: one task is enough, but two are forecast.
  expect((await run({ schedulingBufferTime: 310 }, {}, [trackCpu()])).changes).toEqual([
    '6890 s web 2 -> 6',
    '10800 s web 6 -> 2',
  ]);
});
