import { describe, expect, test } from 'vitest';
import { DEFAULT_TIMINGS, INSTANT_TIMINGS } from '../../../src/catalog/defaults.ts';
import { complaintsOf, load, small } from '../../support/load.ts';

describe('timings', () => {
  const timings = async (section: unknown) => (await load(small({ timings: section }))).timings;

  test('are the defaults, or instant, or some of them named', async () => {
    expect(await timings(undefined)).toEqual(DEFAULT_TIMINGS);
    expect(await timings('instant')).toEqual(INSTANT_TIMINGS);
    expect(await timings({})).toEqual(DEFAULT_TIMINGS);
    expect(await timings({ base: 'instant' })).toEqual(INSTANT_TIMINGS);
    const named = {
      base: 'instant',
      'container.start': '2s',
      'ec2.eni': { lognormal: { median: 6, sigma: 0.4 } },
      'pull.ec2': { megabytesPerSecond: 50 },
      'pull.ec2.cached': '100ms',
      'image.sizeMb': 10,
      'instance.memoryFraction': 0.9,
    };
    expect(await timings(named)).toEqual({
      ...INSTANT_TIMINGS,
      'container.start': { kind: 'constant', value: 2000 },
      'ec2.eni': { kind: 'lognormal', mu: Math.log(6000), sigma: 0.4 },
      'pull.ec2': { baseMs: 0, megabytesPerSecond: 50, sigma: 0 },
      'pull.ec2.cached': { kind: 'constant', value: 100 },
      'image.sizeMb': 10,
      'instance.memoryFraction': 0.9,
    });
  });

  test('every timing of the catalogue can be named, and no other', async () => {
    const values: Record<string, unknown> = {
      'image.sizeMb': 1,
      'instance.memoryFraction': 0.5,
      'instance.memoryFraction.ubuntu': 0.5,
      'instance.memoryFraction.windows': 0.5,
      'capacityProvider.split': 'call',
      'api.rates': 'unlimited',
      'throttle.grace': 7,
      'circuitBreaker.floor': 7,
      'circuitBreaker.ceiling': 7,
      'circuitBreaker.countEarlyExit': false,
      'circuitBreaker.countPlacementFailures': false,
      'placement.retryOnCapacityChange': true,
      'circuitBreaker.countLaunchFailuresAfterRunning': true,
      'pull.fargate': { sigma: 0 },
      'pull.ec2': { sigma: 0 },
      'cloudwatch.alarmPhase': 'start',
      'cloudwatch.extraPeriods': 7,
      'elb.idleRequestCount': 'missing',
      'targetTracking.datapoint': 'average',
      'targetTracking.highDatapoints': 7,
      'targetTracking.lowFor': '7m',
      'targetTracking.lowFraction': 0.5,
      'scaling.fromZeroDatapoints': 7,
      'managedScaling.counted': 'launched',
      'managedScaling.packing': 'sum',
      'provisioning.mostTasks': 7,
      'ec2.rootVolumeGib': 7,
      's3.bucketKeyRequests': 0.7,
      'insights.clusterMetrics': 7,
      'insights.serviceMetrics': 7,
      'insights.familyMetrics': 7,
      'insights.taskMetrics': 7,
      'insights.containerMetrics': 7,
    };
    for (const name of Object.keys(DEFAULT_TIMINGS)) values[name] ??= '7s';
    const found = await timings(values);
    for (const name of Object.keys(DEFAULT_TIMINGS) as (keyof typeof DEFAULT_TIMINGS)[])
      expect({ name, value: found[name] }).not.toEqual({ name, value: DEFAULT_TIMINGS[name] });
  });

  test.each([
    ['fast', 'timings: expected `instant`, or a mapping of timings by name, received "fast".'],
    [{ base: 'slow' }, 'timings.base: expected one of default, instant, received "slow".'],
    [
      { 'ec2.enni': 5 },
      'timings["ec2.enni"]: expected a known key, received an unknown one. Did you mean `ec2.eni`?',
    ],
    [
      { 'capacityProvider.split': 'service' },
      'timings["capacityProvider.split"]: expected one of workload, call, received "service".',
    ],
    [
      { 'ec2.eni': 'x' },
      'timings["ec2.eni"]: expected a duration such as 2s, or a mapping with `lognormal`, received "x".',
    ],
    [
      { 'ec2.eni': { lognormal: { median: 5 } } },
      'timings["ec2.eni"].lognormal: expected either `mean` and `p95`, or `median` and `sigma`, or `mu` and `sigma`, received a mapping with the key median.',
    ],
    [
      { 'cloudwatch.extraPeriods': 'half' },
      'timings["cloudwatch.extraPeriods"]: expected third, or an integer from 0 to 1440, received "half".',
    ],
    [
      { 'targetTracking.lowFor': '30s' },
      'timings["targetTracking.lowFor"]: expected a duration of at least 1 min such as 90s, 6m or 7d, received "30s".',
    ],
    [
      { 'provisioning.leastWait': '31m' },
      'timings["provisioning.leastWait"]: expected at most `provisioning.mostWait`, 30 min, received 31 min.',
    ],
    [
      { 'managedScaling.packing': 'ceil' },
      'timings["managedScaling.packing"]: expected one of floor, sum, received "ceil".',
    ],
    [
      { 'pull.ec2': { megabytesPerSecond: 0 } },
      'timings["pull.ec2"].megabytesPerSecond: expected a number above 0, received 0.',
    ],
    [
      { 'instance.memoryFraction': 2 },
      'timings["instance.memoryFraction"]: expected a number from 0 to 1, received 2.',
    ],
  ])('%j is refused', async (section, complaint) => {
    expect(await complaintsOf(small({ timings: section }))).toEqual([complaint]);
  });
});

