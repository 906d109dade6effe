import { expect, test } from 'vitest';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

const warningsOf = (scenario: Scenario, code: string) =>
  runScenario({ scenario, prices: TEST_PRICES }).warnings.filter((warning) => warning.code === code);
/** Three awsvpc tasks for one instance at once. */
const crowd = (...parts: Parameters<typeof instances>[3][]) =>
  scenarioWith({
    cluster: {
      containerInstances: parts.map((part, i) => instances(1, 65_536, 65_536, { name: `box${i}`, ...part })),
    },
    definition: { networkMode: 'awsvpc' },
    workloads: [{ source: burst(3, 0, 60_000) }],
  });

test('when network interfaces are what binds, the outcome says how many there are and what trunking would give', () => {
  expect(
    warningsOf(
      crowd({ ec2InstanceType: 'm5.large', awsvpcTasks: 2, awsvpcTasksTrunked: 10 }),
      'eni-limit-binds',
    ),
  ).toEqual([
    {
      code: 'eni-limit-binds',
      message:
        'Network interfaces kept tasks in awsvpc mode waiting. For tasks m5.large has 2 (10 with ENI trunking). Trunking is on with `accountSettings: [{ name: awsvpcTrunking, value: enabled }]`.',
      count: 1,
      firstAt: '',
    },
  ]);
});

test('nothing is said of trunking where it would not help, and nothing at all where interfaces are enough', () => {
  const [warning] = warningsOf(crowd({ awsvpcTasks: 1 }, { awsvpcTasks: 1 }), 'eni-limit-binds');
  expect(warning!.message).toBe(
    'Network interfaces kept tasks in awsvpc mode waiting. For tasks box0 has 1, box1 has 1.',
  );
  expect(warningsOf(crowd({ awsvpcTasks: 3 }), 'eni-limit-binds')).toEqual([]);
  expect(warningsOf(crowd({ awsvpcTasks: null }), 'eni-limit-binds')).toEqual([]);
});

test('tasks that found no address in their subnet are told of, with the first moment', () => {
  const base = crowd({ awsvpcTasks: null });
  const scenario = {
    ...base,
    subnets: [{ subnetId: 'subnet-a', availabilityZone: 'us-east-1a', addresses: 1 }],
    workloads: base.workloads.map((workload) => ({ ...workload, subnets: [0] })),
  };
  const [warning] = warningsOf(scenario, 'subnet-without-addresses');
  expect(warning).toMatchObject({ firstAt: '2026-03-02T00:00:00.000Z' });
  expect(warning!.message).toMatch(
    /^\d+ tasks failed to start because no subnet of theirs in their zone had an address left/,
  );
  expect(warningsOf(base, 'subnet-without-addresses')).toEqual([]);
});

test('a service in awsvpc mode is told of its limits as a workload is', () => {
  const base = crowd({ ec2InstanceType: 'm5.large', awsvpcTasks: 2 });
  const scenario = scenarioWith({
    cluster: base.clusters[0]!,
    definition: { networkMode: 'awsvpc' },
    simulation: { durationMs: 3_600_000 },
    workloads: [],
    services: [{ desiredCount: 3 }],
  });
  const [warning] = warningsOf(scenario, 'eni-limit-binds');
  expect(warning!.message).toBe(
    'Network interfaces kept tasks in awsvpc mode waiting. For tasks m5.large has 2.',
  );
});
