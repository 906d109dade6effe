import { expect, test } from 'vitest';
import { runScaled, track, webTarget } from '../../support/run-scaled.ts';

const CLUSTERS = [
  {
    clusterName: 'main',
    capacityProviders: ['FARGATE'],
    settings: [{ name: 'containerInsights', value: 'enabled' }],
  },
];

/** Messages in the queue, and tasks that work on them. */
const VISIBLE = {
  id: 'visible',
  returnData: false,
  metricStat: {
    metric: {
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: [{ name: 'QueueName', value: 'jobs' }],
    },
    stat: 'Average',
  },
};
const RUNNING = {
  id: 'running',
  returnData: false,
  metricStat: {
    metric: {
      namespace: 'ECS/ContainerInsights',
      metricName: 'RunningTaskCount',
      dimensions: [
        { name: 'ClusterName', value: 'main' },
        { name: 'ServiceName', value: 'web' },
      ],
    },
    stat: 'Average',
  },
};

test('a worker on backlog per task goes to no tasks, and from none to one, and on from there (scaling:R-2.14)', async () => {
  const { lines } = await runScaled({
    simulation: { duration: '24m' },
    clusters: CLUSTERS,
    services: [{ serviceName: 'web', taskDefinition: 'app', launchType: 'FARGATE', desiredCount: 1 }],
    workloads: [
      {
        name: 'jobs',
        service: 'web',
        requests: {
          queue: {
            messages: {
              steps: [
                ['0s', 0],
                ['20m', 1],
              ],
            },
            workMs: 1000,
          },
          cpuMsPerRequest: 100,
          maxConcurrentPerTask: 1,
          noise: 'exact',
        },
      },
    ],
    scalableTargets: [
      webTarget(
        [
          track('backlog', {
            targetValue: 30,
            customizedMetricSpecification: {
              metrics: [
                VISIBLE,
                RUNNING,
                { id: 'each', expression: 'IF(running > 0, visible / running, visible)' },
              ],
            },
          }),
        ],
        { minCapacity: 0 },
      ),
    ],
  });
  expect(lines).toEqual([
    '60 s backlog AlarmHigh OK',
    '60 s backlog AlarmLow OK',
    '900 s backlog AlarmLow ALARM',
    '900 s web 1 -> 0',
    // One data point of 60 messages is enough, and one task is what there is first.
    '1260 s backlog AlarmHigh ALARM',
    '1260 s backlog AlarmLow OK',
    '1260 s web 0 -> 1',
    '1320 s backlog AlarmHigh OK',
    // Messages come as fast as one task works: the third data point of 60 a task.
    '1380 s backlog AlarmHigh ALARM',
    '1380 s web 1 -> 2',
    // Two work off what waits, sixty in a minute.
    '1440 s backlog AlarmHigh OK',
  ]);
});
