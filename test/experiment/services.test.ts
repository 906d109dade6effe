import { expect, test } from 'vitest';
import type { Outcome } from '../../src/experiment/outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;

/** Two services and standalone tasks on two instances, and a service on Fargate, for two hours and a half. */
const OUTCOME: Outcome = runScenario({
  scenario: scenarioWith({
    simulation: { durationMs: 150 * MINUTE },
    cluster: { containerInstances: [instances(2, 4096, 8192, { hourlyPrice: '0.2' })] },
    definition: { networkMode: 'awsvpc', need: { cpu: 512, memory: 1024, gpu: 0 } },
    services: [
      { serviceName: 'web', desiredCount: 3 },
      { serviceName: 'api', desiredCount: 2 },
      { serviceName: 'edge', desiredCount: 2, launchType: 'FARGATE' },
      { serviceName: 'none', desiredCount: 0 },
    ],
    workloads: [{ source: burst(2, 10 * MINUTE, 50 * MINUTE) }],
    actions: [
      {
        kind: 'updateService',
        atMs: 60 * MINUTE,
        cluster: 'main',
        service: 'web',
        desiredCount: 4,
        taskDefinitionIndex: null,
        forceNewDeployment: true,
        deployment: {},
      },
    ],
  }),
  prices: TEST_PRICES,
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('money goes to the services that caused it; the rows of the bill say the same', () => {
  const { cost, costs } = OUTCOME;
  const { byService } = cost;
  expect(Object.keys(byService)).toEqual(['main/web', 'main/api', 'main/edge', 'main/none']);
  expect(byService['main/none']).toBe(0);
  expect(byService['main/edge']).toBeCloseTo(cost.byProduct['AWSFargate']!, 9);
  for (const name of ['web', 'api', 'edge', 'none']) {
    const own = costs.filter((row) => row.service === name).map((row) => Number(row.effectiveCost));
    expect(sum(own)).toBeCloseTo(byService[`main/${name}`]!, 9);
  }
  expect(sum(costs.map((row) => Number(row.effectiveCost)))).toBeCloseTo(cost.total, 9);
  const standalone = cost.instances.useful - byService['main/web']! - byService['main/api']!;
  const rest = costs.filter(({ service }) => service === '').map((row) => Number(row.effectiveCost));
  expect(standalone).toBeGreaterThan(0);
  expect(sum(rest)).toBeCloseTo(standalone + cost.instances.idle, 9);
});

test('quantities of one line are shared out whole', () => {
  const hours = OUTCOME.costs.filter(({ unit }) => unit === 'Hrs');
  expect(sum(hours.map(({ quantity }) => Number(quantity)))).toBeCloseTo(OUTCOME.instances.hours, 6);
});

test('the timeline has rows of each service, and its cost adds up', () => {
  const { columns } = OUTCOME.timeline;
  const rowsOf = (name: string) =>
    columns.scope.flatMap((scope, i) => (scope === 'service' && columns.name[i] === name ? [i] : []));
  for (const name of ['main/web', 'main/api', 'main/edge', 'main/none']) {
    const costs = rowsOf(name).map((i) => Number(columns.cost[i]));
    expect(sum(costs)).toBeCloseTo(OUTCOME.cost.byService[name]!, 7);
    expect(Math.min(...costs)).toBeGreaterThanOrEqual(0);
  }
  const web = rowsOf('main/web');
  expect(web.length).toBe(150);
  expect(columns.desired[web[0]!]).toBe(3);
  expect(columns.running[web.at(-1)!]).toBe(4);
  expect(columns.cpuReserved[web.at(-1)!]).toBe(2);
  expect(columns.instances[web[0]!]).toBeNull();
  expect(columns.desired[columns.scope.indexOf('run')]).toBeNull();
});

test('what DescribeServices would say at the end', () => {
  const { 'main/web': web, 'main/none': none } = OUTCOME.services;
  expect(web).toMatchObject({
    desiredCount: 4,
    runningCount: 4,
    pendingCount: 0,
    desired: { mean: 3.6, min: 3, max: 4 },
  });
  expect(web!.deployments.map(({ rolloutState }) => rolloutState)).toEqual(['COMPLETED', 'COMPLETED']);
  const [newest, older] = web!.deployments;
  expect(newest).toMatchObject({ status: 'PRIMARY', createdAt: '2026-03-02T01:00:00.000Z' });
  expect(older!.createdAt).toBe('2026-03-02T00:00:00.000Z');
  const times = web!.events.map(({ createdAt }) => createdAt);
  expect(times).toEqual([...times].sort().reverse());
  expect(web!.events[0]!.message).toBe('(service web) has reached a steady state.');
  expect(none).toMatchObject({ desired: { mean: 0, min: 0, max: 0 }, belowDesiredSeconds: 0 });
});
