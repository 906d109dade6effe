import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

const limitOf = async (accountSettings: unknown, ec2InstanceType = 'm5.large') => {
  const clusters = [{ clusterName: 'main', containerInstances: [{ ec2InstanceType }] }];
  const scenario = await load(small({ clusters, ...(accountSettings === null ? {} : { accountSettings }) }));
  const { awsvpcTasks, awsvpcTasksTrunked } = scenario.clusters[0]!.containerInstances[0]!;
  return [awsvpcTasks, awsvpcTasksTrunked];
};
const TRUNKING = { name: 'awsvpcTrunking', value: 'enabled' };

test('ENI trunking is off, as in AWS, until the account has it on', async () => {
  expect(await limitOf(null)).toEqual([2, 10]);
  expect(await limitOf([{ ...TRUNKING, value: 'disabled' }])).toEqual([2, 10]);
  expect(await limitOf([TRUNKING])).toEqual([10, undefined]);
  expect(await limitOf([{ ...TRUNKING, value: 'on' }])).toEqual([10, undefined]);
  expect(await limitOf([TRUNKING], 't3.micro')).toEqual([1, undefined]);
  expect(await limitOf(null, 't3.micro')).toEqual([1, undefined]);
});

test('what ListAccountSettings prints can be pasted; the rest is told to have no effect', async () => {
  const settings = [
    { name: 'serviceLongArnFormat', value: 'enabled', principalArn: 'arn:aws:iam::1:root', type: 'user' },
    { ...TRUNKING, principalArn: 'arn:aws:iam::1:root' },
    { name: 'containerInsights', value: 'enhanced' },
  ];
  expect(await limitOf({ settings })).toEqual([10, undefined]);
  const { warnings } = await load(small({ accountSettings: { settings } }));
  expect(warnings.map(({ message }) => message)).toEqual([
    'Account settings without effect here: containerInsights, serviceLongArnFormat.',
    'Known to AWS, without effect here: accountSettings[].principalArn, accountSettings[].type.',
  ]);
});

test.each([
  [
    [{ ...TRUNKING, value: 'yes' }],
    'accountSettings[0].value: expected one of enabled, disabled, on, off, received "yes".',
  ],
  [
    [TRUNKING, TRUNKING],
    'accountSettings[1].name: expected a setting that no other entry has, received awsvpcTrunking once more.',
  ],
  [
    [{ name: 'awsvpcTrunking' }],
    'accountSettings[0].value: expected the value of the setting, received nothing.',
  ],
])('%j is refused', async (accountSettings, complaint) => {
  expect(await complaintsOf(small({ accountSettings }))).toEqual([complaint]);
});

test('a name that AWS does not have is answered with the nearest', async () => {
  const accountSettings = [{ name: 'awsVpcTrunking', value: 'enabled' }];
  expect((await complaintsOf(small({ accountSettings })))[0]).toMatch(/Did you mean awsvpcTrunking\?$/);
});
