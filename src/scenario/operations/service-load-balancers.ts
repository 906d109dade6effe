import { MAX_TARGET_GROUPS } from '../../catalog/target-settings.ts';
import type { TaskDefinitionRequest } from './register-task-definition.ts';
import { invalidParameterException, type RequestProblem } from './request-problem.ts';

/** An entry of a service's `loadBalancers`, with what is known of its target group; null: there is none such. */
export interface LoadBalancerRequest {
  readonly targetGroupArn: string;
  readonly containerName: string;
  readonly containerPort: number;
  readonly group: { readonly isAttached: boolean; readonly targetType: string | undefined } | null;
}

/** What CreateService would refuse about the load balancers of a service; `null`: a definition that is wrong in itself. */
export function checkLoadBalancers(
  loadBalancers: readonly LoadBalancerRequest[],
  launchType: 'EC2' | 'FARGATE' | 'EXTERNAL',
  definition: TaskDefinitionRequest | null,
): RequestProblem[] {
  const problems: RequestProblem[] = [];
  if (loadBalancers.length > MAX_TARGET_GROUPS)
    problems.push({
      at: [],
      expected: `at most ${MAX_TARGET_GROUPS} target groups`,
      received: `${loadBalancers.length}`,
    });
  if (launchType === 'EXTERNAL' && loadBalancers.length > 0)
    problems.push({
      at: [],
      expected: 'none with launch type EXTERNAL',
      received: `${loadBalancers.length}`,
    });
  const networkMode = launchType === 'FARGATE' ? 'awsvpc' : definition?.networkMode;
  for (const [i, entry] of loadBalancers.entries()) {
    const ownProblems = [
      ...groupProblems(entry, networkMode),
      ...containerProblems(entry, definition),
      ...repetitionProblems(entry, loadBalancers.slice(0, i)),
    ];
    problems.push(...ownProblems.map((problem) => ({ ...problem, at: [i, ...problem.at] })));
  }
  return problems;
}

function groupProblems(
  { targetGroupArn, group }: LoadBalancerRequest,
  networkMode: string | null | undefined,
): RequestProblem[] {
  if (group === null) return [];
  const problem = { at: ['targetGroupArn'], received: targetGroupArn };
  if (!group.isAttached)
    return [
      {
        ...problem,
        expected: 'a target group of one of the `loadBalancers` of the scenario',
        hint: invalidParameterException(
          `The target group with targetGroupArn ${targetGroupArn} does not have an associated load balancer.`,
        ),
      },
    ];
  if (group.targetType !== 'instance' || networkMode !== 'awsvpc') return [];
  const hint = invalidParameterException(
    `The provided target group ${targetGroupArn} has target type instance, which is incompatible with the awsvpc network mode specified in the task definition.`,
  );
  return [{ ...problem, expected: 'a target group of type `ip` for awsvpc tasks', hint }];
}

function containerProblems(
  { containerName, containerPort }: LoadBalancerRequest,
  definition: TaskDefinitionRequest | null,
): RequestProblem[] {
  if (definition === null) return [];
  const { containerDefinitions } = definition;
  const container = containerDefinitions.find(({ name }) => name === containerName);
  if (container === undefined)
    return [
      {
        at: ['containerName'],
        expected: `a container of the task definition (${containerDefinitions.map(({ name }) => name).join(', ')})`,
        received: containerName,
        hint: invalidParameterException(
          `The container ${containerName} does not exist in the task definition.`,
        ),
      },
    ];
  const mappings = container.portMappings ?? [];
  const hasPort = mappings.some(
    (mapping) =>
      mapping.containerPort === containerPort || isInRange(containerPort, mapping.containerPortRange),
  );
  if (hasPort) return [];
  return [
    {
      at: ['containerPort'],
      expected: `a port of the \`portMappings\` of container ${containerName}`,
      received: `${containerPort}`,
      hint: invalidParameterException(
        `The container ${containerName} did not have a container port ${containerPort} defined.`,
      ),
    },
  ];
}

/** A target is registered with a target group once. */
function repetitionProblems(
  { targetGroupArn, group, containerName, containerPort }: LoadBalancerRequest,
  before: readonly LoadBalancerRequest[],
): RequestProblem[] {
  const isRepeated = before.some(
    (other) =>
      group !== null &&
      other.group === group &&
      other.containerName === containerName &&
      other.containerPort === containerPort,
  );
  if (!isRepeated) return [];
  const expected = 'a target group, container and port that no other entry has';
  return [
    { at: [], expected, received: `${targetGroupArn}, ${containerName} and ${containerPort} once more` },
  ];
}

function isInRange(port: number, range: string | null | undefined): boolean {
  const [first = 1, last = 0] = range?.split('-').map(Number) ?? [];
  return first <= port && port <= last;
}