describe('actions', () => {
  const complaints = (...actions: unknown[]) =>
    complaintsOf(small({ simulation: { start: '2026-03-02', duration: '1d' }, actions }));

  test('stop a task, lose instances', async () => {
    const actions = [
      { at: '1h', stopTask: { cluster: 'main', task: 'job-3', reason: 'deploy' } },
      { at: '2026-03-02T02:00:00Z', stopTask: { task: 'job-4' } },
      {
        at: 5,
        terminateInstances: { cluster: 'arn:aws:ecs:us-east-1:1:cluster/main', instanceIds: ['m5.large-1'] },
      },
    ];
    expect((await load(small({ actions }))).actions).toEqual([
      { kind: 'stopTask', atMs: 3_600_000, cluster: 'main', task: 'job-3', reason: 'deploy' },
      { kind: 'stopTask', atMs: 7_200_000, cluster: 'main', task: 'job-4', reason: 'Task stopped by user' },
      { kind: 'terminateInstances', atMs: 5000, cluster: 'main', instanceIds: ['m5.large-1'] },
    ]);
  });

  test('instances are counted by name, from cluster to cluster; an ideal fleet has as many as it needs', async () => {
    const clusters = [
      {
        clusterName: 'a',
        containerInstances: [{ ec2InstanceType: 'm5.large', count: 2 }, { ec2InstanceType: 'm5.large' }],
      },
      {
        clusterName: 'b',
        containerInstances: [{ ec2InstanceType: 'm5.large' }],
        idealFleet: { ec2InstanceType: 'm5.xlarge' },
      },
    ];
    const lose = (cluster: string, ...instanceIds: string[]) =>
      complaintsOf(
        small({
          clusters,
          workloads: [],
          simulation: { duration: '1d' },
          actions: [{ at: 0, terminateInstances: { cluster, instanceIds } }],
        }),
      );
    expect(await lose('a', 'm5.large-1', 'm5.large-3')).toEqual([]);
    expect(await lose('b', 'm5.large-4', 'm5.xlarge-77')).toEqual([]);
    expect(await lose('a', 'm5.large-4')).toEqual([
      'actions[0].terminateInstances.instanceIds[0]: expected a container instance of a (m5.large-1 to 2, m5.large-3), received "m5.large-4".',
    ]);
  });

  test('one thing happens at a time', async () => {
    expect(await complaints({ at: '1h' })).toEqual([
      expect.stringMatching(
        /^actions\[0\]: expected exactly one of `updateService`, `stopTask`, .*, received a mapping with the key at\.$/,
      ),
    ]);
  });

  test.each([
    [
      { stopTask: { task: 'job-1' } },
      '.at: expected a duration from the start such as 2h, or an instant such as 2026-03-02T06:00:00Z, received nothing.',
    ],
    [
      { at: '1d', stopTask: { task: 'job-1' } },
      '.at: expected a moment before the end of the run, 1 d from the start, received 1 d from the start.',
    ],
    [
      { at: '2026-03-01', stopTask: { task: 'job-1' } },
      '.at: expected an instant from 2026-03-02T00:00:00.000Z on, the start, received 2026-03-01T00:00:00.000Z.',
    ],
    [
      { at: 0, stopTask: { task: 'jub-1' } },
      '.stopTask.task: expected the id of a task, job-n, received "jub-1". Did you mean job?',
    ],
    [
      { at: 0, stopTask: { task: 'job' } },
      '.stopTask.task: expected the id of a task, job-n, received "job".',
    ],
    [{ at: 0, stopTask: {} }, '.stopTask.task: expected the id of a task, received nothing.'],
    [
      { at: 0, stopTask: { task: 'job-1', cluster: 'x' } },
      '.stopTask.cluster: expected a cluster of this scenario (main), received "x".',
    ],
    [
      { at: 0, terminateInstances: { instanceIds: [] } },
      '.terminateInstances.instanceIds: expected at least one container instance, received an empty list.',
    ],
    [
      { at: 0, createService: {} },
      '.createService: expected a key that is modelled, received `createService`, which is not modelled yet.',
    ],
  ])('%j is refused', async (action, complaint) => {
    expect(await complaints(action)).toEqual([`actions[0]${complaint}`]);
  });
});

