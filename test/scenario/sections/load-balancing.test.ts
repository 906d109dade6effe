import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { ROUTING } from '../../support/scenario.ts';

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
      routing: ROUTING,
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
  expect(await group({ attributes: { 'slow_start.duration_seconds': '29' } })).toHaveLength(1);
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

/** The routing of target group `web` with these attributes, behind one load balancer. */
async function routingOf(attributes: Parts, balancer: Parts = {}) {
  const parts = {
    targetGroups: [{ name: 'web', attributes }],
    loadBalancers: [{ name: 'shop', targetGroups: ['web'], ...balancer }],
  };
  const { targetGroups } = await load(scenario([ENTRY], parts));
  return targetGroups[0]!.routing;
}

const HEALTH = 'target_group_health';
const MINIMUM = 'minimum_healthy_targets';

test('attributes say how requests reach the targets, as text or as values', async () => {
  const values = {
    'slow_start.duration_seconds': 60,
    'load_balancing.algorithm.type': 'weighted_random',
    'load_balancing.cross_zone.enabled': false,
    [`${HEALTH}.dns_failover.${MINIMUM}.count`]: 4,
    [`${HEALTH}.dns_failover.${MINIMUM}.percentage`]: 60,
    [`${HEALTH}.unhealthy_state_routing.${MINIMUM}.count`]: 3,
    [`${HEALTH}.unhealthy_state_routing.${MINIMUM}.percentage`]: 50,
  };
  const written = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, `${value}`]));
  for (const attributes of [values, written])
    expect(await routingOf(attributes)).toEqual({
      type: 'application',
      algorithm: 'weighted_random',
      crossZone: false,
      slowStartMs: 60_000,
      failOpen: { count: 3, percent: 50 },
      dnsFailover: { count: 4, percent: 60 },
    });
  const off = {
    [`${HEALTH}.dns_failover.${MINIMUM}.count`]: 'off',
    [`${HEALTH}.dns_failover.${MINIMUM}.percentage`]: 'off',
    [`${HEALTH}.unhealthy_state_routing.${MINIMUM}.percentage`]: 'off',
  };
  expect(await routingOf(off)).toEqual({ ...ROUTING, dnsFailover: { count: 0, percent: null } });
});

test('requests cross zones as the target group says, else the load balancer, else by its type', async () => {
  const own = 'load_balancing.cross_zone.enabled';
  const network = { type: 'network' };
  const crosses = async (attributes: Parts, balancer: Parts) =>
    (await routingOf(attributes, balancer)).crossZone;
  expect(await crosses({}, {})).toBe(true);
  expect(await crosses({}, network)).toBe(false);
  expect(await crosses({}, { ...network, attributes: { [own]: 'true' } })).toBe(true);
  const leaves = { [own]: 'use_load_balancer_configuration' };
  expect(await crosses(leaves, { ...network, attributes: { [own]: true } })).toBe(true);
  expect(await crosses({ [own]: 'true' }, network)).toBe(true);
  expect(await crosses({ [own]: 'false' }, { ...network, attributes: { [own]: true } })).toBe(false);
});

test('a target group behind no load balancer of the file goes by the ARN of its own', async () => {
  const arn = (kind: string) =>
    `arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/${kind}/shop/50dc6c49`;
  const typeOf = async (kind: string) => {
    const targetGroups = [{ name: 'web', loadBalancerArns: [arn(kind)] }];
    const loaded = await load(scenario([ENTRY], { targetGroups, loadBalancers: undefined }));
    const { type, crossZone } = loaded.targetGroups[0]!.routing;
    return { type, crossZone };
  };
  expect(await typeOf('app')).toEqual({ type: 'application', crossZone: true });
  expect(await typeOf('net')).toEqual({ type: 'network', crossZone: false });
});

