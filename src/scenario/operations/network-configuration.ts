import { MAX_SECURITY_GROUPS, MAX_SUBNETS } from './published-figures.ts';
import { invalidParameterException, type RequestProblem } from './request-problem.ts';

/** `networkConfiguration` as RunTask takes it. */
export interface NetworkConfigurationRequest {
  readonly awsvpcConfiguration: {
    readonly subnets: readonly string[];
    readonly securityGroups?: readonly string[] | null | undefined;
    readonly assignPublicIp?: 'ENABLED' | 'DISABLED' | null | undefined;
  };
}

/**
 * All that RunTask would refuse of the network of a task (ecs: ). AWS wants a configuration for every awsvpc task;
 * `isRequired` is false where it is not known which subnets there are.
 */
export function checkNetworkConfiguration(
  configuration: NetworkConfigurationRequest | null | undefined,
  task: { readonly networkMode: string; readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL' },
  isRequired: boolean,
): RequestProblem[] {
  const { networkMode, launchType } = task;
  if (configuration === null || configuration === undefined)
    return isRequired && networkMode === 'awsvpc' ? [MISSING] : [];
  if (networkMode !== 'awsvpc')
    return [
      {
        at: ['networkConfiguration'],
        expected: 'none, as only tasks in network mode awsvpc have a network interface of their own',
        received: `one for network mode ${networkMode}`,
        hint: invalidParameterException(
          'Network Configuration is not valid for the given networkMode of this task definition.',
        ),
      },
    ];
  const { subnets, securityGroups, assignPublicIp } = configuration.awsvpcConfiguration;
  const problems = [
    ...checkCount('subnets', subnets.length, 1, MAX_SUBNETS),
    ...checkCount('securityGroups', securityGroups?.length ?? 0, 0, MAX_SECURITY_GROUPS),
  ];
  if (assignPublicIp === 'ENABLED' && launchType !== 'FARGATE')
    problems.push({
      at: [...AWSVPC, 'assignPublicIp'],
      expected: 'DISABLED on container instances',
      received: 'ENABLED',
      hint: invalidParameterException('Assign public IP is not supported for this launch type.'),
    });
  return problems;
}

const AWSVPC = ['networkConfiguration', 'awsvpcConfiguration'];

const MISSING: RequestProblem = {
  at: ['networkConfiguration'],
  expected: '`awsvpcConfiguration` with the subnets of a task in network mode awsvpc',
  received: 'nothing',
  hint: invalidParameterException(
    "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
  ),
};

function checkCount(key: string, count: number, least: number, most: number): RequestProblem[] {
  if (count >= least && count <= most) return [];
  return [{ at: [...AWSVPC, key], expected: `${least} to ${most} ${key}`, received: `${count}` }];
}
