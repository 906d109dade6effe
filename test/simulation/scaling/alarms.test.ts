import { expect, test } from 'vitest';
import {
  BACKLOG,
  backlog,
  backlogAlarm,
  requestsOf,
  runScaled,
  webService,
} from '../../support/run-scaled.ts';

type Parts = Readonly<Record<string, unknown>>;

/** A CSV file of a value a minute, which ends with the last of them. */
const fileOf = (...values: readonly number[]) =>
  ['time,value', ...values.map((value, minute) => `${minute * 60},${value}`)].join('\n');

/** What becomes of an alarm on a metric that has these values, minute by minute. */
async function states(values: readonly number[], alarm: Parts, duration = '20m'): Promise<readonly string[]> {
  const { lines } = await runScaled(
    {
      simulation: { duration },
      customMetrics: [backlog({ file: 'v.csv', timeColumn: 'time', valueColumn: 'value' })],
      alarms: [alarm],
    },
    { 'v.csv': fileOf(...values) },
  );
  return lines;
}

test('two of three', async () => {
  const alarm = backlogAlarm('a', { evaluationPeriods: 3, datapointsToAlarm: 2 });
  expect(await states([0, 15, 0, 15, 0, 0, 0, 0], alarm, '8m')).toEqual([
    '60 s a OK',
    '240 s a ALARM',
    '300 s a OK',
  ]);
});

test('a metric that stops while it is high: for one data point it looks three back (scaling:R-1.8, R-1.14)', async () => {
  const ended = (treatMissingData: string) =>
    states([20, 20, 20, 20, 20], backlogAlarm('a', { treatMissingData }));
  expect(await ended('missing')).toEqual(['60 s a ALARM', '480 s a INSUFFICIENT_DATA']);
  expect(await ended('ignore')).toEqual(['60 s a ALARM']);
  // Before there is any data point that is missing, too.
  expect(await ended('breaching')).toEqual(['0 s a ALARM']);
  expect(await ended('notBreaching')).toEqual(['0 s a OK', '60 s a ALARM', '480 s a OK']);
});

test('and while it is low', async () => {
  const ended = (treatMissingData: string) =>
    states([5, 5, 5, 5, 5], backlogAlarm('a', { treatMissingData }));
  expect(await ended('missing')).toEqual(['60 s a OK', '480 s a INSUFFICIENT_DATA']);
  expect(await ended('ignore')).toEqual(['60 s a OK']);
  expect(await ended('breaching')).toEqual(['0 s a ALARM', '60 s a OK', '480 s a ALARM']);
  expect(await ended('notBreaching')).toEqual(['0 s a OK']);
});

test('in its warm-up an alarm waits for all of its data points, or for its end', async () => {
  const values = Array.from({ length: 20 }, () => 20);
  const warm = (more: Parts) =>
    states(
      values,
      backlogAlarm('a', {
        evaluationPeriods: 3,
        datapointsToAlarm: 1,
        warmUpConfiguration: { warmUpPeriodDurationInMinutes: 7, ...more },
      }),
    );
  expect(await states(values, backlogAlarm('a', { evaluationPeriods: 3, datapointsToAlarm: 1 }))).toEqual([
    '60 s a ALARM',
  ]);
  expect(await warm({})).toEqual(['180 s a ALARM']);
  expect(await warm({ onlyStartEvaluatingAfterWarmUpPeriodEnds: true })).toEqual(['420 s a ALARM']);
});

test('FILL stands for what is missing', async () => {
  const filled = (by: string) => {
    const { namespace, metricName, statistic: stat } = BACKLOG;
    const metrics = [
      { id: 'm1', returnData: false, metricStat: { metric: { namespace, metricName }, stat, period: 60 } },
      { id: 'e1', expression: `FILL(m1, ${by})` },
    ];
    const { evaluationPeriods, threshold, comparisonOperator } = backlogAlarm('a') as Record<string, unknown>;
    return states([20, 20, 20, 20, 20], {
      alarmName: 'a',
      metrics,
      evaluationPeriods,
      threshold,
      comparisonOperator,
    });
  };
  expect(await filled('0')).toEqual(['60 s a ALARM', '360 s a OK']);
  expect(await filled('REPEAT')).toEqual(['60 s a ALARM']);
});

test('there are no response times of requests that no longer come', async () => {
  const { lines } = await responses(
    [
      ['0s', 20],
      ['10m', 0],
    ],
    { statistic: 'Average' },
  );
  // The last answers come in the eleventh minute, and the alarm looks three back.
  expect(lines).toEqual(['60 s slow ALARM', '840 s slow INSUFFICIENT_DATA']);
});

test('p99 of fewer than a thousand samples is ignored if one likes (scaling:R-1.12)', async () => {
  const slow = async (perSecond: number, evaluateLowSampleCountPercentile: string) =>
    (await responses([['0s', perSecond]], { extendedStatistic: 'p99', evaluateLowSampleCountPercentile }))
      .lines;
  // 960 a minute, and 1020.
  expect(await slow(16, 'evaluate')).toEqual(['60 s slow ALARM']);
  expect(await slow(16, 'ignore')).toEqual([]);
  expect(await slow(17, 'ignore')).toEqual(['60 s slow ALARM']);
});

/** An alarm on response times above 5 ms. */
function responses(
  steps: readonly (readonly [string, number])[],
  alarm: Parts,
): ReturnType<typeof runScaled> {
  return runScaled({
    simulation: { duration: '20m' },
    targetGroups: [{ name: 'web' }],
    loadBalancers: [{ name: 'shop', targetGroups: ['web'] }],
    services: [
      webService({ loadBalancers: [{ targetGroupArn: 'web', containerName: 'app', containerPort: 80 }] }),
    ],
    workloads: [requestsOf(steps)],
    alarms: [
      {
        alarmName: 'slow',
        namespace: 'AWS/ApplicationELB',
        metricName: 'TargetResponseTime',
        dimensions: [{ name: 'TargetGroup', value: 'web' }],
        evaluationPeriods: 1,
        threshold: 0.005,
        comparisonOperator: 'GreaterThanThreshold',
        ...alarm,
      },
    ],
  });
}

test('a period of five minutes is looked at every minute, and slides (scaling:X-1.45)', async () => {
  const values = [0, 0, 0, 0, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0];
  // The eighth minute is in the periods that end with the 8th to the 12th: 50 in one of five is 10 on average.
  expect(await states(values, backlogAlarm('a', { period: 300 }), '15m')).toEqual([
    '60 s a OK',
    '480 s a ALARM',
    '780 s a OK',
  ]);
});
