import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkPortMappings,
  fixedHostPorts,
  type PortMappingRequest,
  type PortsRequest,
} from '../../../src/scenario/operations/port-mappings.ts';

const task = (networkMode: string | undefined, ...containers: PortMappingRequest[][]): PortsRequest => ({
  networkMode,
  containerDefinitions: containers.map((portMappings) => ({ portMappings })),
});
const ports = (...given: Parameters<typeof task>) =>
  fixedHostPorts(task(...given)).map(({ port, protocol }) => `${port}/${protocol}`);
const problems = (definition: PortsRequest) =>
  checkPortMappings(definition).map(
    ({ at, expected, received }) => `${at.join('.')}: expected ${expected}, received ${received}.`,
  );

test('bridge mode fixes what names a host port, host mode all; a network interface of its own fixes none', () => {
  const mappings = [
    { containerPort: 80, hostPort: 8080 },
    { containerPort: 81, hostPort: 0 },
    { containerPort: 82 },
    { containerPortRange: '90-99' },
    { containerPort: 53, hostPort: 53, protocol: 'udp' },
  ];
  expect(ports('bridge', mappings)).toEqual(['53/udp', '8080/tcp']);
  expect(ports(undefined, mappings)).toEqual(['53/udp', '8080/tcp']);
  expect(ports('host', [{ containerPort: 80 }], [{ containerPort: 53, protocol: 'udp' }])).toEqual([
    '53/udp',
    '80/tcp',
  ]);
  expect(ports('awsvpc', [{ containerPort: 80, hostPort: 80 }])).toEqual([]);
  expect(ports('none', [])).toEqual([]);
});

test('a port of both protocols is two ports, TCP first', () => {
  const both = [
    { containerPort: 53, hostPort: 53, protocol: 'udp' },
    { containerPort: 53, hostPort: 53, protocol: 'tcp' },
  ];
  expect(ports('bridge', both)).toEqual(['53/tcp', '53/udp']);
  expect(problems(task('bridge', both))).toEqual([]);
});

test('what is fixed is sorted, and each port stands there once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ hostPort: fc.nat(20), protocol: fc.constantFrom('tcp', 'udp', undefined) })),
      (mappings) => {
        const wanted = mappings
          .filter(({ hostPort }) => hostPort > 0)
          .map(({ hostPort, protocol }) => hostPort * 2 + (protocol === 'udp' ? 1 : 0));
        expect(
          fixedHostPorts(task('bridge', mappings)).map(
            ({ port, protocol }) => port * 2 + (protocol === 'udp' ? 1 : 0),
          ),
        ).toEqual([...new Set(wanted)].sort((a, b) => a - b));
      },
    ),
    { seed: 1 },
  );
});

test.each<[string, PortsRequest, string]>([
  [
    'a host port of another number',
    task('host', [{ containerPort: 80, hostPort: 81 }]),
    'containerDefinitions.0.portMappings.0.hostPort: expected no `hostPort`, or the containerPort 80, in network mode host, received 81.',
  ],
  [
    'the same on an interface of its own',
    task('awsvpc', [], [{ containerPort: 80, hostPort: 81 }]),
    'containerDefinitions.1.portMappings.0.hostPort: expected no `hostPort`, or the containerPort 80, in network mode awsvpc, received 81.',
  ],
  [
    'a mapping without a port',
    task('bridge', [{ hostPort: 80 }]),
    'containerDefinitions.0.portMappings.0: expected `containerPort` or `containerPortRange`, received neither.',
  ],
  [
    'ports without a network',
    task('none', [{ containerPort: 80 }]),
    'containerDefinitions.0.portMappings: expected no port mappings in network mode none, received a list of 1.',
  ],
  [
    'a range backwards',
    task('bridge', [{ containerPortRange: '90-80' }]),
    'containerDefinitions.0.portMappings.0.containerPortRange: expected FIRST-LAST with ports from 1 to 65535, the first below the last, received "90-80".',
  ],
  [
    'a range on the ports of the host',
    task('host', [{ containerPortRange: '80-90' }]),
    'containerDefinitions.0.portMappings.0.containerPortRange: expected network mode bridge or awsvpc for a range of ports, received host.',
  ],
  [
    'a range with a host port',
    task('bridge', [{ containerPortRange: '80-90', hostPort: 80 }]),
    'containerDefinitions.0.portMappings.0.hostPort: expected no `hostPort` beside `containerPortRange`, received 80.',
  ],
  [
    'a port twice',
    task('bridge', [{ containerPort: 80, hostPort: 80 }], [{ containerPort: 90, hostPort: 80 }]),
    'containerDefinitions.1.portMappings.0: expected a host port that no other mapping of the task has, received 80/tcp once more.',
  ],
])('%s is refused', (_what, definition, sentence) => {
  expect(problems(definition)).toEqual([sentence]);
});

test('a task has no more fixed ports than an instance has for tasks, of which Windows has fewer', () => {
  const mappings = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ containerPort: 1000 + i, hostPort: 1000 + i }));
  const windows = { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } };
  expect(problems(task('bridge', mappings(95)))).toEqual([]);
  expect(problems(task('bridge', mappings(96)))).toEqual([
    'containerDefinitions: expected at most 95 fixed host ports, which is what an instance has for tasks, received 96.',
  ]);
  expect(problems({ ...task('bridge', mappings(88)), ...windows })).toEqual([]);
  expect(problems({ ...task('bridge', mappings(89)), ...windows })).toHaveLength(1);
});

test('a container has at most a hundred ranges', () => {
  const ranges = Array.from({ length: 101 }, (_, i) => ({ containerPortRange: `${i + 1}-${i + 200}` }));
  expect(problems(task('bridge', ranges))).toEqual([
    'containerDefinitions.0.portMappings: expected at most 100 port ranges, received 101.',
  ]);
});
