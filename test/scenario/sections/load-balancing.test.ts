import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const ENTRY = { targetGroupArn: 'web', containerName: 'web', containerPort: 8080 };

/** A scenario of one service behind one target group; parts are replaced. */
function scenario(entries: readonly Parts[] = [ENTRY], parts: Parts = {}): string {
  const web = { name: 'web', image: 'web', cpu: 256, memory: 512, portMappings: [{ containerPort: 8080 }] };
  return JSON.stringify({
    simulation: { duration: '1d' },
    clusters: [{ clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large' }] }],
    taskDefinitions: [
      { family: 'web', containerDefinitions: [web] },
      { family: 'other', containerDefinitions: [{ ...web, name: 'other' }] },
    ],
    targetGroups: [{ name: 'web' }],
    loadBalancers: [{ name: 'shop', targetGroups: ['web'] }],
    services: [{ serviceName: 'web', taskDefinition: 'web', desiredCount: 1, loadBalancers: entries }],
    ...parts,
  });
}

test("a target group has ELB's defaults", async () => {
  const { targetGroups, services } = await load(scenario());
  expect(targetGroups).toEqual([
    {
      name: 'web',
      arn: 'arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web',
      healthCheck: { intervalMs: 30_000, healthyThreshold: 5, unhealthyThreshold: 2 },
      deregistrationDelayMs: 300_000,
    },
  ]);
  expect(services[0]!.loadBalancers).toEqual([{ targetGroup: 0, containerName: 'web', containerPort: 8080 }]);
});

test('what DescribeTargetGroups prints can be pasted, and is found by its ARN', async () => {
  const arn = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/73e2d6bc24d8a067';
  const pasted = {
    TargetGroups: [
      {
        TargetGroupArn: arn,
        TargetGroupName: 'web',
        Protocol: 'HTTP',
        HealthCheckEnabled: true,
        HealthCheckIntervalSeconds: 10,
        HealthCheckTimeoutSeconds: 5,
        HealthyThresholdCount: 3,
        UnhealthyThresholdCount: 4,
        HealthCheckPath: '/health',
        LoadBalancerArns: [
          'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/50dc6c49',
        ],
        TargetType: 'ip',
      },
    ],
  };
  const parts = { targetGroups: pasted, loadBalancers: undefined };
  const { targetGroups } = await load(scenario([{ ...ENTRY, targetGroupArn: arn }], parts));
  expect(targetGroups[0]!.healthCheck).toEqual({
    intervalMs: 10_000,
    healthyThreshold: 3,
    unhealthyThreshold: 4,
  });
});

test('the deregistration delay is a number or text, as AWS has it', async () => {
  for (const delay of [45, '45']) {
    const attributes = { 'deregistration_delay.timeout_seconds': delay, 'stickiness.enabled': 'false' };
    const { targetGroups } = await load(scenario([ENTRY], { targetGroups: [{ name: 'web', attributes }] }));
    expect(targetGroups[0]!.deregistrationDelayMs).toBe(45_000);
  }
});

const group = (parts: Parts) =>
  complaintsOf(scenario([ENTRY], { targetGroups: [{ name: 'web', ...parts }] }));

test('what ELB would refuse', async () => {
  expect(await group({ healthCheckIntervalSeconds: 4 })).toEqual([
    'targetGroups[0].healthCheckIntervalSeconds: expected an integer from 5 to 300, received 4.',
  ]);
  expect(await group({ healthCheckIntervalSeconds: 5, healthCheckTimeoutSeconds: 6 })).toEqual([
    'targetGroups[0].healthCheckTimeoutSeconds: expected at most the interval, 5, received 6.',
  ]);
  expect(await group({ attributes: { 'deregistration_delay.timeout_seconds': 3601 } })).toHaveLength(1);
  expect(await group({ attributes: { 'slow_start.duration_seconds': '30' } })).toHaveLength(1);
  expect(await group({ attributes: { 'slow_start.duration_seconds': '0' } })).toEqual([]);
  expect(await group({ attributes: { no_such: 1 } })).toHaveLength(1);
});

test('what CreateService would refuse', async () => {
  const complaints = (entry: Parts, parts: Parts = {}) =>
    complaintsOf(scenario([{ ...ENTRY, ...entry }], parts));
  const one = async (entry: Parts, parts: Parts = {}) => {
    const [first = '', ...others] = await complaints(entry, parts);
    expect(others).toEqual([]);
    return first;
  };
  expect(await one({ targetGroupArn: 'wab' })).toContain('Did you mean web?');
  expect(await one({ containerName: 'wib' })).toContain(
    'The container wib does not exist in the task definition.',
  );
  expect(await one({ containerPort: 80 })).toContain(
    'The container web did not have a container port 80 defined.',
  );
  expect(await one({}, { loadBalancers: [] })).toContain('does not have an associated load balancer.');
  expect(await one({ loadBalancerName: 'classic' })).toContain('not modelled yet');
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const six = {
    targetGroups: names.map((name) => ({ name })),
    loadBalancers: [{ name: 'shop', targetGroups: names }],
  };
  const entries = names.map((targetGroupArn) => ({ ...ENTRY, targetGroupArn }));
  expect(await complaintsOf(scenario(entries, six))).toEqual([
    'services[0].loadBalancers: expected at most 5 target groups, received 6.',
  ]);
});

test('a target group of instances is not for tasks with a network interface of their own', async () => {
  const web = { name: 'web', image: 'web', cpu: 256, memory: 512, portMappings: [{ containerPort: 8080 }] };
  const taskDefinitions = [{ family: 'web', networkMode: 'awsvpc', containerDefinitions: [web] }];
  const complaints = (targetType: string) =>
    complaintsOf(scenario([ENTRY], { taskDefinitions, targetGroups: [{ name: 'web', targetType }] }));
  expect((await complaints('instance'))[0]).toContain('incompatible with the awsvpc network mode');
  expect(await complaints('ip')).toEqual([]);
});

test('the same target twice, by name and by ARN; another port or group is another target', async () => {
  const targetGroups = [{ name: 'web' }, { name: 'api' }];
  const loadBalancers = [{ name: 'shop', targetGroups: ['web', 'api'] }];
  const ports = [{ containerPort: 8080 }, { containerPort: 9090 }];
  const web = { name: 'web', image: 'web', cpu: 256, memory: 512, portMappings: ports };
  const taskDefinitions = [1, 2].map(() => ({ family: 'web', containerDefinitions: [web] }));
  const parts = { targetGroups, loadBalancers, taskDefinitions };
  const others = [ENTRY, { ...ENTRY, containerPort: 9090 }, { ...ENTRY, targetGroupArn: 'api' }];
  const actions = [{ at: '1h', updateService: { service: 'web', taskDefinition: 'web:1' } }];
  expect(await complaintsOf(scenario(others, { ...parts, actions }))).toEqual([]);
  const arn = 'arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/web/73e2d6bc24d8a067';
  expect(await complaintsOf(scenario([...others, { ...ENTRY, targetGroupArn: arn }], parts))).toEqual([
    `services[0].loadBalancers[3]: expected a target group, container and port that no other entry has, received ${arn}, web and 8080 once more.`,
  ]);
});

test('a later task definition needs the container, too', async () => {
  const actions = [{ at: '1h', updateService: { service: 'web', taskDefinition: 'other' } }];
  expect(await complaintsOf(scenario([ENTRY], { actions }))).toEqual([
    expect.stringContaining('The container web does not exist in the task definition.'),
  ]);
});
