import { expect, test } from 'vitest';
import { network, requestsTo, serviceOf, used } from '../../support/network.ts';

const GIB = 1024 ** 3;
const SECONDS = 7200;
const MEGABYTE = 1_000_000;
const MONTH_HOURS = 31 * 24;

const INGESTED = /^DataProcessing-Bytes$/;
const THROUGH_NAT = /^NatGateway-Bytes$/;
const OUT = /^DataTransfer-Out-Bytes$/;
const REGIONS = /^transfer\.interRegion\.gb$/;
const PUTS = /^Requests-Tier1$/;
const STORED = /^TimedStorage-ByteHrs$/;
const KMS = /^KMS-Requests$/;

const NAT = { natGateways: [{ availabilityZone: 'us-east-1a' }] };
const AWSLOGS = { logDriver: 'awslogs' };
const SPLUNK = { logDriver: 'splunk', options: { 'splunk-url': 'https://inputs.splunkcloud.com' } };
const firelens = (options: object) => ({ logDriver: 'awsfirelens', options });
const TO_BUCKET = firelens({ Name: 's3', bucket: 'logs', total_file_size: '10M' });

/** Four tasks that write so many bytes a second each. */
const logging = (logConfiguration: object | undefined, logBytesPerSecond: number, parts: object = {}) =>
  network({
    taskDefinitions: [
      {
        family: 'web',
        cpu: '1024',
        memory: '2048',
        networkMode: 'awsvpc',
        containerDefinitions: [{ name: 'web', image: 'web', logConfiguration }],
      },
    ],
    images: { web: { sizeMb: 0, logBytesPerSecond } },
    workloads: [],
    ...parts,
  });

const isAbout = (value: number, expected: number) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(2e-3);
const written = (SECONDS * 4 * MEGABYTE) / GIB;

test('logs go to CloudWatch by the NAT gateway, by an endpoint, or by public addresses', async () => {
  isAbout(await used(logging(AWSLOGS, MEGABYTE, NAT), THROUGH_NAT), written);
  isAbout(await used(logging(AWSLOGS, 2 * MEGABYTE, NAT), THROUGH_NAT), 2 * written);
  expect(await used(logging(undefined, MEGABYTE, NAT), THROUGH_NAT)).toBe(0);
  const endpoint = {
    vpcEndpoints: [{ serviceName: 'com.amazonaws.us-east-1.logs', vpcEndpointType: 'Interface' }],
  };
  expect(await used(logging(AWSLOGS, MEGABYTE, { ...NAT, ...endpoint }), THROUGH_NAT)).toBe(0);
  isAbout(await used(logging(AWSLOGS, MEGABYTE, { ...NAT, ...endpoint }), /VpcEndpoint-Bytes$/), written);
  const awsvpcConfiguration = { subnets: ['subnet-0'], assignPublicIp: 'ENABLED' };
  const addressed = { services: [serviceOf('web', { networkConfiguration: { awsvpcConfiguration } })] };
  expect(await used(logging(AWSLOGS, MEGABYTE, { ...NAT, ...addressed }), THROUGH_NAT)).toBe(0);
});

test('another region of CloudWatch is paid for, too', async () => {
  const abroad = { logDriver: 'awslogs', options: { 'awslogs-region': 'eu-west-1' } };
  isAbout(await used(logging(abroad, MEGABYTE), REGIONS), written);
  isAbout(await used(logging(abroad, 2 * MEGABYTE), REGIONS), 2 * written);
  isAbout(await used(logging(abroad, MEGABYTE), INGESTED), written);
  expect(await used(logging(AWSLOGS, MEGABYTE), REGIONS)).toBe(0);
});

test('Splunk and Datadog are on the internet; what stays in the VPC or in the task costs nothing', async () => {
  for (const driver of [SPLUNK, firelens({ Name: 'datadog' })]) {
    isAbout(await used(logging(driver, MEGABYTE), OUT), written);
    isAbout(await used(logging(driver, 2 * MEGABYTE), OUT), 2 * written);
    isAbout(await used(logging(driver, MEGABYTE, NAT), THROUGH_NAT), written);
    expect(await used(logging(driver, MEGABYTE), INGESTED)).toBe(0);
  }
  for (const driver of [firelens({ Name: 'null' }), firelens({ Name: 'forward', Host: '10.0.0.9' })])
    expect(await used(logging(driver, MEGABYTE, NAT), /Bytes|Requests|Storage/)).toBe(0);
});

test('FireLens to CloudWatch is ingested as awslogs is', async () => {
  const driver = firelens({ Name: 'cloudwatch_logs', log_group_name: 'web', region: 'us-east-1' });
  isAbout(await used(logging(driver, MEGABYTE), INGESTED), written);
});

test('files in a bucket are put by size or by time, and lie there', async () => {
  isAbout(await used(logging(TO_BUCKET, MEGABYTE), PUTS), (SECONDS * 4) / 10);
  isAbout(await used(logging(TO_BUCKET, 2 * MEGABYTE), PUTS), (SECONDS * 8) / 10);
  // Each task every ten minutes, however little it has.
  expect(await used(logging(TO_BUCKET, 1), PUTS)).toBe((SECONDS / 600) * 4);
  expect(await used(logging(TO_BUCKET, 0), PUTS)).toBe(0);
  isAbout(await used(logging(TO_BUCKET, MEGABYTE), STORED), written / 2 / MONTH_HOURS);
  isAbout(await used(logging(TO_BUCKET, 2 * MEGABYTE), STORED), written / MONTH_HOURS);
  const encryption = { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' } }] };
  const buckets = (parts: object) => ({ buckets: [{ name: 'logs', ...parts }] });
  const asking = buckets({ serverSideEncryptionConfiguration: encryption });
  isAbout(await used(logging(TO_BUCKET, MEGABYTE, asking), KMS), (SECONDS * 4) / 10);
  expect(await used(logging(TO_BUCKET, MEGABYTE, buckets({})), KMS)).toBe(0);
  isAbout(await used(logging(TO_BUCKET, MEGABYTE, buckets({ bucketRegion: 'eu-west-1' })), REGIONS), written);
});

test('what requests add goes the same way', async () => {
  const asked = (rate: number) =>
    logging(SPLUNK, 0, { workloads: [requestsTo('web', rate, { logBytesPerRequest: 5000 })] });
  isAbout(await used(asked(10), OUT), (SECONDS * 10 * 5000) / GIB);
  isAbout(await used(asked(20), OUT), (SECONDS * 20 * 5000) / GIB);
});

test('an image in ECR of another region is pulled from there', async () => {
  const pulled = (image: string, desiredCount: number) =>
    network({
      taskDefinitions: [
        {
          family: 'web',
          cpu: '256',
          memory: '512',
          networkMode: 'awsvpc',
          containerDefinitions: [{ name: 'web', image }],
        },
      ],
      images: { [image]: { sizeMb: 500 } },
      services: [serviceOf('web', { desiredCount })],
    });
  const far = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web';
  expect(await used(pulled(far, 4), REGIONS)).toBeCloseTo((4 * 500e6) / GIB, 6);
  expect(await used(pulled(far, 8), REGIONS)).toBeCloseTo((8 * 500e6) / GIB, 6);
  expect(await used(pulled(far.replace('eu-west-1', 'us-east-1'), 4), REGIONS)).toBe(0);
});
