import { expect, test } from 'vitest';
import {
  type EqualServiceFound,
  type EqualServiceOptions,
  equalService,
} from '../../../src/experiment/equal-service/equal-service.ts';
import { serviceKnob } from '../../../src/experiment/equal-service/find-knobs.ts';
import { limitsOf } from '../../../src/experiment/equal-service/limits.ts';
import type { SearchedAlternative } from '../../../src/experiment/equal-service/run-level.ts';
import type { RunReply } from '../../../src/experiment/execute/run-request.ts';
import { InProcessExecutor } from '../../../src/io/executor/in-process-executor.ts';
import { runInquiry } from '../../../src/io/executor/run-inquiry.ts';
import { comparedOutcome } from '../../support/comparison.ts';

const SEEDS = ['1', '2'];

const BATCH = {
  simulation: { duration: '90m' },
  clusters: [
    {
      clusterName: 'main',
      capacityProviders: ['FARGATE'],
      containerInstances: [{ ec2InstanceType: 'm5.large' }],
    },
  ],
  taskDefinitions: [
    {
      family: 'job',
      cpu: '512',
      memory: '1024',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['EC2', 'FARGATE'],
      containerDefinitions: [{ name: 'job', image: 'job' }],
    },
  ],
  accountSettings: [{ name: 'awsvpcTrunking', value: 'enabled' }],
  workloads: [
    {
      taskDefinition: 'job',
      cluster: 'main',
      arrivals: { poisson: { perMinute: 2 } },
      duration: { lognormal: { mean: '6m', p95: '10m' } },
      placementStrategy: [{ type: 'binpack', field: 'memory' }],
    },
  ],
};

const FARGATE: SearchedAlternative = {
  name: 'fargate',
  scenario: 0,
  settings: [
    'workloads[0].launchType=FARGATE',
    'workloads[0].placementStrategy=[]',
    'clusters[0].containerInstances=[]',
  ],
};
const FIXED: SearchedAlternative = { name: 'ec2-fixed', scenario: 0, settings: [] };
const COUNT = 'clusters[0].containerInstances[0].count';

const executors = new WeakMap<object, InProcessExecutor>();

function executorOf(document: object): InProcessExecutor {
  const source = { path: 's.json', text: JSON.stringify(document), settings: [], until: null, allow: [] };
  const executor = executors.get(document) ?? new InProcessExecutor([source]);
  executors.set(document, executor);
  return executor;
}

function find(
  document: object,
  alternatives: readonly SearchedAlternative[],
  options: Partial<EqualServiceOptions> = {},
): Promise<EqualServiceFound<SearchedAlternative>> {
  const inquiry = equalService(alternatives, { seeds: SEEDS, documents: [document], ...options });
  return runInquiry(inquiry, executorOf(document));
}

async function outcomes(document: object, settings: readonly string[]) {
  const requests = SEEDS.map((seed) => ({ id: seed, scenario: 0, settings, seed }));
  const replies = await executorOf(document).execute(requests);
  return replies.map((reply) => ('outcome' in reply ? reply.outcome : expect.fail(reply.failure)));
}

test('the fleet that is found is the least of a scan of all, and one instance fewer fails', async () => {
  const { alternatives, capacity, equalService: held } = await find(BATCH, [FARGATE, FIXED]);
  const { value, variable, note } = capacity.get('ec2-fixed')!;
  const limits = limitsOf('fargate', await outcomes(BATCH, FARGATE.settings), []);
  const meets: boolean[] = [];
  for (let count = 1; count <= value! + 2; count++)
    meets[count] = limits.broken(await outcomes(BATCH, [`${COUNT}=${count}`])).length === 0;
  expect(value).toBe(meets.indexOf(true));
  expect(value).toBeGreaterThan(2);
  expect(variable).toBe(COUNT);
  expect(note).toMatch(new RegExp(`^With ${value! - 1} .*tasks.wait.p95 is `));
  expect(alternatives.map(({ settings }) => settings)).toEqual([FARGATE.settings, [`${COUNT}=${value}`]]);
  expect(held.limits[0]).toMatch(/^tasks\.wait\.p95 at most \d+\.\d+ s \(that of fargate, to 0\.1 %\)$/);
});

test('what no capacity within bounds meets is said, and compared as it was', async () => {
  // A task that no instance holds.
  const large = { ...BATCH, taskDefinitions: [{ ...BATCH.taskDefinitions[0], cpu: '4096', memory: '8192' }] };
  const { alternatives, capacity } = await find(large, [FARGATE, FIXED]);
  expect(alternatives[1]).toEqual(FIXED);
  expect(capacity.get('ec2-fixed')).toMatchObject({ variable: COUNT, value: null });
  expect(capacity.get('ec2-fixed')!.note).toMatch(/^None up to 1024 meets the limits: there no task started/);
});

