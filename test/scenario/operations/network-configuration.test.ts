import { expect, test } from 'vitest';
import { checkNetworkConfiguration } from '../../../src/scenario/operations/network-configuration.ts';

const ON_EC2 = { networkMode: 'awsvpc', launchType: 'EC2' } as const;
const names = (count: number) => Array.from({ length: count }, (_, i) => `x-${i}`);
const problems = (...given: Parameters<typeof checkNetworkConfiguration>) =>
  checkNetworkConfiguration(...given).map(
    ({ at, expected, received }) => `${at.join('.')}: expected ${expected}, received ${received}.`,
  );

test('an awsvpc task names its subnets, where it is known which there are', () => {
  expect(problems({ awsvpcConfiguration: { subnets: names(16) } }, ON_EC2, true)).toEqual([]);
  expect(problems(undefined, ON_EC2, false)).toEqual([]);
  expect(problems(undefined, ON_EC2, true)).toEqual([
    'networkConfiguration: expected `awsvpcConfiguration` with the subnets of a task in network mode awsvpc, received nothing.',
  ]);
  expect(problems(undefined, { ...ON_EC2, networkMode: 'bridge' }, true)).toEqual([]);
});

test('no other task has subnets', () => {
  const configuration = { awsvpcConfiguration: { subnets: names(1) } };
  const [problem, ...others] = checkNetworkConfiguration(
    configuration,
    { ...ON_EC2, networkMode: 'bridge' },
    true,
  );
  expect(others).toEqual([]);
  expect(problem!.hint).toBe(
    'AWS: InvalidParameterException: Network Configuration is not valid for the given networkMode of this task definition.',
  );
});

test('counts and public addresses', () => {
  const configuration = (count: number, groups: number) => ({
    awsvpcConfiguration: {
      subnets: names(count),
      securityGroups: names(groups),
      assignPublicIp: 'ENABLED' as const,
    },
  });
  expect(problems(configuration(1, 5), { ...ON_EC2, launchType: 'FARGATE' }, true)).toEqual([]);
  expect(problems(configuration(17, 6), ON_EC2, true)).toEqual([
    'networkConfiguration.awsvpcConfiguration.subnets: expected 1 to 16 subnets, received 17.',
    'networkConfiguration.awsvpcConfiguration.securityGroups: expected 0 to 5 securityGroups, received 6.',
    'networkConfiguration.awsvpcConfiguration.assignPublicIp: expected DISABLED on container instances, received ENABLED.',
  ]);
  expect(problems(configuration(0, 0), { ...ON_EC2, launchType: 'FARGATE' }, true)).toHaveLength(1);
});
