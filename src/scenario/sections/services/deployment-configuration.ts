import type * as z from 'zod';
import { DEFAULT_PERCENTS } from '../../../policies/deployment/bounds.ts';
import { DEFAULT_BREAKER_THRESHOLD } from '../../../policies/deployment/circuit-breaker.ts';
import type { EarlySuccess } from '../../../policies/deployment/completion.ts';
import {
  BREAKER_PERCENT,
  LEAST_MAXIMUM_PERCENT,
  MINIMUM_HEALTHY_PERCENT,
} from '../../operations/published-figures.ts';
import type { CircuitBreakerSpec, DeploymentSpec } from '../../scenario.ts';
import { choice, flag, integer } from '../../shapes/fields.ts';
import { type Harmless, mapping, notModelled, unless } from '../../shapes/mapping.ts';

const PATH = ['deploymentConfiguration'];

/** Harmless: what is switched off. */
export const isOff: Harmless = (value) =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([key, on]) => /^enabled?$/i.test(key) && on === false);

const circuitBreakerSchema = mapping(
  {
    enable: flag().describe('Whether a deployment whose tasks keep failing is given up.'),
    rollback: flag().describe('Whether the last completed deployment takes its place.'),
    thresholdConfiguration: mapping(
      {
        type: choice(['BOUNDED_PERCENT', 'UNBOUNDED_PERCENT', 'COUNT']).describe(
          'Percent of the desired count, from 3 to 200 tasks or without bounds; or a count of tasks.',
        ),
        value: integer(BREAKER_PERCENT.minimum).describe('Percent, or tasks.'),
      },
      { aws: { shape: 'Service', path: [...PATH, 'deploymentCircuitBreaker', 'thresholdConfiguration'] } },
    )
      .optional()
      .describe('At how many failures; default BOUNDED_PERCENT 50.'),
    resetOnHealthyTask: flag()
      .optional()
      .describe('Whether a healthy task sets the count of failures back to 0; default true.'),
  },
  { aws: { shape: 'Service', path: [...PATH, 'deploymentCircuitBreaker'] } },
);

const earlySuccessSchema = mapping(
  {
    enable: flag().describe('Whether a deployment can be a success before all its tasks are healthy.'),
    healthyPercent: integer(0, 100)
      .optional()
      .describe('Of the desired count, rounded up: healthy tasks of the new revision; default 100.'),
    sourceServiceRevisionCleanup: choice(['BLOCKING', 'DEFERRED'])
      .optional()
      .describe('Whether the tasks of the old revision go before the success (default) or after it.'),
  },
  { aws: { shape: 'Service', path: [...PATH, 'earlySuccessCriteria'] } },
);

/** How a rolling deployment goes, as CreateService and UpdateService take it. */
export const deploymentConfigurationSchema = mapping(
  {
    minimumHealthyPercent: integer(MINIMUM_HEALTHY_PERCENT.minimum, MINIMUM_HEALTHY_PERCENT.maximum)
      .optional()
      .describe('Of the desired count, rounded up; default 100, with scheduling strategy DAEMON 0.'),
    maximumPercent: integer(LEAST_MAXIMUM_PERCENT)
      .optional()
      .describe('Of the desired count, rounded down; default 200, with scheduling strategy DAEMON 100.'),
    deploymentCircuitBreaker: circuitBreakerSchema.optional().describe('Default off.'),
    earlySuccessCriteria: earlySuccessSchema.optional().describe('Default off.'),
  },
  {
    aws: { shape: 'Service', path: PATH },
    notModelled: {
      ...notModelled('lifecycleHooks', 'linearConfiguration', 'canaryConfiguration'),
      strategy: unless('ROLLING'),
      bakeTimeInMinutes: unless(0),
      alarms: isOff,
    },
  },
);

type DeploymentConfiguration = z.output<typeof deploymentConfigurationSchema>;

/** What is stated of a deployment configuration, by itself. */
export function statedDeployment(stated: DeploymentConfiguration): Partial<DeploymentSpec> {
  const { minimumHealthyPercent, maximumPercent, deploymentCircuitBreaker, earlySuccessCriteria } = stated;
  return {
    ...(minimumHealthyPercent === undefined ? {} : { minimumHealthyPercent }),
    ...(maximumPercent === undefined ? {} : { maximumPercent }),
    ...(deploymentCircuitBreaker === undefined
      ? {}
      : { circuitBreaker: circuitBreaker(deploymentCircuitBreaker) }),
    ...(earlySuccessCriteria === undefined ? {} : { earlySuccess: earlySuccess(earlySuccessCriteria) }),
  };
}

/** The deployment configuration of a new service, defaults filled in (ecs: ). */
export function resolveDeployment(
  stated: DeploymentConfiguration,
  schedulingStrategy: 'REPLICA' | 'DAEMON',
): DeploymentSpec {
  return {
    ...DEFAULT_PERCENTS[schedulingStrategy],
    circuitBreaker: null,
    earlySuccess: null,
    ...statedDeployment(stated),
  };
}

/** `null` when it is off (ecs: ). */
function earlySuccess({
  enable,
  healthyPercent = 100,
  sourceServiceRevisionCleanup = 'BLOCKING',
}: z.output<typeof earlySuccessSchema>): EarlySuccess | null {
  return enable ? { healthyPercent, cleanup: sourceServiceRevisionCleanup } : null;
}

/** `null` when it is off (ecs: ). */
function circuitBreaker({
  enable,
  rollback,
  thresholdConfiguration = DEFAULT_BREAKER_THRESHOLD,
  resetOnHealthyTask = true,
}: z.output<typeof circuitBreakerSchema>): CircuitBreakerSpec | null {
  return enable ? { rollback, threshold: thresholdConfiguration, resetOnHealthyTask } : null;
}
