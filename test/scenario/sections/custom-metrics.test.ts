import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { scaled } from '../../support/scaled.ts';

const custom = (...customMetrics: readonly unknown[]) => scaled({}, { customMetrics });

test('the values of a metric stand as they are', async () => {
  const { customMetrics } = await load(
    custom(
      {
        namespace: 'Shop',
        metricName: 'Backlog',
        values: {
          steps: [
            ['1h', 5],
            ['2h', 40],
          ],
          scale: 2,
        },
      },
      {
        namespace: 'Shop',
        metricName: 'Backlog',
        dimensions: { queue: 'a' },
        values: { file: 'b.csv', timeColumn: 't', valueColumn: 'v', repeat: true },
      },
    ),
    { files: { 'b.csv': 't,v\n0,1\n60,3\n' } },
  );
  expect(customMetrics).toMatchObject([
    {
      namespace: 'Shop',
      metricName: 'Backlog',
      dimensions: {},
      values: { atMs: [3_600_000, 7_200_000], perSecond: [10, 80] },
    },
    { dimensions: { queue: 'a' }, values: { atMs: [0, 60_000], perSecond: [1, 3], repeat: true } },
  ]);
});

test('names that are AWS’s, and values that are none, are refused', async () => {
  const values = { constant: 1 };
  expect(
    await complaintsOf(
      custom(
        { namespace: 'AWS/X', metricName: 'a', values },
        { namespace: 'ECS/ContainerInsights', metricName: 'TaskCount', values: { constant: 1, per: '1m' } },
        { namespace: 'A', metricName: 'a', values: 5 },
        { namespace: 'A', metricName: 'b', values: [values, { constant: 1, per: 60 }] },
      ),
    ),
  ).toEqual([
    'customMetrics[0].namespace: expected a namespace that does not begin with AWS/, received "AWS/X".',
    'customMetrics[1].metricName: expected a metric that AWS does not publish, received "TaskCount".',
    'customMetrics[1].values.per: expected no `per`, as the values are no rates, received 1 min.',
    'customMetrics[2].values: expected a series such as { constant: 5 }, or a list of series, received 5.',
    'customMetrics[3].values[1].per: expected no `per`, as the values are no rates, received 1 min.',
  ]);
});

test('two are not one metric', async () => {
  const metric = { namespace: 'A', metricName: 'a', values: { constant: 1 } };
  const one = { ...metric, dimensions: { x: '1', y: '2' } };
  const other = { ...metric, dimensions: { y: '2', x: '1' } };
  expect(await complaintsOf(custom(metric, one, other))).toEqual([
    'customMetrics[2]: expected a metric that no other entry is: its own namespace, name or dimensions, received A a once more.',
  ]);
});
