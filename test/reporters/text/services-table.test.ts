import { expect, test } from 'vitest';
import type { Outcome, ServiceSummary } from '../../../src/experiment/outcome.ts';
import { servicesTable } from '../../../src/reporters/text/services-table.ts';
import { EMPTY_OUTCOME } from '../../support/outcome.ts';

const DEPLOYMENT: ServiceSummary['deployments'][number] = {
  id: 'ecs-svc/1',
  taskDefinition: 'web:1',
  status: 'PRIMARY',
  rolloutState: 'COMPLETED',
  rolloutStateReason: '',
  createdAt: '2026-03-02T00:00:00.000Z',
  updatedAt: '2026-03-02T00:01:00.000Z',
  finishedAt: '2026-03-02T00:01:00.000Z',
  rolledBackAt: null,
};
const STEADY: ServiceSummary = {
  desiredCount: 4,
  runningCount: 4,
  pendingCount: 0,
  desired: { mean: 4.5, min: 4, max: 6 },
  running: { mean: 4.475, min: 0, max: 6 },
  belowDesiredSeconds: 72,
  requests: null,
  failedRequests: null,
  requestsBy: null,
  requestCountPerTarget: null,
  latencyMs: null,
  unavailableSeconds: null,
  queue: null,
  cpuUtilization: null,
  memoryUtilization: null,
  scaling: null,
  deployments: [DEPLOYMENT, { ...DEPLOYMENT, status: 'INACTIVE' }],
  events: [{ createdAt: '2026-03-02T00:01:00.000Z', message: '(service web) has reached a steady state.' }],
};
const STUCK: ServiceSummary = {
  ...STEADY,
  runningCount: 0,
  pendingCount: 2,
  desired: { mean: 2, min: 2, max: 2 },
  running: { mean: 0, min: 0, max: 0 },
  belowDesiredSeconds: 86_400,
  deployments: [{ ...DEPLOYMENT, rolloutState: 'IN_PROGRESS', finishedAt: null }],
  events: [
    {
      createdAt: '2026-03-02T05:30:00.000Z',
      message:
        '(service api) was unable to place a task because no container instance met all of its requirements.',
    },
    {
      createdAt: '2026-03-02T00:00:00.000Z',
      message: '(service api) has started 2 tasks: (task api-1) (task api-2).',
    },
  ],
};

const outcome = (services: Outcome['services']): Outcome => ({
  ...EMPTY_OUTCOME,
  simulation: { ...EMPTY_OUTCOME.simulation, end: '2026-03-03T00:00:00.000Z' },
  services,
});
const linesOf = (services: Outcome['services'], width = 80) =>
  servicesTable(outcome(services), width).map((line) => line.trimEnd());

test('a run without services has no table', () => {
  expect(servicesTable(EMPTY_OUTCOME, 80)).toEqual([]);
});

test('services stand in the order of the scenario; of those that are not steady the last events', () => {
  expect(linesOf({ 'main/web': STEADY, 'main/api': STUCK })).toEqual([
    'Service   Desired  Mean  Least  Most  Below desired  At the end',
    'main/web   4 to 6  4.47      0     6     1 min 12 s  steady',
    'main/api        2     0      0     0            1 d  not steady',
    '',
    'Deployment  Tasks  Began             Lasted  Rollout',
    'main/web    web:1  2026-03-02 00:00   1 min  completed',
    'main/api    web:1  2026-03-02 00:00     1 d  in progress',
    '',
    'main/api is not steady at the end: 0 running and 2 pending of 4',
    '  2026-03-02 00:00  (service api) has started 2 tasks: (task api-1) (task',
    '                    api-2).',
    '  2026-03-02 05:30  (service api) was unable to place a task because no',
    '                    container instance met all of its requirements.',
  ]);
});

test('a service whose last deployment failed is not steady, one whose older deployment failed is', () => {
  const failed = { ...DEPLOYMENT, rolloutState: 'FAILED' } as const;
  const isTold = (deployments: ServiceSummary['deployments']) =>
    linesOf({ 'main/web': { ...STEADY, deployments } }).some((line) => line.includes('is not steady'));
  expect(isTold([failed])).toBe(true);
  expect(isTold([DEPLOYMENT, { ...failed, status: 'INACTIVE' }])).toBe(false);
});

test('of very many services those that were short of tasks the longest are shown', () => {
  const services = Object.fromEntries(
    Array.from({ length: 22 }, (_, i) => [`main/s${i}`, { ...STEADY, belowDesiredSeconds: (i * 7) % 22 }]),
  );
  const rows = linesOf(services).slice(1, 21);
  const shown = Object.keys(services).filter((name) => services[name]!.belowDesiredSeconds > 1);
  expect(rows.map((row) => row.split(' ')[0])).toEqual(shown);
});

test('many services and long names stay on the page', () => {
  const services = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`${'x'.repeat(60)}/${i}`, STUCK]),
  );
  const lines = linesOf(services, 60);
  expect(lines.filter((line) => line.length > 60)).toEqual([]);
  expect(lines[21]).toBe('and 10 other services, none of them steady, in outcome.json');
  expect(lines).toContain('and 18 other deployments in outcome.json');
  expect(lines.at(-1)).toBe('26 more services not steady at the end');
});
