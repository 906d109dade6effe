import fc from 'fast-check';
import { DEFAULT_TIMINGS, INSTANT_TIMINGS, type Timings } from '../../src/catalog/defaults.ts';
import type { Distribution } from '../../src/environment/distributions/distribution.ts';
import { placementStrategies } from '../../src/policies/placement/registry.ts';
import type { Scenario, ServiceSpec, WorkloadSpec } from '../../src/scenario/scenario.ts';
import { burst, container, instances, memberOf, poisson, scenarioWith } from './scenario.ts';

type Strategy = WorkloadSpec['placementStrategy'][number];

/** Every strategy of the registry with each of its fields, and those of ECS more often. */
const strategy = fc.oneof(
  fc.constantFrom<Strategy>(
    { type: 'random', field: '' },
    { type: 'spread', field: 'instanceId' },
    { type: 'spread', field: 'ecs.availability-zone' },
    { type: 'spread', field: 'stack' },
    { type: 'binpack', field: 'cpu' },
    { type: 'binpack', field: 'memory' },
  ),
  fc.constantFrom(
    ...Object.values(placementStrategies).flatMap(({ name, fields }): Strategy[] =>
      (fields.length === 0 ? [''] : fields).map((field) => ({
        type: name as Strategy['type'],
        field: field === 'attribute:…' ? 'ecs.availability-zone' : field === 'host' ? 'instanceId' : field,
      })),
    ),
  ),
);
const onFailure = fc.constantFrom<WorkloadSpec['onFailure']>(
  { kind: 'wait' },
  { kind: 'giveUp' },
  { kind: 'retry', everyMs: 30_000, attempts: null, forMs: null },
  { kind: 'retry', everyMs: 7_000, attempts: 4, forMs: null },
  { kind: 'retry', everyMs: 7_000, attempts: null, forMs: 50_000 },
);
const duration = fc.oneof(
  fc.nat(90_000).map((value) => ({ kind: 'constant' as const, value })),
  fc.constantFrom<Distribution>(
    { kind: 'exponential', mean: 40_000 },
    { kind: 'lognormal', mu: 10, sigma: 1 },
    { kind: 'weibull', shape: 0.7, scale: 30_000 },
    { kind: 'pareto', minimum: 5000, shape: 1.5 },
    { kind: 'uniform', min: 0, max: 60_000 },
    { kind: 'empirical', values: [0, 1, 999, 60_000] },
  ),
);
const need = fc.record({
  cpu: fc.integer({ min: 0, max: 3000 }),
  memory: fc.integer({ min: 4, max: 3000 }),
  gpu: fc.constantFrom(0, 0, 0, 1),
});
const workload = fc.record({
  launchType: fc.constantFrom<WorkloadSpec['launchType']>('EC2', 'EC2', 'EC2', 'EC2', 'FARGATE', 'EXTERNAL'),
  byProvider: fc.constantFrom(false, false, true),
  subnets: fc.constantFrom(null, null, [0], [1, 2], [0, 1, 2]),
  taskDefinitionIndex: fc.nat(1),
  placementStrategy: fc.array(strategy, { maxLength: 4 }),
  placementConstraints: fc.constantFrom<WorkloadSpec['placementConstraints']>(
    [],
    [],
    [{ type: 'distinctInstance' }],
    [memberOf('attribute:stack == a')],
    [memberOf('attribute:ecs.availability-zone in [us-east-1b, us-east-1c]'), { type: 'distinctInstance' }],
    [memberOf('not(task:group == family:small)')],
    [memberOf('task:group =~ .*job or runningTasksCount < 2')],
    [memberOf('agentConnected == true and attribute:stack exists')],
  ),
  waitOrder: fc.constantFrom('fifo', 'strict') as fc.Arbitrary<'fifo' | 'strict'>,
  onFailure,
  source: fc.oneof(
    fc
      .record({
        perSecond: fc.double({ min: 0.02, max: 2, noNaN: true }),
        count: fc.integer({ min: 1, max: 60 }),
        duration,
      })
      .map(({ perSecond, count, duration }) => ({ ...poisson(perSecond, 40_000, count), duration })),
    fc
      .record({ count: fc.integer({ min: 1, max: 30 }), at: fc.nat(100_000), duration })
      .map(({ count, at, duration }) => ({ ...burst(count, at, 0), duration })),
  ),
});

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
const STRATEGIES: Readonly<Record<WorkloadSpec['launchType'], WorkloadSpec['capacityProviderStrategy']>> = {
  FARGATE: [
    { provider: 0, base: 2, weight: 1 },
    { provider: 1, base: 0, weight: 3 },
  ],
  EC2: [
    { provider: 2, base: 0, weight: 2 },
    { provider: 3, base: 1, weight: 1 },
  ],
  EXTERNAL: [],
};