test('attributes that ELB would refuse', async () => {
  const complaints = (attributes: Parts, balancer: Parts = {}) =>
    complaintsOf(
      scenario([ENTRY], {
        targetGroups: [{ name: 'web', attributes }],
        loadBalancers: [{ name: 'shop', targetGroups: ['web'], ...balancer }],
      }),
    );
  const at = (key: string) => `targetGroups[0].attributes["${key}"]`;
  const refused = async (key: string, value: unknown, balancer?: Parts) => {
    const [first = '', ...others] = await complaints({ [key]: value }, balancer);
    expect(others).toEqual([]);
    return first.replace(`${at(key)}: `, '');
  };
  const slowStart = 'slow_start.duration_seconds';
  const algorithm = 'load_balancing.algorithm.type';
  const crossZone = 'load_balancing.cross_zone.enabled';
  const network = { type: 'network' };
  expect(await refused(slowStart, 901)).toBe('expected 0, or seconds from 30 to 900, received 901.');
  expect(await refused(slowStart, 'soon')).toBe('expected 0, or seconds from 30 to 900, received "soon".');
  expect(await refused(algorithm, 'random')).toContain('expected one of round_robin');
  expect(await refused(crossZone, 'yes')).toBe(
    'expected true, false or use_load_balancer_configuration, received "yes".',
  );
  expect(await refused(`${HEALTH}.dns_failover.${MINIMUM}.percentage`, 101)).toBe(
    'expected a percentage from 1 to 100, or off, received 101.',
  );
  expect(await refused(`${HEALTH}.dns_failover.${MINIMUM}.count`, 0)).toBe(
    'expected a count from 1 up, or off, received 0.',
  );
  expect(await refused(`${HEALTH}.unhealthy_state_routing.${MINIMUM}.count`, 'off')).toBe(
    'expected a count from 1 up, received "off".',
  );
  const onlyApplication =
    'expected none behind a Network Load Balancer, received ROUND. Only Application Load Balancers have it.';
  expect(await refused(algorithm, 'round_robin', network)).toBe(
    onlyApplication.replace('ROUND', 'round_robin'),
  );
  expect(await refused(slowStart, 30, network)).toBe(onlyApplication.replace('ROUND', '30'));
  expect(await complaints({ [slowStart]: 0 }, network)).toEqual([]);
  expect(await complaints({ [slowStart]: 30, [algorithm]: 'least_outstanding_requests' })).toEqual([
    `${at(slowStart)}: expected 0 with least_outstanding_requests, received 30.`,
  ]);
  const [dns, routing] = ['dns_failover', 'unhealthy_state_routing'].map(
    (action) => `${HEALTH}.${action}.${MINIMUM}.percentage`,
  ) as [string, string];
  expect(await complaints({ [dns]: 40, [routing]: 50 })).toEqual([
    `${at(dns)}: expected at least 50, the threshold of unhealthy state routing, received 40.`,
  ]);
  expect(await complaints({ [dns]: 'off', [routing]: 50 })).toEqual([]);
  expect(await complaints({}, { attributes: { [crossZone]: 'maybe' } })).toEqual([
    `loadBalancers[0].attributes["${crossZone}"]: expected true or false, received "maybe".`,
  ]);
  expect((await complaints({}, { attributes: { [crossZone]: 'false' } }))[0]).toContain(
    'expected true with type application, received false.',
  );
});

test('a target group is behind one load balancer', async () => {
  const loadBalancers = ['shop', 'other'].map((name) => ({ name, targetGroups: ['web'] }));
  expect(await complaintsOf(scenario([ENTRY], { loadBalancers }))).toEqual([
    'loadBalancers[1].targetGroups[0]: expected a target group that no other load balancer has, received web.',
  ]);
});

test('how requests are shared out matters only where some come', async () => {
  const attributes = {
    'deregistration_delay.timeout_seconds': 30,
    'slow_start.duration_seconds': 60,
    'load_balancing.algorithm.type': 'round_robin',
  };
  const targetGroups = [{ name: 'web', attributes }];
  const requests = { rate: { constant: 5 }, cpuMsPerRequest: 10 };
  const workloads = [{ service: 'web', requests }];
  expect((await load(scenario([ENTRY], { targetGroups, workloads }))).warnings).toEqual([]);
  const { warnings } = await load(scenario([ENTRY], { targetGroups }));
  expect(warnings).toEqual([
    {
      code: 'routing-without-requests',
      message:
        'Target group web: no requests come to its services, so `slow_start.duration_seconds`, `load_balancing.algorithm.type` change nothing.',
      count: 1,
      firstAt: '',
    },
  ]);
});
