import { expect, test } from 'vitest';
import { network, requestsTo, serviceOf, used } from '../../support/network.ts';

const GIB = 1024 ** 3;
const SECONDS = 7200;
const MONTH_HOURS = 31 * 24;
const PUTS = /^Requests-Tier1$/;
const GETS = /^Requests-Tier2$/;
const KMS = /^KMS-Requests$/;
const STORED = /^TimedStorage-ByteHrs$/;
const THROUGH_NAT = /^NatGateway-Bytes$/;
const REGIONS = /^transfer\./;

const KEYS = [{ keyId: 'shop' }];
const encrypted = (bucketKeyEnabled: boolean) => ({
  serverSideEncryptionConfiguration: {
    rules: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyID: 'shop' },
        bucketKeyEnabled,
      },
    ],
  },
});

/** Requests that put and get objects of `near`. */
const calling = (rate: number, calls: object, bucket: object = {}, parts: object = {}) =>
  network({
    workloads: [requestsTo('web', rate, { s3: [{ bucket: 'near', ...calls }] })],
    buckets: [{ name: 'near', ...bucket }],
    kmsKeys: KEYS,
    images: { web: { sizeMb: 0 } },
    ...parts,
  });

/** Those that came last are still on their way. */
const isAbout = (value: number, expected: number) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-3);

test('requests to S3 go with the requests that tasks work on', async () => {
  const calls = { puts: 0.5, gets: 3 };
  isAbout(await used(calling(10, calls), PUTS), SECONDS * 5);
  isAbout(await used(calling(20, calls), PUTS), SECONDS * 10);
  isAbout(await used(calling(10, calls), GETS), SECONDS * 30);
  isAbout(await used(calling(20, calls), GETS), SECONDS * 60);
  expect(await used(calling(10, {}), /^Requests-Tier/)).toBe(0);
  expect(await used(network(), /^Requests-Tier/)).toBe(0);
});

test('what an hour puts lies from its end on until it expires, beside what lay there', async () => {
  const hour = (3600 * 10 * 1_000_000) / GIB / MONTH_HOURS;
  const put = { puts: 1, bytesPerPut: 1_000_000 };
  isAbout(await used(calling(10, put), STORED), hour);
  isAbout(await used(calling(20, put), STORED), 2 * hour);
  isAbout(await used(calling(10, {}, { storedGb: 100 }), STORED), (2 * 100) / MONTH_HOURS);
  expect(await used(calling(10, {}), STORED)).toBe(0);
  const long = { simulation: { start: '2026-03-02T00:00:00Z', duration: '26h' } };
  const expiring = { lifecycleConfiguration: { rules: [{ status: 'Enabled', expiration: { days: 1 } }] } };
  isAbout(await used(calling(10, put, {}, long), STORED), hour * ((25 * 26) / 2));
  isAbout(await used(calling(10, put, expiring, long), STORED), hour * ((23 * 24) / 2 + 2 * 24));
});

test('a bucket with a key of KMS asks it for each object, one with a bucket key for one in a hundred', async () => {
  const calls = { puts: 1, gets: 2 };
  isAbout(await used(calling(10, calls, encrypted(false)), KMS), SECONDS * 30);
  isAbout(await used(calling(10, calls, encrypted(true)), KMS), SECONDS * 0.3);
  expect(await used(calling(10, calls), KMS)).toBe(0);
});

test('bytes of objects take the way to S3, or leave for another region', async () => {
  const calls = { puts: 1, gets: 1, bytesPerPut: 2000, bytesPerGet: 3000 };
  const gb = (SECONDS * 10 * 5000) / GIB;
  const natGateways = [{ availabilityZone: 'us-east-1a' }];
  const gateway = [{ serviceName: 'com.amazonaws.us-east-1.s3' }];
  isAbout(await used(calling(10, calls, {}, { natGateways }), THROUGH_NAT), gb);
  isAbout(await used(calling(20, calls, {}, { natGateways }), THROUGH_NAT), 2 * gb);
  expect(await used(calling(10, calls, {}, { natGateways, vpcEndpoints: gateway }), THROUGH_NAT)).toBe(0);
  expect(await used(calling(10, calls), REGIONS)).toBe(0);
  const far = { bucketRegion: 'eu-west-1' };
  isAbout(await used(calling(10, calls, far), /^transfer\.interRegion\.gb$/), gb);
  isAbout(await used(calling(20, calls, far), /^transfer\.interRegion\.gb$/), 2 * gb);
  isAbout(await used(calling(10, calls, far, { natGateways, vpcEndpoints: gateway }), THROUGH_NAT), gb);
  isAbout(await used(calling(10, calls, { bucketRegion: 'us-east-2' }), /^transfer\.usEast\.gb$/), gb);
});

/** A job every minute. */
const jobs = (every: string, calls: object) =>
  network({
    services: [],
    workloads: [
      {
        taskDefinition: 'web',
        launchType: 'FARGATE',
        arrivals: { every },
        duration: '30s',
        networkConfiguration: serviceOf('x')['networkConfiguration'],
        ...calls,
      },
    ],
    buckets: [{ name: 'near' }],
    kmsKeys: KEYS,
  });

test('tasks of a workload ask once each, at their start', async () => {
  const calls = { s3: [{ bucket: 'near', puts: 2, gets: 5 }], kms: [{ keyId: 'shop', requests: 3 }] };
  for (const [usage, each] of [
    [PUTS, 2],
    [GETS, 5],
    [KMS, 3],
  ] as const) {
    expect(await used(jobs('60s', calls), usage)).toBe(120 * each);
    expect(await used(jobs('30s', calls), usage)).toBe(240 * each);
    expect(await used(jobs('60s', {}), usage)).toBe(0);
  }
});

test('a key costs by the month unless it is one of AWS; what requests ask of it goes with them', async () => {
  const asking = (rate: number, kmsKeys: readonly object[] = KEYS) =>
    network({ workloads: [requestsTo('web', rate, { kms: [{ keyId: 'shop' }] })], kmsKeys });
  isAbout(await used(asking(10), KMS), SECONDS * 10);
  isAbout(await used(asking(20), KMS), SECONDS * 20);
  expect(await used(network(), KMS)).toBe(0);
  expect(await used(asking(10), /^KMS-Keys$/)).toBeCloseTo(2 / MONTH_HOURS, 6);
  expect(await used(asking(10, [...KEYS, { keyId: 'other' }]), /^KMS-Keys$/)).toBeCloseTo(4 / MONTH_HOURS, 6);
  expect(await used(asking(10, [{ keyId: 'shop', keyManager: 'AWS' }]), /^KMS-Keys$/)).toBe(0);
});

test('a secret that a key of yours encrypts asks it at each start of a task', async () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf';
  const container = { name: 'web', image: 'web', secrets: [{ name: 'A', valueFrom: `${arn}:user::` }] };
  const definition = { family: 'web', cpu: '256', memory: '512', networkMode: 'awsvpc' };
  const secret = (desiredCount: number, secrets: readonly object[]) =>
    network({
      taskDefinitions: [{ ...definition, containerDefinitions: [container] }],
      services: [serviceOf('web', { desiredCount })],
      secrets,
      kmsKeys: KEYS,
    });
  expect(await used(secret(4, [{ arn, kmsKeyId: 'shop' }]), KMS)).toBe(4);
  expect(await used(secret(8, [{ arn, kmsKeyId: 'shop' }]), KMS)).toBe(8);
  expect(await used(secret(4, [{ arn, kmsKeyId: 'alias/aws/secretsmanager' }]), KMS)).toBe(0);
  expect(await used(secret(4, []), KMS)).toBe(0);
});
