import { expect, test } from 'vitest';
import type { DeploymentSummary, ServiceSummary } from '../../../src/experiment/outcome.ts';
import { deploymentsTable } from '../../../src/reporters/text/deployments-table.ts';

const END = '2026-03-02T12:00:00.000Z';
const at = (time: string) => `2026-03-02T${time}.000Z`;

function deployment(
  taskDefinition: string,
  from: string,
  to: string | null,
  parts: Partial<DeploymentSummary> = {},
): DeploymentSummary {
  return {
    id: 'ecs-svc/1',
    taskDefinition,
    status: 'INACTIVE',
    rolloutState: 'COMPLETED',
    rolloutStateReason: 'ECS deployment ecs-svc/1 completed.',
    createdAt: at(from),
    updatedAt: at(from),
    finishedAt: to === null ? null : at(to),
    rolledBackAt: null,
    ...parts,
  };
}

/** Given in the order in which they began. */
function linesOf(services: Readonly<Record<string, readonly DeploymentSummary[]>>, width = 80): string[] {
  const entries = Object.entries(services).map(
    ([name, deployments]) =>
      [name, { deployments: [...deployments].reverse() } as unknown as ServiceSummary] as const,
  );
  return deploymentsTable(entries, END, width).map((line) => line.trimEnd());
}

const FIRST = deployment('web:1', '00:00:00', '00:01:00');
const GOES_ON = { status: 'PRIMARY', rolloutState: 'IN_PROGRESS' } as const;

test('the first deployment of a service is of no interest when it completed', () => {
  expect(linesOf({ 'main/web': [FIRST], 'main/api': [FIRST] })).toEqual([]);
  expect(linesOf({ 'main/web': [deployment('web:1', '00:00:00', null, GOES_ON)] })).toHaveLength(3);
});

test('a release that failed says why; what goes on lasts to the end, what was overtaken until then', () => {
  const failed = {
    rolloutState: 'FAILED',
    rolloutStateReason: 'ECS deployment circuit breaker: task failed to start.',
  } as const;
  expect(
    linesOf({
      'main/web': [
        FIRST,
        deployment('web:2', '01:00:00', '01:02:30', failed),
        deployment('web:1', '01:02:30', '01:04:00'),
        deployment('web:3', '02:00:00', null, { rolloutState: 'IN_PROGRESS' }),
        deployment('web:4', '03:00:00', null, GOES_ON),
      ],
    }),
  ).toEqual([
    '',
    'Deployment  Tasks  Began                 Lasted  Rollout',
    'main/web    web:2  2026-03-02 01:00  2 min 30 s  failed',
    '  ECS deployment circuit breaker: task failed to start.',
    'main/web    web:1  2026-03-02 01:02  1 min 30 s  completed',
    'main/web    web:3  2026-03-02 02:00         1 h  replaced',
    'main/web    web:4  2026-03-02 03:00         9 h  in progress',
  ]);
});

test('of very many those are shown that go on or failed', () => {
  const bad = deployment('web:3', '02:00:00', null, GOES_ON);
  const services = Object.fromEntries(
    Array.from({ length: 200 }, (_, i) => [
      `main/web-${i}`,
      [FIRST, deployment('web:2', '01:00:00', '01:02:00'), ...(i === 150 ? [bad] : [])],
    ]),
  );
  const lines = linesOf(services);
  expect(lines).toHaveLength(15);
  expect(lines[13]).toBe('main/web-150  web:3  2026-03-02 02:00    10 h  in progress');
  expect(lines[14]).toBe('and 189 other deployments in outcome.json');
});
