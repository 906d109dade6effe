import { expect, test } from 'vitest';
import { API_CATEGORIES, apiCategoryOf } from '../../src/catalog/api-rates.ts';
import {
  FARGATE_RUN_TASK_RATE,
  fargateLaunchRate,
  serviceLaunchRate,
} from '../../src/catalog/launch-rates.ts';

/** AWS's table (ecs: ): an action, its bucket's capacity and its refill a second. */
test.each([
  ['PutClusterCapacityProviders', 20, 1],
  ['ListClusters', 50, 20],
  ['RegisterTaskDefinition', 20, 1],
  ['ListTaskDefinitionFamilies', 50, 20],
  ['DeleteTaskDefinitions', 5, 1],
  ['UpdateCapacityProvider', 10, 1],
  ['DescribeCapacityProviders', 50, 20],
  ['RunTask', 100, 40],
  ['UpdateContainerInstancesState', 100, 40],
  ['DescribeTasks', 100, 20],
  ['SubmitTaskStateChange', 200, 120],
  ['UpdateService', 50, 5],
  ['DescribeServices', 100, 20],
  ['ListServiceDeployments', 50, 20],
  ['UpdateTaskProtection', 200, 80],
  ['TagResource', 20, 10],
  ['ListTagsForResource', 50, 20],
  ['PutAccountSetting', 10, 1],
  ['ListAccountSettings', 50, 20],
  ['ListServicesByNamespace', 10, 1],
])('%s: %i at once, %i a second', (action, capacity, refill) => {
  const { rate, actions } = API_CATEGORIES[apiCategoryOf(action)!]!;
  expect(rate).toEqual({ capacity, refill, perSeconds: 1 });
  expect(actions).toContain(action);
});

test('calls of one category share a bucket, those of others do not', () => {
  expect(apiCategoryOf('StopTask')).toBe(apiCategoryOf('RunTask'));
  expect(apiCategoryOf('DescribeTasks')).not.toBe(apiCategoryOf('RunTask'));
  expect(apiCategoryOf('RunTasks')).toBeNull();
});

test('no action is in two categories', () => {
  const actions = Object.values(API_CATEGORIES).flatMap((category) => category.actions);
  expect(new Set(actions).size).toBe(actions.length);
});

test('launch rates are lower on Fargate in new Regions (ecs:R-6.5, R-6.6, R-6.20)', () => {
  expect(fargateLaunchRate('eu-west-1')).toEqual({ capacity: 100, refill: 20, perSeconds: 1 });
  expect(fargateLaunchRate('ap-east-2')).toEqual({ capacity: 25, refill: 5, perSeconds: 1 });
  expect(FARGATE_RUN_TASK_RATE).toEqual({ capacity: 20, refill: 20, perSeconds: 1 });
  const limit = (launchType: 'EC2' | 'FARGATE' | 'EXTERNAL', region: string) =>
    serviceLaunchRate(launchType, region);
  expect(limit('FARGATE', 'us-east-1')).toEqual({ capacity: 500, refill: 500, perSeconds: 60 });
  expect(limit('FARGATE', 'ap-east-2').refill).toBe(125);
  expect(limit('EC2', 'ap-east-2').refill).toBe(500);
  expect(limit('EXTERNAL', 'us-east-1').refill).toBe(500);
});
