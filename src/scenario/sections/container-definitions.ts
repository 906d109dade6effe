import * as z from 'zod';
import type { Findings } from '../findings.ts';
import { isEssential, stopTimeoutSeconds } from '../operations/container-definition.ts';
import { PROTOCOLS } from '../operations/port-mappings.ts';
import { PORTS } from '../operations/published-figures.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { ContainerSpec } from '../scenario.ts';
import { choice, flag, integer, integerOrText, pattern, text } from '../shapes/fields.ts';
import { mapping, notModelled } from '../shapes/mapping.ts';
import { containerLifeKeys, resolveLives } from './container-lives.ts';
import type { ImageSizes } from './images.ts';
import { logConfigurationSchema, resolveLogs } from './log-configuration.ts';
import { resolveSecrets, secretsSchema } from './secrets.ts';

const CONTAINER = ['containerDefinitions'];

const portMapping = mapping(
  {
    containerPort: integer(0, PORTS.maximum)
      .optional()
      .describe('In network mode host also the port of the instance.'),
    hostPort: integer(0, PORTS.maximum)
      .optional()
      .describe("In network mode bridge the instance's port, which one task has at a time; 0 or none: any."),
    containerPortRange: text('a range of ports such as 8080-8090', 100)
      .optional()
      .describe('FIRST-LAST; its host ports are dynamic.'),
    protocol: choice(PROTOCOLS).optional().describe('Default tcp.'),
    name: text('a name of up to 64 characters', 64)
      .optional()
      .describe('By which `serviceConnectConfiguration` of a service refers to it.'),
    appProtocol: choice(['http', 'http2', 'grpc'])
      .optional()
      .describe(
        'What Service Connect understands of it; default none, which is TCP and has no time-out of a request.',
      ),
  },
  {
    aws: { shape: 'TaskDefinition', path: [...CONTAINER, 'portMappings'] },
    checkedOnly: ['containerPortRange', 'name'],
    ignored: ['containerPortRange'],
  },
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
      .describe('Ports; a fixed host port keeps other tasks that need it from the instance.'),
    logConfiguration: logConfigurationSchema.optional().describe('Where its output goes.'),
    secrets: secretsSchema.optional().describe('Secrets that it is given at its start.'),
    ...containerLifeKeys,
  },
  { aws: { shape: 'TaskDefinition', path: CONTAINER } },
);

type ContainerDefinition = z.output<typeof containerDefinitionSchema>;

/** Names that a second container has. */
export function checkContainerNames(
  containers: readonly ContainerDefinition[],
  path: Path,
  findings: Findings,
): void {
  for (const [i, { name }] of containers.entries())
    if (containers.findIndex((other) => other.name === name) < i)
      findings.add(
        [...path, i, 'name'],
        'a name that no other container of the task has',
        `${describeValue(name)} once more`,
      );
}

/** The containers of a task as the engine runs them (ecs: ). */
export function resolveContainers(
  containers: readonly ContainerDefinition[],
  images: ImageSizes,
  region: string,
): ContainerSpec[] {
  const lives = resolveLives(containers, images);
  return containers.map((container, i) => {
    const { name, image } = container;
    return {
      name,
      image,
      imageSizeMb: images.sizeMb(image),
      secrets: resolveSecrets(container.secrets),
      logs: resolveLogs(container.logConfiguration, images.entry(image)?.logBytesPerSecond ?? 0, region),
      essential: isEssential(container),
      stopTimeoutMs: stopTimeoutSeconds(container) * 1000,
      life: lives[i]!,
    };
  });
}