const deployment = fc.record({
  minimumHealthyPercent: fc.constantFrom(0, 50, 100),
  maximumPercent: fc.constantFrom(100, 150, 200),
  circuitBreaker: fc.constantFrom(null, {
    rollback: true,
    threshold: { type: 'BOUNDED_PERCENT' as const, value: 50 },
    resetOnHealthyTask: true,
  }),
});
const serviceSpec = fc.record({
  taskDefinitionIndex: fc.nat(1),
  desiredCount: fc.nat(8),
  launchType: fc.constantFrom<ServiceSpec['launchType']>('EC2', 'EC2', 'FARGATE', 'EXTERNAL'),
  byProvider: fc.constantFrom(false, false, true),
  placementStrategy: fc.array(strategy, { maxLength: 2 }),
  deployment,
});
const serviceUpdate = fc.record({
  service: fc.nat(1),
  atMs: fc.nat(200_000),
  desiredCount: fc.option(fc.nat(8)),
  taskDefinitionIndex: fc.option(fc.nat(1)),
  forceNewDeployment: fc.boolean(),
  deployment: fc.constant({}),
});

/** Tasks that stop hold their host for a while, so that newcomers queue on it. */
const SLOW_STOPS: Timings = {
  ...INSTANT_TIMINGS,
  'ec2.stop': { kind: 'constant', value: 7000 },
  'task.sigtermExit': { kind: 'lognormal', mu: 9, sigma: 1 },
};
const SLOW_PULLS: Timings = {
  ...INSTANT_TIMINGS,
  'ec2.stop': { kind: 'constant', value: 3000 },
  'pull.ec2': { baseMs: 9000, megabytesPerSecond: 20, sigma: 0.3 },
  'pull.ec2.cached': { kind: 'constant', value: 2000 },
};

