import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { ScenarioError } from '../../src/scenario/reading/problem.ts';
import { load } from '../support/load.ts';

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

const FILES = {
  'jobs.csv': 'at,took,cores,mem\n0,60,2,4\n',
  'rate.csv': 't,v\n0,1\n60,2\n',
  'times.csv': 's\n5\n6\n',
};

/** A scenario that has nearly every key. */
const FULL: Plain = {
  name: 'full',
  description: 'all of it',
  simulation: {
    start: '2026-01-31T12:00:00Z',
    duration: '2d',
    warmUp: '1h',
    seed: 7,
    resolution: '10ms',
    timelineStep: '5m',
    placementTie: 'random',
  },
  region: 'eu-west-1',
  capacityProviders: [
    {
      name: 'fleet',
      autoScalingGroupProvider: {
        autoScalingGroupArn: 'batch',
        managedScaling: { status: 'ENABLED', targetCapacity: 90, instanceWarmupPeriod: 60 },
        managedTerminationProtection: 'ENABLED',
        managedDraining: 'DISABLED',
      },
    },
  ],
  autoScalingGroups: [
    {
      autoScalingGroupName: 'batch',
      instanceType: 'm5.large',
      minSize: 1,
      maxSize: 9,
      desiredCapacity: 2,
      cluster: 'main',
      newInstancesProtectedFromScaleIn: true,
      terminationPolicies: ['OldestInstance', 'Default'],
      attributes: { stack: 'prod' },
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    },
  ],
  clusters: [
    {
      clusterName: 'main',
      capacityProviders: ['FARGATE', 'fleet'],
      containerInstances: [
        {
          ec2InstanceType: 'm5.large',
          count: 2,
          availabilityZones: ['eu-west-1a', 'eu-west-1b'],
          attributes: { stack: 'prod' },
        },
        { name: 'big', registeredResources: { cpu: 65536, memory: 262144, gpu: 1 }, hourlyPrice: 1.2 },
      ],
      tags: [{ key: 'team', value: 'x' }],
    },
    { clusterName: 'ideal', idealFleet: { ec2InstanceType: 'm7g.large' } },
  ],
  taskDefinitions: [
    {
      family: 'web',
      cpu: '512',
      memory: '1 GB',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
      ephemeralStorage: { sizeInGiB: 30 },
      containerDefinitions: [
        {
          name: 'web',
          image: 'shop/web:41',
          essential: true,
          stopTimeout: 60,
          portMappings: [{ containerPort: 80 }],
        },
        { name: 'log', image: 'shop/log', essential: false, memoryReservation: 64 },
      ],
    },
    {
      family: 'etl',
      placementConstraints: [{ type: 'memberOf', expression: 'attribute:stack == prod' }],
      containerDefinitions: [
        {
          name: 'etl',
          image: 'shop/etl',
          cpu: 100,
          memory: 512,
          resourceRequirements: [{ type: 'GPU', value: '1' }],
        },
      ],
    },
  ],
  images: { 'shop/web': { sizeMb: 180 }, 'shop/etl': { sizeMb: 900 } },
  workloads: [
    {
      taskDefinition: 'web',
      cluster: 'main',
      launchType: 'FARGATE',
      arrivals: { poisson: { perMinute: 3 }, from: '1h', until: '20h' },
      duration: { lognormal: { mean: '6m', p95: '15m' } },
    },
    {
      taskDefinition: 'web:1',
      cluster: 'main',
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
      arrivals: { burst: { at: '2h', count: 5 } },
      duration: 90,
      group: 'g',
    },
    {
      name: 'night',
      taskDefinition: 'etl',
      cluster: 'main',
      arrivals: { schedule: 'cron(0 1 * * ? *)', timeZone: 'Europe/Berlin', count: 12 },
      duration: { empirical: { file: 'times.csv', column: 's' } },
      placementStrategy: [
        { type: 'spread', field: 'attribute:ecs.availability-zone' },
        { type: 'binpack', field: 'memory' },
      ],
      placementConstraints: [{ type: 'distinctInstance' }],
      onFailure: { retry: { every: '30s', attempts: 5 } },
      waitOrder: 'strict',
    },
    {
      taskDefinition: 'etl',
      cluster: 'main',
      arrivals: {
        poisson: {
          rate: [
            { file: 'rate.csv', timeColumn: 't', valueColumn: 'v', per: '1m', repeat: true },
            { constant: 0.1 },
          ],
        },
        limit: 50,
      },
      duration: { uniform: { min: 1, max: '3m' } },
      onFailure: 'giveUp',
    },
    {
      trace: {
        file: 'jobs.csv',
        columns: { submitted: 'at', duration: 'took', vcpu: 'cores', memoryGiB: 'mem' },
        where: { cores: 2 },
      },
      cluster: 'ideal',
    },
  ],
  actions: [
    { at: '3h', stopTask: { cluster: 'main', task: 'etl-3', reason: 'x' } },
    { at: '2026-02-01T00:00:00Z', terminateInstances: { cluster: 'main', instanceIds: ['big-1'] } },
  ],
  timings: {
    base: 'instant',
    'container.start': { lognormal: { median: '1s', sigma: 0.6 } },
    'pull.ec2': { megabytesPerSecond: 25 },
    'image.sizeMb': 100,
  },
  pricing: { splitCostWeights: { cpu: 0.8, memory: 0.2 } },
  assertions: [
    { that: 'cost.total', atMost: 900 },
    { that: 'max(running)', atLeast: 1, scope: 'cluster/main' },
  ],
};