describe('pricing', () => {
  test('split-cost weights add up to 1; one gives the other', async () => {
    const weights = async (splitCostWeights: unknown) =>
      (await load(small({ pricing: { splitCostWeights } }))).pricing.splitCostWeights;
    expect(await weights({ cpu: 0.7, memory: 0.3 })).toEqual({ cpu: 0.7, memory: 0.3 });
    expect(await weights({ cpu: 0.7 })).toEqual({ cpu: 0.7, memory: 0.3 });
    expect(await weights({ memory: 0.25 })).toEqual({ cpu: 0.75, memory: 0.25 });
    expect(await complaintsOf(small({ pricing: { splitCostWeights: { cpu: 0.7, memory: 0.4 } } }))).toEqual([
      'pricing.splitCostWeights: expected `cpu` and `memory` to add up to 1, received 1.1.',
    ]);
  });

  test.each([
    [
      { savingsPlans: [{ type: 'Compute', hourlyCommitment: 0.0000001 }] },
      '.savingsPlans[0].hourlyCommitment: expected from 0.001 to 1000000 USD an hour with at most five decimals, received "1e-7".',
    ],
    [
      { savingsPlans: [{ type: 'EC2Instance', hourlyCommitment: 1 }] },
      '.savingsPlans[0].instanceFamily: expected the family of an EC2Instance plan, received nothing.',
    ],
    [
      { savingsPlans: [{ type: 'Compute', hourlyCommitment: 1, instanceFamily: 'm5' }] },
      '.savingsPlans[0].instanceFamily: expected no `instanceFamily` beside type Compute, received "m5".',
    ],
    [
      { reservedInstances: [{ instanceType: 'm5.lorge' }] },
      '.reservedInstances[0].instanceType: expected the name of an EC2 instance type, received "m5.lorge".',
    ],
    [
      { reservedInstances: [{ instanceType: 'm5.large', availabilityZone: 'eu-west-1a' }] },
      '.reservedInstances[0].availabilityZone: expected an Availability Zone of us-east-1, received "eu-west-1a".',
    ],
    [
      { otherUsage: { metered: [{ price: 'logs.gb', units: 1 }] } },
      '.otherUsage.metered[0].price: expected the name of a price, such as transfer.internetOut.gb, received "logs.gb". `ecsim prices show` prints them all.',
    ],
    [
      { otherUsage: { savingsPlans: [1] } },
      '.otherUsage.savingsPlans: expected at most as many as there are `savingsPlans`, 0, received 1.',
    ],
  ])('%j is refused', async (pricing, complaint) => {
    expect(await complaintsOf(small({ pricing }))).toEqual([`pricing${complaint}`]);
  });
});

describe('assertions', () => {
  test('durations are seconds', async () => {
    const assertions = [
      { that: 'cost.total', atMost: 900 },
      { that: 'tasks.wait.p95', atMost: '90s' },
      { that: 'tasks.started', atLeast: '7' },
      { that: 'digest', equals: '00ff' },
      { that: 'max( running )', atMost: 5, scope: 'cluster/main' },
    ];
    expect((await load(small({ assertions }))).assertions).toEqual([
      { that: 'cost.total', comparison: 'atMost', limit: 900, scope: null },
      { that: 'tasks.wait.p95', comparison: 'atMost', limit: 90, scope: null },
      { that: 'tasks.started', comparison: 'atLeast', limit: 7, scope: null },
      { that: 'digest', comparison: 'equals', limit: '00ff', scope: null },
      { that: 'max(running)', comparison: 'atMost', limit: 5, scope: 'cluster/main' },
    ]);
  });

  test.each([
    [
      { that: 'cost.total' },
      ': expected exactly one of `atMost`, `atLeast`, `equals`, received a mapping with the key that.',
    ],
    [{ atMost: 5 }, '.that: expected a path of outcome.json such as cost.total, received nothing.'],
    [
      { that: 'cots.total', atMost: 5 },
      '.that: expected a figure of outcome.json (services, cost, tasks, utilization, instances, capacityProviders, autoScalingGroups, rightSizing and 8 more), or max(COLUMN) or min(COLUMN), received "cots.total". Did you mean cost?',
    ],
    [
      { that: 'max(runing)', atMost: 5 },
      '.that: expected a column of the timeline (desired, running, pending, instances, cpuRegistered, cpuReserved, cpuUsed, memoryRegistered and 16 more), received "runing". Did you mean running?',
    ],
    [
      { that: 'max(running)', atMost: 5, scope: 'cluster/mian' },
      '.scope: expected one of run, cluster/main, received "cluster/mian". Did you mean cluster/main?',
    ],
    [
      { that: 'cost.total', atMost: 5, scope: 'run' },
      '.scope: expected `scope` only with max(...) or min(...), received "run".',
    ],
    [
      { that: 'cost.total', atMost: true },
      '.atMost: expected a number, or a duration such as 90s, received true.',
    ],
  ])('%j is refused', async (assertion, complaint) => {
    expect(await complaintsOf(small({ assertions: [assertion] }))).toEqual([`assertions[0]${complaint}`]);
  });
});
