import { expect, test } from 'vitest';
import { quotaUses } from '../../../src/scenario/operations/quota-uses.ts';
import { complaintsOf, load, small } from '../../support/load.ts';

/** Two entries and a cluster beside them whose instances are called alike. */
const withActions = (...actions: readonly unknown[]) =>
  small({
    simulation: { duration: '1h' },
    clusters: [
      {
        clusterName: 'main',
        containerInstances: [
          { name: 'box', ec2InstanceType: 'm5.large', count: 2 },
          { name: 'spare', ec2InstanceType: 'm5.large', count: 0 },
          { ec2InstanceType: 'm5.large' },
          { ec2InstanceType: 'm5.large' },
        ],
      },
      { clusterName: 'other', containerInstances: [{ name: 'box', ec2InstanceType: 'm5.large' }] },
    ],
    workloads: [{ taskDefinition: 'job', cluster: 'main', arrivals: { every: '1m' }, duration: '5m' }],
    actions: actions.map((action) => ({ at: '5m', ...(action as object) })),
  });

const register = (parts: object) => ({ registerContainerInstances: { cluster: 'main', ...parts } });
const terminate = (cluster: string, ...instanceIds: string[]) => ({
  terminateInstances: { cluster, instanceIds },
});

test('one more of an entry, or as many as are said', async () => {
  const { actions } = await load(
    withActions(register({ name: 'box' }), register({ name: 'spare', count: 3 })),
  );
  const base = { kind: 'registerContainerInstances', atMs: 300_000, cluster: 'main' };
  expect(actions).toEqual([
    { ...base, name: 'box', count: 1 },
    { ...base, name: 'spare', count: 3 },
  ]);
});

test('an entry that is not there, or not the only one of its name, is a problem', async () => {
  expect(
    await complaintsOf(withActions(register({ name: 'spade' }), register({ name: 'm5.large' }))),
  ).toEqual([
    'actions[0].registerContainerInstances.name: expected the name of one entry of containerInstances of main (box, spare, m5.large), received "spade". Did you mean spare?',
    'actions[1].registerContainerInstances.name: expected the name of one entry of containerInstances of main (box, spare, m5.large), received "m5.large", which 2 entries are called. Give each entry a `name` of its own.',
  ]);
  expect(await complaintsOf(withActions(register({ name: 'box', count: 0 })))).toHaveLength(1);
});

test('other actions may name what is registered', async () => {
  const registered = register({ name: 'box', count: 2 });
  expect(await complaintsOf(withActions(registered, terminate('main', 'box-4', 'box-5')))).toEqual([]);
  expect(await complaintsOf(withActions(registered, terminate('main', 'box-6')))).toEqual([
    expect.stringContaining('received "box-6"'),
  ]);
  expect(await complaintsOf(withActions(terminate('main', 'box-4')))).toHaveLength(1);
});

test('the quota of container instances counts them from when they are registered', async () => {
  const scenario = await load(
    withActions(register({ name: 'box', count: 4 }), register({ name: 'spare', count: 5 })),
  );
  const uses = quotaUses(scenario).filter(
    ({ quota, path }) => quota === 'containerInstancesPerCluster' && path[0] === 'actions',
  );
  expect(uses.map(({ amount, atMs }) => [amount, atMs])).toEqual([
    [8, 300_000],
    [13, 300_000],
  ]);
});
