import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

const logged = (logConfiguration: object, parts: object = {}): string =>
  small({
    taskDefinitions: [
      {
        family: 'job',
        containerDefinitions: [{ name: 'job', image: 'job', cpu: 512, memory: 1024, logConfiguration }],
      },
    ],
    ...parts,
  });
const CLOUDWATCH = { kind: 'cloudwatch', group: 'jobs', region: null };
const FILES = { kind: 's3', bucket: 'logs', region: null, fileBytes: 50_000_000, fileMs: 60_000 };
const AWSLOGS = { logDriver: 'awslogs', options: { 'awslogs-group': 'jobs', 'awslogs-region': 'us-east-1' } };

const images = { job: { logBytesPerSecond: 7 } };
const logsOf = async (logConfiguration: object) =>
  (await load(logged(logConfiguration, { images }))).taskDefinitions[0]!.containers[0]!.logs;
const firelens = (options: object) => ({ logDriver: 'awsfirelens', options });

test('awslogs writes to CloudWatch, to the group and the region of its options', async () => {
  const to = { kind: 'cloudwatch', group: 'jobs', region: null };
  expect(await logsOf(AWSLOGS)).toEqual({ to, bytesPerSecond: 7 });
  expect(await logsOf({ logDriver: 'awslogs' })).toEqual({ to: { ...to, group: '' }, bytesPerSecond: 7 });
  const abroad = { 'awslogs-group': 'jobs', 'awslogs-region': 'eu-west-1' };
  expect((await logsOf({ logDriver: 'awslogs', options: abroad }))!.to).toEqual({
    ...to,
    region: 'eu-west-1',
  });
});

const INTERNET = { kind: 'internet' };

test.each([
  [{ logDriver: 'splunk', options: { 'splunk-url': 'https://inputs.splunkcloud.com:8088' } }, INTERNET],
  [{ logDriver: 'splunk', options: { 'splunk-url': 'https://10.0.3.7:8088' } }, null],
  [{ logDriver: 'json-file' }, null],
  [{ logDriver: 'journald' }, null],
  [{ logDriver: 'fluentd' }, null],
  [{ logDriver: 'fluentd', options: { 'fluentd-address': 'collector.internal:24224' } }, null],
  [{ logDriver: 'gelf', options: { 'gelf-address': 'udp://logs.example.com:12201' } }, INTERNET],
  [{ logDriver: 'syslog', options: { 'syslog-address': 'unix:///dev/log' } }, null],
  [{ logDriver: 'syslog', options: { 'syslog-address': 'tcp+tls://172.32.0.1:514' } }, INTERNET],
  [firelens({ Name: 'datadog', apikey: 'k' }), INTERNET],
  [firelens({ Name: 'http' }), null],
  [firelens({ Name: 'http', Host: 'logs.example.com' }), INTERNET],
  [firelens({ Name: 'null' }), null],
  [firelens({ Name: 'cloudwatch_logs', log_group_name: 'jobs', region: 'us-east-1' }), CLOUDWATCH],
  [firelens({ Name: 's3', bucket: 'logs', total_file_size: '50M', upload_timeout: '1m' }), FILES],
])('%o goes to %o', async (logConfiguration, to) => {
  expect((await logsOf(logConfiguration))?.to ?? null).toEqual(to);
});

test('FireLens says where it sends logs, in a way that is modelled; Fargate has three drivers', async () => {
  const complaint = async (options: object) => (await complaintsOf(logged(firelens(options))))[0]!;
  expect(await complaint({ Name: 'kinesis_firehose' })).toMatch(
    /logConfiguration\.options: expected options with `Name`: the output plugin that the logs go to, one of cloudwatch_logs, s3/,
  );
  expect(await complaint({})).toMatch(/options with `Name`/);
  expect(await complaint({ Name: 's3' })).toMatch(/options with `bucket`/);
  expect(await complaint({ Name: 's3', bucket: 'b', total_file_size: 'big' })).toMatch(/such as 50M/);
  expect(await complaint({ Name: 's3', bucket: 'b', upload_timeout: 'soon' })).toMatch(/such as 10m/);
  const definition = {
    family: 'job',
    cpu: '256',
    memory: '512',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: [{ name: 'job', image: 'job', logConfiguration: { logDriver: 'json-file' } }],
  };
  expect((await complaintsOf(small({ taskDefinitions: [definition] })))[0]).toMatch(
    /logDriver: expected one of awslogs, splunk, awsfirelens on Fargate, received json-file/,
  );
});

test('log groups keep for days that CloudWatch has', async () => {
  const { logGroups } = await load(
    logged(AWSLOGS, { logGroups: [{ logGroupName: 'jobs', retentionInDays: 3, storedBytes: 9 }] }),
  );
  expect(logGroups).toEqual([{ name: 'jobs', retentionMs: 3 * 86_400_000, isInfrequent: false }]);
  const wrong = [{ logGroupName: 'jobs', retentionInDays: 2 }, { logGroupName: 'a b' }];
  const complaints = await complaintsOf(logged(AWSLOGS, { logGroups: wrong }));
  expect(complaints[0]).toMatch(/^logGroups\[0\]\.retentionInDays: expected one of 1, 3, 5/);
  expect(complaints[1]).toMatch(/^logGroups\[1\]\.logGroupName: expected up to 512 letters/);
  const twice = [{ logGroupName: 'jobs' }, { logGroupName: 'jobs' }];
  expect(await complaintsOf(logged(AWSLOGS, { logGroups: twice }))).toEqual([
    'logGroups[1].logGroupName: expected a name that no other log group has, received "jobs" once more.',
  ]);
});

test('what is written to nobody, and a group that nobody writes to, are told', async () => {
  const parts = {
    services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 1 }],
    simulation: { duration: '1h' },
    logGroups: [{ logGroupName: 'other' }],
    workloads: [
      { service: 'web', requests: { rate: { constant: 1 }, cpuMsPerRequest: 1, logBytesPerRequest: 9 } },
    ],
  };
  const codes = async (logConfiguration: object) =>
    (await load(logged(logConfiguration, parts))).warnings.map(({ code }) => code);
  expect(await codes({ logDriver: 'json-file' })).toEqual(
    expect.arrayContaining(['logs-nowhere', 'log-group-unused']),
  );
  expect(await codes(AWSLOGS)).not.toContain('logs-nowhere');
});
