import { PER_REQUEST_TIMEOUT_SECONDS } from '../../catalog/discovery-settings.ts';
import type { PortMappingRequest } from './port-mappings.ts';
import type { TaskDefinitionRequest } from './register-task-definition.ts';
import type { RequestProblem } from './request-problem.ts';

/** An entry of `serviceConnectConfiguration.services`, as far as the checks look at it. */
export interface ConnectServiceRequest {
  readonly portName: string;
  readonly timeout?: { readonly perRequestTimeoutSeconds?: number | null | undefined } | null | undefined;
}

/** What CreateService would refuse of the endpoints of Service Connect; `null`: a definition that is wrong in itself. */
export function checkServiceConnect(
  services: readonly ConnectServiceRequest[],
  definition: Pick<TaskDefinitionRequest, 'containerDefinitions'> | null,
): RequestProblem[] {
  if (definition === null) return [];
  const ports = namedPorts(definition);
  return services.flatMap(({ portName, timeout }, i): RequestProblem[] => {
    const port = ports.find(({ name }) => name === portName);
    const names = ports.map(({ name }) => name).join(', ') || 'none has one';
    if (port === undefined)
      return [
        {
          at: [i, 'portName'],
          expected: `the \`name\` of a port mapping of the task definition (${names})`,
          received: portName,
        },
      ];
    const stated = timeout?.perRequestTimeoutSeconds ?? null;
    if (stated === null || !speaksTcp(port)) return [];
    const expected = `none for a port without \`appProtocol\`, which speaks TCP`;
    return [{ at: [i, 'timeout', 'perRequestTimeoutSeconds'], expected, received: `${stated}` }];
  });
}

/** How long the proxies wait for the answer to a request, seconds; 0: for as long as it takes (ecs: ). */
export function perRequestTimeoutSeconds(
  { portName, timeout }: ConnectServiceRequest,
  definition: Pick<TaskDefinitionRequest, 'containerDefinitions'>,
): number {
  const port = namedPorts(definition).find(({ name }) => name === portName);
  if (port === undefined || speaksTcp(port)) return 0;
  return timeout?.perRequestTimeoutSeconds ?? PER_REQUEST_TIMEOUT_SECONDS;
}

/** Without an `appProtocol` a port speaks TCP: the proxies see bytes, not requests. */
function speaksTcp({ appProtocol }: PortMappingRequest): boolean {
  return (appProtocol ?? null) === null;
}

function namedPorts({
  containerDefinitions,
}: Pick<TaskDefinitionRequest, 'containerDefinitions'>): PortMappingRequest[] {
  return containerDefinitions
    .flatMap(({ portMappings }) => portMappings ?? [])
    .filter(({ name }) => (name ?? null) !== null);
}
