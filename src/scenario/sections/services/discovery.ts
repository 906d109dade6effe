import * as z from 'zod';
import {
  IDLE_TIMEOUT_SECONDS,
  MAX_CONNECT_TIMEOUT_SECONDS,
  PER_REQUEST_TIMEOUT_SECONDS,
} from '../../../catalog/discovery-settings.ts';
import type { Findings } from '../../findings.ts';
import type { TaskDefinitionRequest } from '../../operations/register-task-definition.ts';
import { checkServiceConnect, perRequestTimeoutSeconds } from '../../operations/service-connect.ts';
import type { Path } from '../../reading/problem.ts';
import type { DiscoverySpec } from '../../scenario.ts';
import { flag, integer, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

const CONNECT = ['serviceConnectConfiguration'];

const connectServiceSchema = mapping(
  {
    portName: text('the name of a port mapping', 64).describe(
      '`name` of a port mapping of the task definition.',
    ),
    timeout: mapping(
      {
        perRequestTimeoutSeconds: integer(0, MAX_CONNECT_TIMEOUT_SECONDS)
          .optional()
          .describe(
            `How long callers wait for the answer to a request; 0: for as long as it takes; default ${PER_REQUEST_TIMEOUT_SECONDS}. None for a port without \`appProtocol\`.`,
          ),
        idleTimeoutSeconds: integer(0, MAX_CONNECT_TIMEOUT_SECONDS)
          .optional()
          .describe(
            `When an idle connection is closed, which changes nothing here; default ${IDLE_TIMEOUT_SECONDS.http}, with TCP ${IDLE_TIMEOUT_SECONDS.tcp}.`,
          ),
      },
      {
        aws: { shape: 'Service', path: [...CONNECT, 'services', 'timeout'] },
        checkedOnly: ['idleTimeoutSeconds'],
        ignored: ['idleTimeoutSeconds'],
      },
    ).optional(),
  },
  { aws: { shape: 'Service', path: [...CONNECT, 'services'] }, checkedOnly: ['portName'] },
);

/** Keys of a service that say how others find it. */
export const discoveryKeys = {
  serviceConnectConfiguration: mapping(
    {
      enabled: flag().describe('Whether tasks of the service have a Service Connect proxy.'),
      services: z
        .array(connectServiceSchema)
        .optional()
        .describe('Ports that other services can call; none: the service only calls others.'),
    },
    { aws: { shape: 'Service', path: CONNECT } },
  )
    .optional()
    .describe('Callers go through proxies that know the tasks at every moment and try again elsewhere.'),
  serviceRegistries: z
    .array(
      mapping(
        {
          registryArn: text('a service of Cloud Map').describe(
            'Where the addresses of tasks are registered.',
          ),
        },
        { aws: { shape: 'Service', path: ['serviceRegistries'] } },
      ),
    )
    .max(1, 'at most one registry')
    .optional()
    .describe('Callers ask DNS, and keep the answer for `timings: { dns.ttl: 60s }`.'),
};

interface StatedDiscovery {
  readonly serviceConnectConfiguration?: z.output<typeof discoveryKeys.serviceConnectConfiguration>;
  readonly serviceRegistries?: z.output<typeof discoveryKeys.serviceRegistries>;
}

/** Ports that other services can call through Service Connect. */
export function connectServices({
  serviceConnectConfiguration,
}: StatedDiscovery): readonly z.output<typeof connectServiceSchema>[] {
  return serviceConnectConfiguration?.enabled === true ? (serviceConnectConfiguration.services ?? []) : [];
}

/**
 * How callers find the tasks of a service. With both, Service Connect: then callers have the proxies (ecs: ).
 * `null`: a definition that is wrong in itself.
 */
export function resolveDiscovery(
  label: string,
  stated: StatedDiscovery,
  definition: TaskDefinitionRequest | null,
  dnsTtlMs: number,
  path: Path,
  findings: Findings,
): DiscoverySpec {
  const services = connectServices(stated);
  const at: Path = [...path, ...CONNECT, 'services'];
  findings.addAll(at, checkServiceConnect(services, definition));
  if (services.length === 0)
    return (stated.serviceRegistries ?? []).length > 0 ? { kind: 'dns', ttlMs: dnsTtlMs } : { kind: 'none' };
  const seconds = services.map((service) =>
    definition === null ? 0 : perRequestTimeoutSeconds(service, definition),
  );
  if (new Set(seconds).size > 1)
    findings.warn(
      'service-connect-timeouts',
      `${label}: all calls are taken to come in by its first Service Connect port, ${services[0]!.portName}; the time-outs of the others change nothing.`,
    );
  return { kind: 'serviceConnect', perRequestTimeoutMs: seconds[0]! * 1000 };
}
