import type { BreakerThreshold } from '../../policies/deployment/circuit-breaker.ts';
import { isEarlySuccessPercent } from '../../policies/deployment/completion.ts';
import { BREAKER_PERCENT, LEAST_MAXIMUM_PERCENT, MINIMUM_HEALTHY_PERCENT } from './published-figures.ts';
import { invalidParameterException, type RequestProblem } from './request-problem.ts';

/** `deploymentConfiguration` as CreateService and UpdateService take it; only what the checks look at. */
export interface DeploymentConfigurationRequest {
  readonly minimumHealthyPercent?: number | null | undefined;
  readonly maximumPercent?: number | null | undefined;
  readonly deploymentCircuitBreaker?:
    | { readonly thresholdConfiguration?: BreakerThreshold | null | undefined }
    | null
    | undefined;
  readonly earlySuccessCriteria?:
    | { readonly enable: boolean; readonly healthyPercent?: number | undefined }
    | null
    | undefined;
}

/** Early success asks for at least the minimum of healthy tasks, which is the service's where the request has none (ecs: ). */
export function checkEarlySuccess(
  { earlySuccessCriteria: criteria, minimumHealthyPercent }: DeploymentConfigurationRequest,
  presentMinimum: number,
): RequestProblem[] {
  const minimum = minimumHealthyPercent ?? presentMinimum;
  const percent = criteria?.healthyPercent ?? 100;
  if (criteria?.enable !== true || isEarlySuccessPercent(percent, minimum)) return [];
  return [
    {
      at: ['earlySuccessCriteria', 'healthyPercent'],
      expected: `an integer from minimumHealthyPercent, ${minimum}, to 100`,
      received: `${percent}`,
    },
  ];
}

/** What AWS refuses of a rolling deployment's bounds and of its circuit breaker (ecs: ). */
export function checkDeploymentConfiguration(
  configuration: DeploymentConfigurationRequest,
  schedulingStrategy: 'REPLICA' | 'DAEMON',
): RequestProblem[] {
  const { minimumHealthyPercent, maximumPercent, deploymentCircuitBreaker } = configuration;
  const problems: RequestProblem[] = [];
  const { minimum, maximum } = MINIMUM_HEALTHY_PERCENT;
  if (isOutside(minimumHealthyPercent, minimum, maximum))
    problems.push({
      at: ['minimumHealthyPercent'],
      expected: `an integer from ${minimum} to ${maximum}`,
      received: `${minimumHealthyPercent}`,
    });
  if (isOutside(maximumPercent, LEAST_MAXIMUM_PERCENT, Number.MAX_SAFE_INTEGER))
    problems.push({
      at: ['maximumPercent'],
      expected: `an integer from ${LEAST_MAXIMUM_PERCENT} up`,
      received: `${maximumPercent}`,
    });
  else if (schedulingStrategy === 'DAEMON' && isOutside(maximumPercent, 0, LEAST_MAXIMUM_PERCENT))
    problems.push({
      at: ['maximumPercent'],
      expected: `${LEAST_MAXIMUM_PERCENT} with scheduling strategy DAEMON`,
      received: `${maximumPercent}`,
      hint: invalidParameterException(
        'The daemon scheduling strategy does not support values above 100 for maximumPercent on a deployment configuration. Change the maximumPercent value to 100, and try again',
      ),
    });
  const threshold = deploymentCircuitBreaker?.thresholdConfiguration;
  if (threshold !== null && threshold !== undefined) problems.push(...checkThreshold(threshold));
  return problems;
}

/** A count of tasks has no upper bound. */
function checkThreshold({ type, value }: BreakerThreshold): RequestProblem[] {
  const most = type === 'COUNT' ? Number.MAX_SAFE_INTEGER : BREAKER_PERCENT.maximum;
  if (!isOutside(value, BREAKER_PERCENT.minimum, most)) return [];
  const bounds = type === 'COUNT' ? 'from 1 up' : `percent from ${BREAKER_PERCENT.minimum} to ${most}`;
  return [
    {
      at: ['deploymentCircuitBreaker', 'thresholdConfiguration', 'value'],
      expected: `an integer ${bounds} with type ${type}`,
      received: `${value}`,
    },
  ];
}

function isOutside(value: number | null | undefined, least: number, most: number): boolean {
  if (value === null || value === undefined) return false;
  return !Number.isSafeInteger(value) || value < least || value > most;
}
