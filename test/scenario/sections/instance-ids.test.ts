import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../../../src/simulation/simulate.ts';
import { complaintsOf, load, small } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const box = (count: number, ...zones: string[]) => ({
  name: 'box',
  ec2InstanceType: 'm5.large',
  count,
  availabilityZones: zones.map((letter) => `us-east-1${letter}`),
});
const outage = (at: string, zone: string, length: string) => ({
  at,
  availabilityZoneOutage: { availabilityZone: `us-east-1${zone}`, for: length },
});
const register = (at: string, count: number, parts: Parts = {}) => ({
  at,
  registerContainerInstances: { name: 'box', count, ...parts },
});
const drain = (cluster: string, ...containerInstances: string[]) => ({
  at: '5h',
  updateContainerInstancesState: { cluster, containerInstances, status: 'DRAINING' },
});

const CLUSTERS = [
  { clusterName: 'main', containerInstances: [box(5, 'a', 'b')] },
  { clusterName: 'other', containerInstances: [box(1, 'c')] },
];
const scenario = (actions: readonly Parts[]) =>
  small({ simulation: { duration: '6h' }, clusters: CLUSTERS, workloads: [], actions });

/** The ids of the instances that the cluster is said to have. */
async function known(cluster: string, ...actions: Parts[]): Promise<string> {
  const [complaint = ''] = await complaintsOf(scenario([...actions, drain(cluster, 'box-99')]));
  return /\((.*)\), received "box-99"/.exec(complaint)?.[1] ?? complaint;
}

test('those that a zone gives back count on behind those of the start', async () => {
  expect(await known('main')).toBe('box-1 to 5');
  expect(await known('main', outage('1h', 'a', '1h'))).toBe('box-1 to 5, box-7 to 9');
  expect(await known('other', outage('1h', 'a', '1h'))).toBe('box-6');
  expect(await known('main', outage('1h', 'b', '1h'))).toBe('box-1 to 5, box-7 to 8');
  expect(await known('main', outage('1h', 'a', '1h'), outage('3h', 'b', '1h'))).toBe(
    'box-1 to 5, box-7 to 11',
  );
});

test('a zone that stays lost to the end gives nothing back, and one that is lost twice at a time only once', async () => {
  expect(await known('main', outage('1h', 'a', '6h'))).toBe('box-1 to 5');
  expect(await known('main', outage('1h', 'a', '2h'), outage('2h', 'a', '2h'))).toBe(
    'box-1 to 5, box-7 to 9',
  );
  expect(await known('main', outage('1h', 'a', '1h'), outage('3h', 'a', '1h'))).toBe(
    'box-1 to 5, box-7 to 12',
  );
});

test('what is registered counts, and can be lost and come back', async () => {
  const two = register('30m', 2, { cluster: 'main' });
  expect(await known('main', two)).toBe('box-1 to 5, box-7 to 8');
  expect(await known('other', two)).toBe('box-6');
  expect(await known('main', two, outage('1h', 'a', '1h'))).toBe('box-1 to 5, box-7 to 13');
  expect(await known('main', outage('10m', 'a', '1h'), two)).toBe('box-1 to 5, box-7 to 11');
});

test('of ids that a registration may have been meant to bring nothing is said while it is wrong', async () => {
  const wrong = register('1m', 2);
  expect(await complaintsOf(scenario([wrong, drain('main', 'box-7')]))).toEqual([
    'actions[0].registerContainerInstances.cluster: expected one of the clusters (main, other), as none is called default, received nothing.',
  ]);
});

const hours = fc.integer({ min: 1, max: 9 }).map((half) => `${half * 30}m`);
const action = fc.oneof(
  fc.tuple(hours, fc.constantFrom('a', 'b', 'c'), hours).map((parts) => outage(...parts)),
  fc
    .tuple(hours, fc.integer({ min: 1, max: 3 }), fc.constantFrom('main', 'other'))
    .map(([at, count, cluster]) => register(at, count, { cluster })),
);

test('every instance that a run comes to have may be named', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 6 }), async (actions) => {
      const simulation = simulate(await load(scenario(actions)));
      const { fleet, clusters } = simulation;
      const drained = Array.from({ length: fleet.rows }, (_, instance) =>
        drain(clusters[fleet.cluster[instance]!]!, simulation.instanceId(instance)),
      );
      expect(await complaintsOf(scenario([...actions, ...drained]))).toEqual([]);
    }),
    { seed: 5, numRuns: 60 },
  );
});
