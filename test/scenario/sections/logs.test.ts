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
const AWSLOGS = { logDriver: 'awslogs', options: { 'awslogs-group': 'jobs', 'awslogs-region': 'us-east-1' } };

test('only awslogs writes to CloudWatch, to the group of its options', async () => {
  const images = { job: { logBytesPerSecond: 7 } };
  const logsOf = async (text: string) => (await load(text)).taskDefinitions[0]!.containers[0]!.logs;
  expect(await logsOf(logged(AWSLOGS, { images }))).toEqual({ group: 'jobs', bytesPerSecond: 7 });
  expect(await logsOf(logged({ logDriver: 'awslogs' }))).toEqual({ group: '', bytesPerSecond: 0 });
  expect(await logsOf(logged({ logDriver: 'splunk' }, { images }))).toBe(null);
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
