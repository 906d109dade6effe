import { DEFAULT_PERCENTS } from '../../policies/deployment/bounds.ts';
import {
  checkDeploymentConfiguration,
  checkEarlySuccess,
  type DeploymentConfigurationRequest,
} from './deployment-configuration.ts';
import type { TaskDefinitionRequest } from './register-task-definition.ts';
import { invalidParameterException, type RequestProblem } from './request-problem.ts';
import { checkRunTask, type RunTaskRequest } from './run-task.ts';

/** CreateService's request, its shape already decoded; only what the checks look at. */
export interface CreateServiceRequest extends Omit<RunTaskRequest, 'count' | 'group'> {
  readonly schedulingStrategy: 'REPLICA' | 'DAEMON';
  readonly desiredCount?: number | null | undefined;
  readonly deploymentConfiguration?: DeploymentConfigurationRequest | null | undefined;
  /** By what the tasks run instead of a launch type; `default`: the cluster's strategy, as the request says nothing. */
  readonly capacityProviderStrategy: 'own' | 'default' | null;
}

/**
 * All that CreateService would refuse, judged by the request and its task definition; empty when it would accept it. What it
 * asks of a launch is what RunTask asks; `null`: a definition that is wrong in itself.
 */
export function checkCreateService(
  request: CreateServiceRequest,
  definition: TaskDefinitionRequest | null,
): RequestProblem[] {
  const { schedulingStrategy, desiredCount } = request;
  const isDaemon = schedulingStrategy === 'DAEMON';
  const problems = [
    ...(definition === null ? [] : checkRunTask(request, definition)),
    ...checkServiceSettings(request, schedulingStrategy),
    ...checkEarlySuccess(
      request.deploymentConfiguration ?? {},
      DEFAULT_PERCENTS[schedulingStrategy].minimumHealthyPercent,
    ).map(ofConfiguration),
  ];
  if (isDaemon) problems.push(...checkDaemon(request));
  else if (desiredCount === null || desiredCount === undefined)
    problems.push({
      at: ['desiredCount'],
      expected: 'how many tasks the service is to keep running, with scheduling strategy REPLICA',
      received: 'nothing',
    });
  return problems;
}

/** Where it stands in the request. */
export function ofConfiguration(problem: RequestProblem): RequestProblem {
  return { ...problem, at: ['deploymentConfiguration', ...problem.at] };
}

/** What CreateService and UpdateService check alike. */
export interface ServiceSettings {
  readonly desiredCount?: number | null | undefined;
  readonly deploymentConfiguration?: DeploymentConfigurationRequest | null | undefined;
}

/** Of the desired count and the deployment configuration of a service, new or changed (ecs: ). */
export function checkServiceSettings(
  { desiredCount, deploymentConfiguration }: ServiceSettings,
  schedulingStrategy: 'REPLICA' | 'DAEMON',
): RequestProblem[] {
  const problems = checkDeploymentConfiguration(deploymentConfiguration ?? {}, schedulingStrategy).map(
    ofConfiguration,
  );
  if (schedulingStrategy === 'DAEMON' && desiredCount !== null && desiredCount !== undefined)
    problems.push({
      at: ['desiredCount'],
      expected: 'none with scheduling strategy DAEMON, which counts the instances that match',
      received: `${desiredCount}`,
      hint: invalidParameterException(
        'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again',
      ),
    });
  return problems;
}

/** One task on each matching instance: nothing to choose among, and instances to run on (ecs: ). */
function checkDaemon({
  launchType,
  placementStrategy,
  capacityProviderStrategy,
}: CreateServiceRequest): RequestProblem[] {
  const strategies = placementStrategy?.length ?? 0;
  const problems: RequestProblem[] = [];
  if (strategies > 0)
    problems.push({
      at: ['placementStrategy'],
      expected: 'none with scheduling strategy DAEMON',
      received: `${strategies}`,
      hint: invalidParameterException(
        'The daemon scheduling strategy does not support placement strategies. Remove the placement strategy and try again',
      ),
    });
  if (capacityProviderStrategy !== null)
    problems.push({
      at: capacityProviderStrategy === 'own' ? ['capacityProviderStrategy'] : ['launchType'],
      expected: '`launchType: EC2` with scheduling strategy DAEMON',
      received:
        capacityProviderStrategy === 'own'
          ? 'a capacity provider strategy'
          : "the cluster's default strategy",
      hint: invalidParameterException(
        'Specifying a capacity provider strategy is not supported when you create a service using the DAEMON scheduling strategy.',
      ),
    });
  else if (launchType === 'FARGATE')
    problems.push({
      at: ['launchType'],
      expected: 'EC2 or EXTERNAL with scheduling strategy DAEMON',
      received: launchType,
    });
  return problems;
}
