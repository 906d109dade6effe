import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

/** A scenario of one service whose task has two ports, one of them HTTP; `parts` are the service's. */
function scenario(parts: Parts, others: Parts = {}): string {
  const portMappings = [
    { containerPort: 8080, name: 'web', appProtocol: 'http' },
    { containerPort: 9000, name: 'raw' },
  ];
  const container = { name: 'web', image: 'web', cpu: 256, memory: 512 };
  return JSON.stringify({
    simulation: { duration: '1d' },
    clusters: [{ clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large' }] }],
    taskDefinitions: [
      { family: 'web', containerDefinitions: [{ ...container, portMappings }] },
      { family: 'bare', containerDefinitions: [container] },
    ],
    services: [{ serviceName: 'web', taskDefinition: 'web', desiredCount: 1, ...parts }],
    ...others,
  });
}

async function discoveryOf(parts: Parts, others: Parts = {}) {
  const { services } = await load(scenario(parts, others));
  return services[0]!.discovery;
}

/** Service Connect with these ports. */
function connect(...services: readonly Parts[]): Parts {
  return { serviceConnectConfiguration: { enabled: true, namespace: 'shop', services } };
}

const DNS = { serviceRegistries: [{ registryArn: 'arn:aws:servicediscovery:us-east-1:1:service/srv-1' }] };

test('without a word of it callers know the tasks at every moment', async () => {
  expect(await discoveryOf({})).toEqual({ kind: 'none' });
  expect(await discoveryOf({ serviceConnectConfiguration: { enabled: false } })).toEqual({ kind: 'none' });
  // Such a service only calls others.
  expect(await discoveryOf({ serviceConnectConfiguration: { enabled: true } })).toEqual({ kind: 'none' });
  expect(await discoveryOf({ serviceRegistries: [] })).toEqual({ kind: 'none' });
});

test('Service Connect has a time-out of a request, 15 s where nothing is said, and with TCP none (ecs:R-8.2)', async () => {
  const timeoutOf = async (...services: readonly Parts[]) => {
    const discovery = await discoveryOf(connect(...services));
    return discovery.kind === 'serviceConnect' ? discovery.perRequestTimeoutMs : null;
  };
  expect(await timeoutOf({ portName: 'web' })).toBe(15_000);
  expect(await timeoutOf({ portName: 'web', timeout: { perRequestTimeoutSeconds: 3 } })).toBe(3000);
  expect(await timeoutOf({ portName: 'web', timeout: { perRequestTimeoutSeconds: 0 } })).toBe(0);
  expect(await timeoutOf({ portName: 'raw', timeout: { idleTimeoutSeconds: 60 } })).toBe(0);
});

test('of several ports the first counts', async () => {
  const parts = connect({ portName: 'raw' }, { portName: 'web' });
  expect(await discoveryOf(parts)).toEqual({ kind: 'serviceConnect', perRequestTimeoutMs: 0 });
  const { warnings } = await load(scenario(parts));
  expect(warnings.map(({ code }) => code)).toContain('service-connect-timeouts');
});

test('a registry of Cloud Map: DNS with a TTL from `timings`', async () => {
  expect(await discoveryOf(DNS)).toEqual({ kind: 'dns', ttlMs: 60_000 });
  expect(await discoveryOf(DNS, { timings: 'instant' })).toEqual({ kind: 'dns', ttlMs: 60_000 });
  expect(await discoveryOf(DNS, { timings: { 'dns.ttl': '10s' } })).toEqual({ kind: 'dns', ttlMs: 10_000 });
  // With both, callers have the proxies.
  expect(await discoveryOf({ ...DNS, ...connect({ portName: 'web' }) })).toMatchObject({
    kind: 'serviceConnect',
  });
});

test('what CreateService would refuse', async () => {
  const complaints = (parts: Parts, others?: Parts) => complaintsOf(scenario(parts, others));
  const services = 'services[0].serviceConnectConfiguration.services[0]';
  expect(await complaints(connect({ portName: 'wob' }))).toEqual([
    `${services}.portName: expected the \`name\` of a port mapping of the task definition (web, raw), received wob.`,
  ]);
  expect(await complaints({ taskDefinition: 'bare', ...connect({ portName: 'web' }) })).toEqual([
    `${services}.portName: expected the \`name\` of a port mapping of the task definition (none has one), received web.`,
  ]);
  expect(await complaints(connect({ portName: 'raw', timeout: { perRequestTimeoutSeconds: 5 } }))).toEqual([
    `${services}.timeout.perRequestTimeoutSeconds: expected none for a port without \`appProtocol\`, which speaks TCP, received 5.`,
  ]);
  expect(
    await complaints(connect({ portName: 'web', timeout: { perRequestTimeoutSeconds: -1 } })),
  ).toHaveLength(1);
  expect(await complaints({ serviceConnectConfiguration: { services: [] } })).toHaveLength(1);
  const two = [{ registryArn: 'a' }, { registryArn: 'b' }];
  expect(await complaints({ serviceRegistries: two })).toEqual([
    'services[0].serviceRegistries: expected at most one registry, received a list of 2.',
  ]);
  // A later task definition needs the port, too.
  const actions = [{ at: '1h', updateService: { service: 'web', taskDefinition: 'bare' } }];
  expect(await complaints(connect({ portName: 'web' }), { actions })).toEqual([
    expect.stringContaining('actions[0].updateService.taskDefinition: expected the `name` of a port mapping'),
  ]);
});

test('how a service is found matters only to callers', async () => {
  const codes = async (parts: Parts) =>
    (await load(scenario(parts))).warnings.map(({ code, message }) => [code, message]);
  const text = (key: string) =>
    `Service main/web: the requests of no other service call it, so its \`${key}\` changes nothing.`;
  expect(await codes(DNS)).toEqual([['discovery-without-calls', text('serviceRegistries')]]);
  const connected = { serviceConnectConfiguration: { enabled: true, services: [{ portName: 'web' }] } };
  expect(await codes(connected)).toEqual([['discovery-without-calls', text('serviceConnectConfiguration')]]);
  expect(await codes({})).toEqual([]);
});
