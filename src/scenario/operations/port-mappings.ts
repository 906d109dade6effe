import { describeValue } from '../reading/problem.ts';
import type { HostPort } from '../scenario.ts';
import { MAX_PORT_RANGES, PORTS } from './published-figures.ts';
import { taskPortLimit } from './register-container-instance.ts';
import type { RequestProblem } from './request-problem.ts';

/** An entry of `portMappings` as RegisterTaskDefinition takes it. */
export interface PortMappingRequest {
  readonly containerPort?: number | null | undefined;
  readonly hostPort?: number | null | undefined;
  /** `FIRST-LAST`. */
  readonly containerPortRange?: string | null | undefined;
  readonly protocol?: string | null | undefined;
  /** By which Service Connect refers to it. */
  readonly name?: string | null | undefined;
  /** What Service Connect understands of what goes over it; nothing said: TCP. */
  readonly appProtocol?: string | null | undefined;
}

/** What the checks look at of a task definition; the network mode is bridge where it is not stated. */
export interface PortsRequest {
  readonly networkMode?: string | null | undefined;
  readonly runtimePlatform?:
    | { readonly operatingSystemFamily?: string | null | undefined }
    | null
    | undefined;
  readonly containerDefinitions: readonly {
    readonly portMappings?: readonly PortMappingRequest[] | null | undefined;
  }[];
}

/**
 * The host ports that a task has for itself on its instance, sorted and each once: in bridge mode those that are fixed, in
 * host mode all; a network interface of the task's own shares none (ecs: ).
 */
export function fixedHostPorts(definition: PortsRequest): readonly HostPort[] {
  const ports = new Map(
    placedPorts(definition).map(({ port, protocol }) => [nameOf({ port, protocol }), { port, protocol }]),
  );
  return [...ports.values()].sort(
    (a, b) => a.port - b.port || PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol),
  );
}

/** Protocols of a port; the first is the default. */
export const PROTOCOLS = ['tcp', 'udp'] as const;

/** All that RegisterTaskDefinition would refuse of a task's port mappings (ecs: ). */
export function checkPortMappings(definition: PortsRequest): RequestProblem[] {
  const problems = definition.containerDefinitions.flatMap(({ portMappings }, i) =>
    checkContainerPorts(portMappings ?? [], definition.networkMode ?? 'bridge').map((problem) => ({
      ...problem,
      at: ['containerDefinitions', i, 'portMappings', ...problem.at],
    })),
  );
  return problems.length > 0 ? problems : [...checkConflicts(definition), ...checkCount(definition)];
}

interface PlacedPort extends HostPort {
  readonly at: RequestProblem['at'];
}

/** Each fixed host port with its place in the request. */
function placedPorts({ networkMode, containerDefinitions }: PortsRequest): PlacedPort[] {
  return containerDefinitions.flatMap(({ portMappings }, i) =>
    (portMappings ?? []).flatMap((mapping, k) => {
      const port = hostPortOf(mapping, networkMode ?? 'bridge');
      const protocol = mapping.protocol === 'udp' ? 'udp' : 'tcp';
      return port === 0 ? [] : [{ port, protocol, at: ['containerDefinitions', i, 'portMappings', k] }];
    }),
  );
}

/** 0 for a dynamic host port, and where the task shares no port with its instance. */
function hostPortOf({ containerPort, hostPort }: PortMappingRequest, networkMode: string): number {
  if (networkMode === 'bridge') return hostPort ?? 0;
  return networkMode === 'host' ? (containerPort ?? 0) : 0;
}

function checkContainerPorts(mappings: readonly PortMappingRequest[], networkMode: string): RequestProblem[] {
  if (networkMode === 'none' && mappings.length > 0)
    return [{ at: [], expected: 'no port mappings in network mode none', received: describeValue(mappings) }];
  const ranges = mappings.filter(({ containerPortRange }) => isSet(containerPortRange)).length;
  const problems = mappings.flatMap((mapping, k) =>
    (isSet(mapping.containerPortRange)
      ? checkRange(mapping, networkMode)
      : checkPort(mapping, networkMode)
    ).map((problem) => ({ ...problem, at: [k, ...problem.at] })),
  );
  if (ranges > MAX_PORT_RANGES)
    problems.push({ at: [], expected: `at most ${MAX_PORT_RANGES} port ranges`, received: `${ranges}` });
  return problems;
}

function checkPort({ containerPort, hostPort }: PortMappingRequest, networkMode: string): RequestProblem[] {
  if (!isSet(containerPort))
    return [{ at: [], expected: '`containerPort` or `containerPortRange`', received: 'neither' }];
  const isOther = (hostPort ?? 0) > 0 && hostPort !== containerPort;
  if (networkMode === 'bridge' || !isOther) return [];
  return [
    {
      at: ['hostPort'],
      expected: `no \`hostPort\`, or the containerPort ${containerPort}, in network mode ${networkMode}`,
      received: describeValue(hostPort),
    },
  ];
}

/** A range is bound to ports that the agent finds, so it takes no port of the host's. */
function checkRange(mapping: PortMappingRequest, networkMode: string): RequestProblem[] {
  const { containerPortRange } = mapping;
  const problems: RequestProblem[] = [];
  for (const key of ['containerPort', 'hostPort'] as const)
    if ((mapping[key] ?? 0) > 0)
      problems.push({
        at: [key],
        expected: `no \`${key}\` beside \`containerPortRange\``,
        received: describeValue(mapping[key]),
      });
  const at = ['containerPortRange'];
  if (networkMode === 'host')
    problems.push({
      at,
      expected: 'network mode bridge or awsvpc for a range of ports',
      received: networkMode,
    });
  const [, first = '', last = ''] = /^(\d+)-(\d+)$/.exec(containerPortRange ?? '') ?? [];
  const { minimum, maximum } = PORTS;
  if (first === '' || Number(first) < minimum || Number(last) > maximum || Number(first) >= Number(last))
    problems.push({
      at,
      expected: `FIRST-LAST with ports from ${minimum} to ${maximum}, the first below the last`,
      received: describeValue(containerPortRange),
    });
  return problems;
}

/** Two containers of a task cannot have the same port of their instance. */
function checkConflicts(definition: PortsRequest): RequestProblem[] {
  const seen = new Set<string>();
  return placedPorts(definition).flatMap((port) => {
    const name = nameOf(port);
    const isFirst = !seen.has(name);
    seen.add(name);
    const expected = 'a host port that no other mapping of the task has';
    return isFirst ? [] : [{ at: port.at, expected, received: `${name} once more` }];
  });
}

function checkCount(definition: PortsRequest): RequestProblem[] {
  const limit = taskPortLimit(definition.runtimePlatform?.operatingSystemFamily ?? 'LINUX');
  const count = fixedHostPorts(definition).length;
  if (count <= limit) return [];
  return [
    {
      at: ['containerDefinitions'],
      expected: `at most ${limit} fixed host ports, which is what an instance has for tasks`,
      received: `${count}`,
    },
  ];
}

function nameOf({ port, protocol }: HostPort): string {
  return `${port}/${protocol}`;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
