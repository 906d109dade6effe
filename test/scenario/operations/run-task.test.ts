import { expect, test } from 'vitest';
import type { TaskDefinitionRequest } from '../../../src/scenario/operations/register-task-definition.ts';
import {
  checkRunTask,
  platformVersionProblem,
  type RunTaskRequest,
  taskGroup,
} from '../../../src/scenario/operations/run-task.ts';

const ON_INSTANCES: TaskDefinitionRequest = { containerDefinitions: [{ name: 'main', memory: 512 }] };
const ON_FARGATE: TaskDefinitionRequest = {
  cpu: 8192,
  memory: 16384,
  networkMode: 'awsvpc',
  containerDefinitions: [{ name: 'main' }],
};

function problems(request: RunTaskRequest, definition: TaskDefinitionRequest): string[] {
  return checkRunTask(request, definition).map(
    ({ at, expected, received, hint }) =>
      `${at.join('.')}: expected ${expected}, received ${received}.${hint === undefined ? '' : ` ${hint}`}`,
  );
}

function memberOf(length: number) {
  return Array.from({ length }, () => ({ type: 'memberOf', expression: 'attribute:a == b' }));
}

test('Fargate takes no placement rules', () => {
  const request = {
    launchType: 'FARGATE',
    placementStrategy: [{ type: 'random' }],
    placementConstraints: memberOf(1),
  } as const;
  expect(problems(request, ON_FARGATE)).toEqual([
    'placementStrategy: expected none on Fargate, received 1. AWS: InvalidParameterException: Placement strategies are not supported with FARGATE launch type.',
    'placementConstraints: expected none on Fargate, received 1. AWS: InvalidParameterException: Placement constraints are not supported with FARGATE launch type.',
  ]);
});

test('a definition that Fargate cannot run is named with its reasons, once', () => {
  expect(problems({ launchType: 'FARGATE' }, ON_FARGATE)).toEqual([]);
  expect(problems({ launchType: 'FARGATE' }, { ...ON_FARGATE, networkMode: 'host', memory: 1024 })).toEqual([
    'taskDefinition: expected a task definition that Fargate can run, received one with 1024 as memory (expected 16384 to 61440 ' +
      'in steps of 4096 MiB beside 8192 CPU units on Fargate), "host" as networkMode (expected awsvpc on Fargate). ' +
      'AWS: InvalidParameterException: Task definition does not support launch_type FARGATE.',
  ]);
  expect(
    problems(
      { launchType: 'FARGATE' },
      { ...ON_FARGATE, requiresCompatibilities: ['FARGATE'], networkMode: 'host' },
    ),
  ).toEqual([]);
  expect(problems({ launchType: 'EC2' }, { ...ON_FARGATE, requiresCompatibilities: ['FARGATE'] })).toEqual(
    [],
  );
});

test('large tasks and large disks need platform version 1.4.0', () => {
  expect(problems({ launchType: 'FARGATE', platformVersion: '1.4.0' }, ON_FARGATE)).toEqual([]);
  expect(problems({ launchType: 'FARGATE', platformVersion: 'LATEST' }, ON_FARGATE)).toEqual([]);
  expect(problems({ launchType: 'FARGATE', platformVersion: '1.3.0' }, ON_FARGATE)).toEqual([
    'platformVersion: expected 1.4.0 or LATEST for this size, received "1.3.0". AWS: PlatformTaskDefinitionIncompatibilityException: ' +
      "The specified platform version does not satisfy the task definition's required capabilities.",
  ]);
  const small = { ...ON_FARGATE, cpu: 1024, memory: 2048 };
  expect(problems({ launchType: 'FARGATE', platformVersion: '1.3.0' }, small)).toEqual([]);
  expect(
    problems(
      { launchType: 'FARGATE', platformVersion: '1.3.0' },
      { ...small, ephemeralStorage: { sizeInGiB: 30 } },
    ),
  ).toHaveLength(1);
  expect(platformVersionProblem('1.3.0', 4096)).toBeNull();
});

test('limits of constraints, strategies, tasks and names', () => {
  const ec2 = (request: Omit<RunTaskRequest, 'launchType'>, definition = ON_INSTANCES) =>
    problems({ launchType: 'EC2', ...request }, definition);
  const six = { ...ON_INSTANCES, placementConstraints: memberOf(6) };
  expect(ec2({ placementConstraints: memberOf(4) }, six)).toEqual([]);
  expect(ec2({ placementConstraints: memberOf(5) }, six)).toEqual([
    'placementConstraints: expected at most 10 constraints with the 6 of the task definition, received 11.',
  ]);
  const strategies = (length: number) => ({
    placementStrategy: Array.from({ length }, () => ({ type: 'random' })),
  });
  expect(ec2(strategies(5))).toEqual([]);
  expect(ec2(strategies(6))).toEqual(['placementStrategy: expected at most 5 strategies, received 6.']);
  expect([0, 1, 10, 11, 1.5].map((count) => ec2({ count }).length)).toEqual([1, 0, 0, 1, 1]);
  expect(['a'.repeat(255), 'a'.repeat(256)].map((group) => ec2({ group }).length)).toEqual([0, 1]);
});

test('distinctInstance stands alone and once; memberOf has an expression', () => {
  const constraints = (...placementConstraints: { type: string; expression?: string }[]) =>
    problems({ launchType: 'EC2', placementConstraints }, ON_INSTANCES);
  expect(constraints({ type: 'distinctInstance' })).toEqual([]);
  expect(constraints({ type: 'distinctInstance', expression: 'a' })).toEqual([
    'placementConstraints.0.expression: expected no expression with distinctInstance, received "a".',
  ]);
  expect(constraints({ type: 'distinctInstance' }, { type: 'distinctInstance' })).toEqual([
    'placementConstraints: expected distinctInstance at most once, received more than one.',
  ]);
  expect(constraints({ type: 'memberOf' })).toEqual([
    'placementConstraints.0.expression: expected an expression with memberOf, received nothing.',
  ]);
  expect(
    ['a'.repeat(2000), 'a'.repeat(2001)].map(
      (expression) => constraints({ type: 'memberOf', expression }).length,
    ),
  ).toEqual([0, 1]);
});

test('a standalone task belongs to its family unless it names a group', () => {
  expect(taskGroup(null, 'web')).toBe('family:web');
  expect(taskGroup('databases', 'web')).toBe('databases');
});
