import { expect, test } from 'vitest';
import {
  type ContainerLifeRequest,
  checkContainerLife,
  healthCheckOf,
  restartPolicyOf,
} from '../../../src/scenario/operations/container-life.ts';
import { checkTaskDefinition } from '../../../src/scenario/operations/register-task-definition.ts';

function problems(container: ContainerLifeRequest, fargate = false): string[] {
  return checkContainerLife(container, fargate).map(
    ({ at, expected, received }) => `${at.join('.')}: expected ${expected}, received ${received}.`,
  );
}

test('a health check in milliseconds, with AWS’s defaults (ecs:R-1.17)', () => {
  expect(healthCheckOf(undefined)).toBeNull();
  expect(healthCheckOf(null)).toBeNull();
  expect(healthCheckOf({})).toEqual({
    intervalMs: 30_000,
    timeoutMs: 5000,
    retries: 3,
    startPeriodMs: 0,
  });
  expect(healthCheckOf({ interval: 10, timeout: 2, retries: 5, startPeriod: 60 })).toEqual({
    intervalMs: 10_000,
    timeoutMs: 2000,
    retries: 5,
    startPeriodMs: 60_000,
  });
});

test('a restart policy that is on, with AWS’s default period (ecs:R-1.16)', () => {
  expect(restartPolicyOf(undefined)).toBeNull();
  expect(restartPolicyOf({ enabled: false, restartAttemptPeriod: 60 })).toBeNull();
  expect(restartPolicyOf({ enabled: true })).toEqual({
    ignoredExitCodes: [],
    restartAttemptPeriodMs: 300_000,
  });
  expect(restartPolicyOf({ enabled: true, ignoredExitCodes: [0, 3], restartAttemptPeriod: 60 })).toEqual({
    ignoredExitCodes: [0, 3],
    restartAttemptPeriodMs: 60_000,
  });
});

test('the bounds of each figure, and nothing within them', () => {
  const figures: [string, (value: number) => ContainerLifeRequest, number, number][] = [
    ['healthCheck.interval', (interval) => ({ healthCheck: { interval } }), 5, 300],
    ['healthCheck.timeout', (timeout) => ({ healthCheck: { timeout } }), 2, 60],
    ['healthCheck.retries', (retries) => ({ healthCheck: { retries } }), 1, 10],
    ['healthCheck.startPeriod', (startPeriod) => ({ healthCheck: { startPeriod } }), 0, 300],
    [
      'restartPolicy.restartAttemptPeriod',
      (restartAttemptPeriod) => ({ restartPolicy: { enabled: true, restartAttemptPeriod } }),
      60,
      1800,
    ],
    ['startTimeout', (startTimeout) => ({ startTimeout }), 2, 120],
  ];
  for (const [path, container, minimum, maximum] of figures) {
    const found = (value: number) => checkContainerLife(container(value), true).map(({ at }) => at.join('.'));
    expect([minimum, maximum].flatMap(found)).toEqual([]);
    expect([minimum - 1, maximum + 1].flatMap(found)).toEqual([path, path]);
  }
});

test('the sentences say the bounds; on instances a start time-out has none', () => {
  expect(problems({ healthCheck: { interval: 4, retries: 0 } })).toEqual([
    'healthCheck.interval: expected 5 to 300 seconds, received 4.',
    'healthCheck.retries: expected 1 to 10 retries, received 0.',
  ]);
  expect(problems({ startTimeout: 121 }, true)).toEqual([
    'startTimeout: expected 2 to 120 seconds on Fargate, received 121.',
  ]);
  expect(problems({ startTimeout: 121 })).toEqual([]);
  const codes = (length: number) => Array.from({ length }, (_, code) => code);
  expect(problems({ restartPolicy: { enabled: true, ignoredExitCodes: codes(50) } })).toEqual([]);
  expect(problems({ restartPolicy: { enabled: true, ignoredExitCodes: codes(51) } })).toEqual([
    'restartPolicy.ignoredExitCodes: expected at most 50 exit codes, received 51.',
  ]);
});

test('RegisterTaskDefinition tells of them at the container', () => {
  expect(
    checkTaskDefinition({
      containerDefinitions: [{ name: 'main', memory: 64, healthCheck: { timeout: 61 } }],
    }).map(({ at }) => at.join('.')),
  ).toEqual(['containerDefinitions.0.healthCheck.timeout']);
});
