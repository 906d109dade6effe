import { expect, test } from 'vitest';
import { maxTasks, minHealthy } from '../../../src/policies/deployment/bounds.ts';
import { countsAsHealthy, isInGracePeriod } from '../../../src/policies/deployment/counts-as-healthy.ts';
import {
  canRebalance,
  type RebalancedService,
  rebalancingAfterUpdate,
  rebalancingAtCreation,
} from '../../../src/policies/deployment/rebalance-eligibility.ts';
import { startsDeployment } from '../../../src/policies/deployment/starts-deployment.ts';
import { protectionFailure, protectionMinutes } from '../../../src/policies/deployment/task-protection.ts';

test('the minimum rounds up, the maximum down, and what is whole stays', () => {
  expect([minHealthy(3, 50), minHealthy(100, 7), minHealthy(7, 0), minHealthy(0, 100)]).toEqual([2, 7, 0, 0]);
  expect([maxTasks(3, 150), maxTasks(100, 107), maxTasks(0, 200)]).toEqual([4, 107, 0]);
});

test('a task counts when all that checks it has passed, and 40 s after RUNNING when nothing does', () => {
  const unchecked = { containersHealthy: null, targetHealthy: null };
  expect(countsAsHealthy({ ...unchecked, runningForMs: null }, 40_000)).toBe(false);
  expect(countsAsHealthy({ ...unchecked, runningForMs: 39_999 }, 40_000)).toBe(false);
  expect(countsAsHealthy({ ...unchecked, runningForMs: 40_000 }, 40_000)).toBe(true);
  const both = { runningForMs: 1, containersHealthy: true };
  expect(countsAsHealthy({ ...both, targetHealthy: null }, 40_000)).toBe(true);
  expect(countsAsHealthy({ ...both, targetHealthy: true }, 40_000)).toBe(true);
  expect(countsAsHealthy({ ...both, targetHealthy: false }, 40_000)).toBe(false);
  expect([isInGracePeriod(59_999, 60_000), isInGracePeriod(60_000, 60_000)]).toEqual([true, false]);
});

test('one member that starts a deployment is enough', () => {
  expect(startsDeployment(['desiredCount', 'capacityProviderStrategy'])).toBe(false);
  expect(startsDeployment(['desiredCount', 'forceNewDeployment'])).toBe(true);
  expect(startsDeployment([])).toBe(false);
});

test('what keeps a service from being rebalanced', () => {
  const service: RebalancedService = {
    schedulingStrategy: 'REPLICA',
    launchType: 'FARGATE',
    deploymentController: 'ECS',
    maximumPercent: 200,
    hasClassicLoadBalancer: false,
    constraintAttributes: ['stack'],
    firstStrategy: { type: 'spread', field: 'ecs.availability-zone' },
  };
  expect(canRebalance(service)).toBe(true);
  const obstacles: Partial<RebalancedService>[] = [
    { schedulingStrategy: 'DAEMON' },
    { launchType: 'EXTERNAL' },
    { deploymentController: 'CODE_DEPLOY' },
    { maximumPercent: 100 },
    { hasClassicLoadBalancer: true },
    { constraintAttributes: ['ecs.availability-zone'] },
    { firstStrategy: { type: 'spread', field: 'instanceId' } },
    { firstStrategy: { type: 'random', field: '' } },
  ];
  for (const obstacle of obstacles) expect(canRebalance({ ...service, ...obstacle })).toBe(false);
  expect([rebalancingAtCreation(true), rebalancingAtCreation(false)]).toEqual(['ENABLED', 'DISABLED']);
  expect([rebalancingAfterUpdate('ENABLED'), rebalancingAfterUpdate(null)]).toEqual(['ENABLED', 'DISABLED']);
});

test('protection lasts two hours unless a call says otherwise, for a service that has no more of it than tasks', () => {
  expect([null, 0, 1, 1.5, 2880, 2881].map(protectionMinutes)).toEqual([120, null, 1, null, 2880, null]);
  expect(protectionFailure({ desiredCount: null, protectedTasks: 1 })).toBe('TASK_NOT_VALID');
  expect(protectionFailure({ desiredCount: 2, protectedTasks: 3 })).toBe('DEPLOYMENT_BLOCKED');
  expect(protectionFailure({ desiredCount: 2, protectedTasks: 2 })).toBeNull();
});
