import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startOrder } from '../../../src/policies/containers/container-order.ts';
import { DEPENDENCY_CONDITIONS } from '../../../src/policies/containers/dependency.ts';
import type { ContainerDefinitionRequest } from '../../../src/scenario/operations/container-definition.ts';
import {
  checkDependencies,
  dependenciesOf,
} from '../../../src/scenario/operations/container-dependencies.ts';
import { checkTaskDefinition } from '../../../src/scenario/operations/register-task-definition.ts';

const wait = (containerName: string, condition: string) => ({ containerName, condition });
const PROXY: ContainerDefinitionRequest = { name: 'proxy', memory: 64, healthCheck: {} };
const MIGRATION: ContainerDefinitionRequest = { name: 'migration', memory: 64, essential: false };

function problems(...containerDefinitions: ContainerDefinitionRequest[]): string[] {
  return checkTaskDefinition({ containerDefinitions }).map(
    ({ at, expected, received }) => `${at.join('.')}: expected ${expected}, received ${received}.`,
  );
}

function application(...dependsOn: ReturnType<typeof wait>[]): ContainerDefinitionRequest {
  return { name: 'application', memory: 64, dependsOn };
}

test('conditions that can be met are taken and become positions', () => {
  const app = application(
    wait('proxy', 'HEALTHY'),
    wait('migration', 'SUCCESS'),
    wait('migration', 'COMPLETE'),
    wait('proxy', 'START'),
  );
  expect(problems(app, PROXY, MIGRATION)).toEqual([]);
  expect(dependenciesOf([app, PROXY, MIGRATION])).toEqual([
    [
      { container: 1, condition: 'HEALTHY' },
      { container: 2, condition: 'SUCCESS' },
      { container: 2, condition: 'COMPLETE' },
      { container: 1, condition: 'START' },
    ],
    [],
    [],
  ]);
});

test('an essential container never completes before its task, and health needs a check (ecs:R-1.13)', () => {
  expect(
    problems(
      application(wait('proxy', 'SUCCESS'), wait('proxy', 'COMPLETE'), wait('migration', 'HEALTHY')),
      PROXY,
      MIGRATION,
    ),
  ).toEqual([
    'containerDefinitions.0.dependsOn.0.condition: expected START or HEALTHY, because \'proxy\' is essential and its end would end the task, received "SUCCESS".',
    'containerDefinitions.0.dependsOn.1.condition: expected START or HEALTHY, because \'proxy\' is essential and its end would end the task, received "COMPLETE".',
    'containerDefinitions.0.dependsOn.2.condition: expected another condition, because \'migration\' has no healthCheck, received "HEALTHY".',
  ]);
});

test('unknown names and words', () => {
  expect(problems(application(wait('porxy', 'START'), wait('proxy', 'RUNNING')), PROXY)).toEqual([
    'containerDefinitions.0.dependsOn.0.containerName: expected the name of a container of the task, received "porxy".',
    'containerDefinitions.0.dependsOn.1.condition: expected one of START, COMPLETE, SUCCESS, HEALTHY, received "RUNNING".',
  ]);
});

test('containers that wait for each other, or for themselves', () => {
  expect(
    problems(application(wait('proxy', 'START')), { ...PROXY, dependsOn: [wait('application', 'START')] }),
  ).toEqual([
    'containerDefinitions.0.dependsOn: expected containers that do not wait for each other, received application -> proxy -> application.',
  ]);
  expect(problems(application(wait('application', 'START')))).toEqual([
    'containerDefinitions.0.dependsOn: expected containers that do not wait for each other, received application -> application.',
  ]);
});

test('what is registered can be started: every dependency is known and there is an order', () => {
  const names = ['a', 'b', 'c', 'd'];
  const containers = fc
    .tuple(
      ...names.map((name) =>
        fc.record({
          name: fc.constant(name),
          memory: fc.constant(64),
          essential: fc.boolean(),
          healthCheck: fc.constantFrom({}, null),
          dependsOn: fc.array(
            fc.record({
              containerName: fc.constantFrom(...names, 'e'),
              condition: fc.constantFrom(...DEPENDENCY_CONDITIONS, 'start'),
            }),
            { maxLength: 2 },
          ),
        }),
      ),
    )
    .map((list) => list as ContainerDefinitionRequest[]);
  let registered = 0;
  fc.assert(
    fc.property(containers, (list) => {
      if (checkDependencies(list).length > 0) return;
      registered++;
      const dependencies = dependenciesOf(list);
      expect(startOrder(dependencies)).not.toBeNull();
      expect(dependencies.map(({ length }) => length)).toEqual(
        list.map(({ dependsOn }) => dependsOn!.length),
      );
      for (const { container, condition } of dependencies.flat()) {
        if (condition === 'HEALTHY') expect(list[container]!.healthCheck).not.toBeNull();
        if (condition === 'COMPLETE' || condition === 'SUCCESS')
          expect(list[container]!.essential).toBe(false);
      }
    }),
    { numRuns: 1000, seed: 81 },
  );
  expect(registered).toBeGreaterThan(20);
});
