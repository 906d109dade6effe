import * as z from 'zod';
import type { Findings } from '../findings.ts';
import { isEssential, stopTimeoutSeconds } from '../operations/container-definition.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { ContainerSpec, TaskDefinitionSpec } from '../scenario.ts';
import { choice, flag, integer, integerOrText, pattern, text } from '../shapes/fields.ts';
import { mapping, notModelled } from '../shapes/mapping.ts';
import type { ImageSizes } from './images.ts';

const CONTAINER = ['containerDefinitions'];

const portMapping = mapping(
  {
    containerPort: integer(0, 65_535).optional(),
    hostPort: integer(0, 65_535).optional(),
    containerPortRange: z.string().optional(),
    protocol: z.string().optional(),
    name: z.string().optional(),
    appProtocol: z.string().optional(),
  },
  { aws: { shape: 'TaskDefinition', path: [...CONTAINER, 'portMappings'] } },
);

export const containerDefinitionSchema = mapping(
  {
    name: pattern(/^[\w-]{1,255}$/, 'up to 255 letters, digits, hyphens and underscores').describe(
      'Name of the container.',
    ),
    image: text('the name of an image', 500).describe('Looked up in `images`.'),
    essential: flag().optional().describe('Whether the end of this container ends the task; default true.'),
    cpu: integer(0)
      .optional()
      .describe('CPU units: a share, subtracted from the instance when the task has no `cpu`.'),
    memory: integer(0).optional().describe('Hard limit, MiB.'),
    memoryReservation: integer(0)
      .optional()
      .describe('Soft limit, MiB: what is subtracted from the instance.'),
    stopTimeout: integer(0).optional().describe('Seconds from SIGTERM to SIGKILL; default 30.'),
    resourceRequirements: z
      .array(
        mapping(
          {
            type: choice(['GPU']).describe('GPU.'),
            value: integerOrText(0, 'a whole number of GPUs').describe('How many.'),
          },
          {
            aws: { shape: 'TaskDefinition', path: [...CONTAINER, 'resourceRequirements'] },
            notModelled: notModelled('sharingStrategy'),
          },
        ),
      )
      .optional()
      .describe('GPUs.'),
    portMappings: z
      .array(portMapping)
      .optional()
      .describe("Accepted where no two tasks can be in each other's way."),
  },
  {
    aws: { shape: 'TaskDefinition', path: CONTAINER },
    checkedOnly: ['portMappings'],
    ignored: ['portMappings'],
    notModelled: { ...notModelled('dependsOn', 'healthCheck'), restartPolicy: isOff },
  },
);

function isOff(policy: unknown): boolean {
  return typeof policy === 'object' && policy !== null && (policy as { enabled?: unknown }).enabled === false;
}

type ContainerDefinition = z.output<typeof containerDefinitionSchema>;

/** Names that a second container has, and ports that would be in the way of another task. */
export function checkContainers(
  containers: readonly ContainerDefinition[],
  networkMode: TaskDefinitionSpec['networkMode'],
  path: Path,
  findings: Findings,
): void {
  for (const [i, { name, portMappings = [] }] of containers.entries()) {
    if (containers.findIndex((other) => other.name === name) < i)
      findings.add(
        [...path, i, 'name'],
        'a name that no other container of the task has',
        `${describeValue(name)} once more`,
      );
    for (const [k, ports] of portMappings.entries())
      checkPorts(ports, networkMode, [...path, i, 'portMappings', k], findings);
  }
}

/** Dynamic host ports, and those of a network interface of the task's own, never collide (ecs: ). */
function checkPorts(
  { containerPort, hostPort = 0 }: z.output<typeof portMapping>,
  networkMode: TaskDefinitionSpec['networkMode'],
  path: Path,
  findings: Findings,
): void {
  const fixed = 'Host ports that tasks compete for are not modelled yet.';
  if (networkMode === 'host')
    findings.add(path, 'no port mapping in network mode host', `port ${containerPort ?? hostPort}`, fixed);
  else if (networkMode === 'bridge' && hostPort > 0)
    findings.add(
      [...path, 'hostPort'],
      'no `hostPort`, or 0 for a dynamic one',
      describeValue(hostPort),
      fixed,
    );
  else if (networkMode === 'awsvpc' && hostPort > 0 && hostPort !== containerPort)
    findings.add(
      [...path, 'hostPort'],
      `no \`hostPort\`, or the containerPort ${containerPort}`,
      describeValue(hostPort),
    );
}

/** A container as the engine runs it (ecs: ). */
export function resolveContainer(container: ContainerDefinition, images: ImageSizes): ContainerSpec {
  const { name, image } = container;
  return {
    name,
    image,
    imageSizeMb: images.sizeMb(image),
    essential: isEssential(container),
    stopTimeoutMs: stopTimeoutSeconds(container) * 1000,
  };
}