test('managed scaling: the highest target that is good enough, else groups that keep instances', async () => {
  const managed = {
    name: 'ec2-managed',
    scenario: 0,
    settings: [
      'clusters[0].containerInstances=[]',
      'clusters[0].capacityProviders=[fleet]',
      'autoScalingGroups=[{ autoScalingGroupName: fleet, instanceType: m5.large, minSize: 0, maxSize: 20 }]',
      'capacityProviders=[{ name: fleet, autoScalingGroupProvider: { autoScalingGroupArn: fleet, managedScaling: { status: ENABLED } } }]',
      'workloads[0].capacityProviderStrategy=[{ capacityProvider: fleet, weight: 1 }]',
    ],
  };
  const { capacity, alternatives } = await find(BATCH, [FARGATE, managed]);
  const { variable, value } = capacity.get('ec2-managed')!;
  expect(['managedScaling.targetCapacity', 'autoScalingGroups[0].minSize']).toContain(variable);
  const limits = limitsOf('fargate', await outcomes(BATCH, FARGATE.settings), []);
  expect(limits.broken(await outcomes(BATCH, alternatives[1]!.settings))).toEqual([]);
  const isTarget = variable.endsWith('targetCapacity');
  const path = isTarget
    ? 'capacityProviders[0].autoScalingGroupProvider.managedScaling.targetCapacity'
    : variable;
  const less = [...managed.settings, `${path}=${isTarget ? value! + 1 : value! - 1}`];
  if (value !== 100) expect(limits.broken(await outcomes(BATCH, less))).not.toEqual([]);
});

test('a service whose requests fail gets more tasks', async () => {
  const web = {
    ...BATCH,
    simulation: { duration: '20m' },
    clusters: [{ clusterName: 'main' }],
    services: [{ serviceName: 'web', taskDefinition: 'job', launchType: 'FARGATE', desiredCount: 6 }],
    workloads: [
      {
        service: 'web',
        requests: { rate: { constant: 100 }, noise: 'exact', cpuMsPerRequest: 20, timeout: '2s' },
      },
    ],
  };
  const slow = { name: 'slow', scenario: 0, settings: ['speed={ fargate: 0.6 }'] };
  const asIs = { name: 'as-is', scenario: 0, settings: [] };
  const { capacity } = await find(web, [asIs, slow], { reference: 'as-is' });
  expect(capacity.get('slow')).toMatchObject({ variable: 'services[0].desiredCount' });
  expect(capacity.get('slow')!.value).toBeGreaterThan(6);
  const held = await find(web, [asIs, { ...slow, settings: ['speed={ fargate: 1.5 }'] }], {
    hold: ['latency'],
  });
  expect(held.capacity.size).toBe(0);
  expect(held.equalService.limits).toEqual([
    expect.stringMatching(/^p95 of the slowest service at most .* ms/),
  ]);
});

test("the scenario's own assertions are the limits where it has some", async () => {
  const strict = { ...BATCH, assertions: [{ that: 'tasks.wait.max', atMost: '20m' }] };
  const { capacity, equalService: held } = await find(strict, [FARGATE, FIXED]);
  expect(held.limits).toEqual(['tasks.wait.max at most 1200 (of the scenario)']);
  const usual = await find(BATCH, [FARGATE, FIXED]);
  expect(capacity.get('ec2-fixed')!.value).toBeLessThan(usual.capacity.get('ec2-fixed')!.value!);
});

test('without its reference nothing is searched; another that fails is told, and the others go on', () => {
  const inquiry = equalService([FARGATE, FIXED], { seeds: ['1'], documents: [BATCH] });
  const asked = inquiry.next().value as readonly { readonly id: string }[];
  expect(asked.map(({ id }) => id)).toEqual(['fargate, seed 1']);
  const failed: RunReply = { id: asked[0]!.id, failure: 'no such thing' };
  expect(inquiry.next([failed]).value).toMatchObject({
    alternatives: [FARGATE, FIXED],
    failures: [{ alternative: 'fargate', seed: '1', message: 'no such thing' }],
    equalService: { limits: [] },
  });
  const unknown = equalService([FIXED], { seeds: ['1'], documents: [BATCH], reference: 'nobody' });
  expect(() => unknown.next()).toThrow(
    'equalService: expected a reference among ec2-fixed, received nobody.',
  );
});

test('tasks are added to a number, not put in the place of one that is not certain', () => {
  const services = [
    { serviceName: 'web', cluster: 'main', desiredCount: 4 },
    { serviceName: 'api', cluster: 'main', desiredCount: { between: [10, 20] } },
  ];
  const knob = serviceKnob({ services }, ['main/web', 'main/api']);
  expect(knob!.settingsAt(2)).toEqual(['services[0].desiredCount=6']);
  expect(serviceKnob({ services }, ['main/api'])).toBeNull();
});

test('who serves nothing is not within a limit because there is nothing to measure', () => {
  const { tasks } = comparedOutcome({});
  const web = (latencyMs: object | null) => ({ 'main/web': { requests: 10, failedRequests: 0, latencyMs } });
  const run = (started: number, latencyMs: object | null) =>
    comparedOutcome({
      outcome: { tasks: { ...tasks, requested: 9, started }, services: web(latencyMs) as never },
    });
  const good = run(9, { p95: 20 });
  const latency = limitsOf('a', [good, good], ['latency']);
  expect(latency.broken([good, good])).toEqual([]);
  expect(latency.broken([good, run(9, null)])).toEqual(['no request to main/web was served']);
  const wait = limitsOf('a', [good, good], ['wait']);
  expect(wait.broken([good, run(0, null)])[0]).toBe('no task started');
  const pending = { ...tasks, requested: 9, started: 1, pendingAtEnd: { count: 8, oldestSeconds: 60 } };
  const stuck = comparedOutcome({ outcome: { tasks: pending } });
  expect(limitsOf('a', [good], ['unserved']).broken([stuck])).toEqual(['8 tasks wait at the end']);
  // Under a seed that gave the reference nothing to measure either, there is nothing to be worse in.
  const without = limitsOf('a', [good, run(0, null)], ['latency', 'wait']);
  expect(without.broken([good, run(0, null)])).toEqual([]);
});
