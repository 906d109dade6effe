import { expect, test } from 'vitest';
import {
  type CreateServiceRequest,
  checkCreateService,
} from '../../../src/scenario/operations/create-service.ts';
import { checkDeploymentConfiguration } from '../../../src/scenario/operations/deployment-configuration.ts';
import type { TaskDefinitionRequest } from '../../../src/scenario/operations/register-task-definition.ts';

const JOB: TaskDefinitionRequest = { containerDefinitions: [{ name: 'main', memory: 512 }] };

function refusedAt(request: Partial<CreateServiceRequest>): string[] {
  const usual = { launchType: 'EC2', schedulingStrategy: 'REPLICA', capacityProviderStrategy: null } as const;
  return checkCreateService({ ...usual, ...request }, JOB).map(({ at }) => at.join('.'));
}

test('a REPLICA service needs a desired count, a DAEMON service has none', () => {
  expect(refusedAt({ desiredCount: 0 })).toEqual([]);
  expect(refusedAt({})).toEqual(['desiredCount']);
  expect(refusedAt({ schedulingStrategy: 'DAEMON' })).toEqual([]);
  expect(refusedAt({ schedulingStrategy: 'DAEMON', desiredCount: 0 })).toEqual(['desiredCount']);
});

test('a DAEMON service runs on instances, by a launch type, without placement strategies', () => {
  const daemon = (request: Partial<CreateServiceRequest>) =>
    refusedAt({ schedulingStrategy: 'DAEMON', ...request });
  expect(daemon({ placementConstraints: [{ type: 'memberOf', expression: 'attribute:a == b' }] })).toEqual(
    [],
  );
  expect(daemon({ placementStrategy: [{ type: 'random' }] })).toEqual(['placementStrategy']);
  expect(daemon({ capacityProviderStrategy: 'own' })).toEqual(['capacityProviderStrategy']);
  expect(daemon({ capacityProviderStrategy: 'default' })).toEqual(['launchType']);
  expect(daemon({ launchType: 'FARGATE' })).toContain('launchType');
});

test('what RunTask refuses of a launch, CreateService refuses too', () => {
  const request = { desiredCount: 1, placementStrategy: [{ type: 'random' }] } as const;
  expect(refusedAt(request)).toEqual([]);
  expect(refusedAt({ ...request, launchType: 'FARGATE' })).toEqual(['placementStrategy', 'taskDefinition']);
});

test.each([
  ['REPLICA', 0, 100, true],
  ['REPLICA', 100, 100, true],
  ['REPLICA', 100, 10_000, true],
  ['REPLICA', -1, 200, false],
  ['REPLICA', 101, 200, false],
  ['REPLICA', 50.5, 200, false],
  ['REPLICA', 0, 99, false],
  ['DAEMON', 0, 100, true],
  ['DAEMON', 0, 101, false],
] as const)('%s: minimum %d, maximum %d', (strategy, minimumHealthyPercent, maximumPercent, isFine) => {
  const problems = checkDeploymentConfiguration({ minimumHealthyPercent, maximumPercent }, strategy);
  expect(problems.length).toBe(isFine ? 0 : 1);
});

test.each([
  ['COUNT', 1, true],
  ['COUNT', 5000, true],
  ['COUNT', 0, false],
  ['BOUNDED_PERCENT', 100, true],
  ['BOUNDED_PERCENT', 101, false],
  ['UNBOUNDED_PERCENT', 1, true],
  ['UNBOUNDED_PERCENT', 0, false],
] as const)('a threshold of type %s and value %d', (type, value, isFine) => {
  const deploymentCircuitBreaker = { thresholdConfiguration: { type, value } };
  expect(checkDeploymentConfiguration({ deploymentCircuitBreaker }, 'REPLICA').length).toBe(isFine ? 0 : 1);
});