/** Small scenarios with fleets, launch types, strategies, retries, losses and stops of every kind. */
export const scenarioArbitrary: fc.Arbitrary<Scenario> = fc
  .record({
    seed: fc.nat(1_000_000).map(String),
    resolutionMs: fc.constantFrom(1, 1, 1000),
    placementTie: fc.constantFrom('first', 'random') as fc.Arbitrary<'first' | 'random'>,
    boxes: fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 4 }),
        cpu: fc.integer({ min: 512, max: 6000 }),
        memory: fc.integer({ min: 512, max: 6000 }),
        gpu: fc.constantFrom(0, 0, 2),
        arm: fc.boolean(),
        stack: fc.constantFrom('a', 'b'),
        zones: fc.integer({ min: 1, max: 3 }),
        awsvpcTasks: fc.constantFrom(null, null, 1, 3),
        capacityProvider: fc.constantFrom(null, 'left', 'right'),
        osFamily: fc.constantFrom('LINUX', 'LINUX', 'WINDOWS_SERVER_2022_CORE'),
        external: fc.constantFrom(false, false, false, true),
        agentConnected: fc.constantFrom(true, true, true, false),
      }),
      { maxLength: 4 },
    ),
    ideal: fc.option(
      fc.record({
        zones: fc.integer({ min: 1, max: 3 }),
        arm: fc.boolean(),
        stack: fc.constantFrom('a', 'b'),
      }),
    ),
    needs: fc.tuple(need, need),
    architecture: fc.constantFrom<'ARM64' | 'X86_64' | null>(null, null, 'ARM64', 'X86_64'),
    awsvpc: fc.boolean(),
    osFamily: fc.constantFrom(null, null, 'LINUX', 'WINDOWS_SERVER_2022_CORE'),
    hostPorts: fc.constantFrom<Scenario['taskDefinitions'][number]['hostPorts']>(
      [],
      [],
      [{ port: 80, protocol: 'tcp' }],
      [
        { port: 80, protocol: 'tcp' },
        { port: 53, protocol: 'udp' },
      ],
      [{ port: 22, protocol: 'tcp' }],
    ),
    addresses: fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 100 })),
    sidecar: fc.boolean(),
    timings: fc.constantFrom(INSTANT_TIMINGS, DEFAULT_TIMINGS, SLOW_STOPS, SLOW_PULLS),
    workloads: fc.array(workload, { minLength: 1, maxLength: 4 }),
    services: fc.array(serviceSpec, { maxLength: 2 }),
    updates: fc.array(serviceUpdate, { maxLength: 4 }),
    losses: fc.array(fc.record({ at: fc.nat(200_000), box: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 3,
    }),
    stops: fc.array(fc.record({ at: fc.nat(200_000), task: fc.integer({ min: 1, max: 20 }) }), {
      maxLength: 3,
    }),
  })
  .map((parts) => {
    const base = scenarioWith({
      simulation: {
        seed: parts.seed,
        resolutionMs: parts.resolutionMs,
        placementTie: parts.placementTie,
        durationMs: parts.services.length === 0 ? null : 600_000,
      },
      timings: parts.timings,
      definition: {
        need: parts.needs[0],
        architecture: parts.architecture,
        networkMode: parts.awsvpc ? 'awsvpc' : 'bridge',
        osFamily: parts.osFamily,
        hostPorts: parts.awsvpc ? [] : parts.hostPorts,
        containers: parts.sidecar
          ? [container(), container({ name: 'sidecar', image: 'sidecar', stopTimeoutMs: 3000 })]
          : [container()],
      },
      cluster: {
        containerInstances: parts.boxes.map(({ count, cpu, memory, gpu, arm, stack, zones, ...box }, i) =>
          instances(count, cpu, memory, {
            ...box,
            name: `box${i}`,
            attributes: { stack },
            registered: { cpu, memory, gpu },
            architecture: arm ? 'ARM64' : 'X86_64',
            availabilityZones: ZONES.slice(0, zones),
          }),
        ),
        idealFleet:
          parts.ideal === null
            ? null
            : instances(1, 4096, 4096, {
                name: 'ideal',
                attributes: { stack: parts.ideal.stack },
                architecture: parts.ideal.arm ? 'ARM64' : 'X86_64',
                availabilityZones: ZONES.slice(0, parts.ideal.zones),
              }),
      },
      workloads: parts.workloads.map(({ byProvider, ...spec }, i) => ({
        ...spec,
        name: `w${i}`,
        capacityProviderStrategy: byProvider ? STRATEGIES[spec.launchType] : [],
      })),
      services: parts.services.map(({ byProvider, ...spec }, i) => ({
        ...spec,
        serviceName: `web${i}`,
        taskDefinitionIndexes: [spec.taskDefinitionIndex, 1 - spec.taskDefinitionIndex],
        capacityProviderStrategy: byProvider ? STRATEGIES[spec.launchType] : [],
      })),
      actions: [
        ...parts.updates
          .filter(({ service }) => service < parts.services.length)
          .map(({ service, ...update }) => ({
            kind: 'updateService' as const,
            cluster: 'main',
            service: `web${service}`,
            ...update,
          })),
        ...parts.losses.map(({ at, box }) => ({
          kind: 'terminateInstances' as const,
          atMs: at,
          cluster: 'main',
          instanceIds: [`box0-${box}`],
        })),
        ...parts.stops.map(({ at, task }) => ({
          kind: 'stopTask' as const,
          atMs: at,
          cluster: 'main',
          task: `job-${task}`,
          reason: 'Task stopped by user',
        })),
      ],
    });
    const small = {
      ...base.taskDefinitions[0]!,
      family: 'small',
      need: parts.needs[1],
      networkMode: 'bridge' as const,
    };
    return {
      ...base,
      capacityProviders: [
        { name: 'FARGATE', kind: 'FARGATE' },
        { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
        { name: 'left', kind: 'group' },
        { name: 'right', kind: 'group' },
      ],
      subnets: ZONES.map((availabilityZone, i) => ({
        subnetId: `subnet-${i}`,
        availabilityZone,
        addresses: parts.addresses[i]!,
      })),
      taskDefinitions: [base.taskDefinitions[0]!, small],
    };
  });