const isMapping = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with its keys in another order, and in another case where `respell` says so. */
function rewrite(
  value: Plain,
  order: (keys: string[]) => string[],
  respell: (key: string, path: readonly string[]) => string,
  path: readonly string[] = [],
): Plain {
  if (Array.isArray(value)) return value.map((item) => rewrite(item as Plain, order, respell, path));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    order(Object.keys(value)).map((key) => [
      respell(key, path),
      rewrite(value[key]!, order, respell, [...path, key]),
    ]),
  );
}

/** Names that are the user's own: their case counts. */
const OWN_NAMES = ['images', 'attributes', 'where'];

test('how a scenario is written does not matter: JSON or YAML, order and case of keys', async () => {
  const first = await load(JSON.stringify(FULL), { files: FILES });
  expect(first.workloads).toHaveLength(5);
  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.nat(1000)),
      fc.constantFrom('json', 'pretty', 'yaml', 'flow'),
      async (numbers, form) => {
        const next = () => numbers.next().value as number;
        const order = (keys: string[]) =>
          keys
            .map((key) => ({ key, at: next() }))
            .sort((a, b) => a.at - b.at)
            .map(({ key }) => key);
        const respell = (key: string, path: readonly string[]) => {
          if (OWN_NAMES.includes(path.at(-1) ?? '')) return key;
          return [key, key.toUpperCase(), key.toLowerCase(), key[0]!.toUpperCase() + key.slice(1)][
            next() % 4
          ]!;
        };
        const value = rewrite(FULL, order, respell);
        const text =
          form === 'json'
            ? JSON.stringify(value)
            : form === 'pretty'
              ? JSON.stringify(value, null, 2)
              : stringify(value, { collectionStyle: form === 'flow' ? 'flow' : 'any' });
        const again = await load(text, { files: FILES });
        expect({ ...again, digest: '' }).toEqual({ ...first, digest: '' });
        const sorted = await load(JSON.stringify(rewrite(FULL, order, (key) => key)), { files: FILES });
        expect(sorted.digest).toBe(first.digest);
      },
    ),
    { numRuns: 8, seed: 1 },
  );
});

test('a scenario is plain data', async () => {
  const scenario = await load(JSON.stringify(FULL), { files: FILES });
  // Timings and quotas hold Infinity, which JSON cannot.
  const finite = { ...scenario, timings: null, quotas: null };
  expect(JSON.parse(JSON.stringify(finite))).toEqual(finite);
});

/** Every place in a value, as a path. */
function places(value: Plain, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, i) => places(item as Plain, [...path, i]))];
  if (!isMapping(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]))];
}

/** The value with another one at a place, or without it. */
function replaceAt(
  value: Plain,
  [step, ...rest]: readonly (string | number)[],
  by: Plain | undefined,
): Plain | undefined {
  if (step === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.flatMap((item, i) =>
      i === step ? [replaceAt(item as Plain, rest, by)].filter((x) => x !== undefined) : [item as Plain],
    ) as Plain;
  const entries = Object.entries(value as { readonly [key: string]: Plain }).map(
    ([key, item]) => [key, key === step ? replaceAt(item, rest, by) : item] as const,
  );
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined)) as Plain;
}

const strange: fc.Arbitrary<Plain | undefined> = fc.oneof(
  fc.constantFrom<Plain | undefined>(
    undefined,
    null,
    true,
    -1,
    0,
    1.5,
    1e300,
    '',
    'x',
    '1h',
    [],
    {},
    [[]],
    [{}],
    [null],
    { x: 1 },
    { file: 'jobs.csv' },
    { exponential: {} },
    'FARGATE',
    'job',
    'constructor',
  ),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Plain>,
);

test('whatever is wrong, it is told as problems with a place in the text, never by another exception', async () => {
  const all = places(FULL);
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(all.length - 1), strange), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (changes, asYaml) => {
        let value: Plain | undefined = FULL;
        for (const [place, by] of changes)
          if (value !== undefined && value !== null && typeof value === 'object')
            value = replaceAt(value, all[place]!, by);
        const text = asYaml ? stringify(value ?? null) : JSON.stringify(value ?? null, null, 1);
        const lines = text.split('\n');
        try {
          await load(text, { files: FILES });
        } catch (error) {
          refused++;
          if (!(error instanceof ScenarioError)) throw error;
          expect(error.problems.length).toBeGreaterThan(0);
          for (const { at, expected, received } of error.problems) {
            expect(at!.line).toBeGreaterThanOrEqual(1);
            expect(at!.line).toBeLessThanOrEqual(lines.length);
            expect(at!.column).toBeGreaterThanOrEqual(1);
            expect(at!.column).toBeLessThanOrEqual(lines[at!.line - 1]!.length + 1);
            expect(expected).not.toMatch(/undefined|\[object|something else/);
            expect(received).not.toMatch(/undefined|\[object/);
          }
        }
      },
    ),
    { numRuns: 80, seed: 2 },
  );
  expect(refused).toBeGreaterThan(40);
});

test('any text at all is a scenario or a list of problems', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 200, unit: 'binary' }), async (text) => {
      const error = await load(text).catch((caught: unknown) => caught);
      if (error instanceof Error) expect(error).toBeInstanceOf(ScenarioError);
    }),
    { numRuns: 30, seed: 3 },
  );
});
