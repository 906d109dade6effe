import fc from 'fast-check';
import { DEFAULT_TIMINGS, INSTANT_TIMINGS, type Timings } from '../../src/catalog/defaults.ts';
import type { Distribution } from '../../src/environment/distributions/distribution.ts';
import { placementStrategies } from '../../src/policies/placement/registry.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { AutoScalingGroupSpec } from '../../src/scenario/group-spec.ts';
import type {
  ContainerInstanceSpec,
  FailureSpec,
  Scenario,
  ServiceSpec,
  TaskDefinitionSpec,
  WorkloadSpec,
} from '../../src/scenario/scenario.ts';
import { groupScalings, groupTargets } from './group-targets-arbitrary.ts';
import { groupsArbitrary, groupUpdate } from './groups-arbitrary.ts';
import { discovery, loadsArbitrary } from './loads-arbitrary.ts';
import { maintenanceActions } from './maintenance-arbitrary.ts';
import { burst, container, instances, life, memberOf, poisson, ROUTING, scenarioWith } from './scenario.ts';

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
  byProvider: fc.boolean(),
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
  usage: fc.constantFrom({ cpu: 1, memory: 1 }, { cpu: 1, memory: 1 }, { cpu: 2, memory: 0.5 }),
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
    // Work that its CPU decides the time of.
    fc
      .record({ count: fc.integer({ min: 1, max: 10 }), at: fc.nat(100_000), vcpuMs: duration })
      .map(({ count, at, vcpuMs }): WorkloadSpec['source'] => ({
        ...(burst(count, at, 0) as Extract<WorkloadSpec['source'], { kind: 'arrivals' }>),
        duration: { kind: 'work', vcpuMs },
      })),
  ),
});

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
/** Fargate has no Spot with Windows. */
function strategyOf(
  launchType: WorkloadSpec['launchType'],
  osFamily: string | null,
): WorkloadSpec['capacityProviderStrategy'] {
  const isWithSpot = launchType !== 'FARGATE' || osFamily?.startsWith('WINDOWS') !== true;
  return STRATEGIES[launchType].filter(({ provider }) => isWithSpot || provider !== 1);
}

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
  earlySuccess: fc.constantFrom(null, null, { healthyPercent: 100, cleanup: 'DEFERRED' as const }),
});
/** Containers that start again and again may never end. */
function restartsContainers(lives: unknown): boolean {
  return JSON.stringify(lives).includes('restartAttemptPeriodMs');
}

function behind(targetGroup: number): ServiceSpec['loadBalancers'][number] {
  return { targetGroup, containerName: 'main', containerPort: 80 };
}

/** Credits that short runs use up. */
const CREDITS: readonly ContainerInstanceSpec['burstable'][] = [
  { mode: 'standard', baselineVcpu: 0.4, mostCredits: 3, launchCredits: 0 },
  { mode: 'standard', baselineVcpu: 0.2, mostCredits: 10, launchCredits: 2 },
  { mode: 'unlimited', baselineVcpu: 0.2, mostCredits: 1, launchCredits: 0 },
];

function limitsOf(
  limited: { readonly cpu: boolean; readonly memory: boolean; readonly cpuShares: number },
  { cpu, memory }: { readonly cpu: number; readonly memory: number },
): TaskDefinitionSpec['limits'] {
  return {
    cpu: limited.cpu && cpu > 0 ? cpu : null,
    cpuShares: limited.cpuShares,
    memory: limited.memory ? memory : null,
  };
}

/** Work that no CPU is used for is never done: such tasks run for a time. */
function doable(source: WorkloadSpec['source'], cpu: number): WorkloadSpec['source'] {
  if (cpu > 0 || source.kind !== 'arrivals' || source.duration.kind !== 'work') return source;
  return { ...source, duration: { kind: 'constant', value: 30_000 } };
}

/** Target groups that are quick to deregister, and slow. */
const TARGET_GROUPS: Scenario['targetGroups'] = [
  {
    name: 'quick',
    arn: 'arn:quick',
    healthCheck: { intervalMs: 5000, healthyThreshold: 2, unhealthyThreshold: 2 },
    deregistrationDelayMs: 0,
    routing: ROUTING,
  },
  {
    name: 'slow',
    arn: 'arn:slow',
    healthCheck: { intervalMs: 30_000, healthyThreshold: 5, unhealthyThreshold: 3 },
    deregistrationDelayMs: 70_000,
    routing: { ...ROUTING, crossZone: false, slowStartMs: 30_000 },
  },
  {
    name: 'even',
    arn: 'arn:even',
    healthCheck: { intervalMs: 5000, healthyThreshold: 2, unhealthyThreshold: 2 },
    deregistrationDelayMs: 20_000,
    routing: { ...ROUTING, algorithm: 'least_outstanding_requests', failOpen: { count: 2, percent: 50 } },
  },
];
const serviceSpec = fc.record({
  taskDefinitionIndex: fc.nat(1),
  desiredCount: fc.nat(8),
  launchType: fc.constantFrom<ServiceSpec['launchType']>('EC2', 'EC2', 'FARGATE', 'EXTERNAL'),
  byProvider: fc.boolean(),
  isDaemon: fc.constantFrom(false, false, true),
  availabilityZoneRebalancing: fc.boolean(),
  placementStrategy: fc.array(strategy, { maxLength: 2 }),
  placementConstraints: fc.constantFrom<ServiceSpec['placementConstraints']>(
    [],
    [],
    [memberOf('attribute:stack == a')],
    [memberOf('runningTasksCount < 2')],
  ),
  deployment,
  loadBalancers: fc.constantFrom<ServiceSpec['loadBalancers']>(
    [],
    [],
    [behind(0)],
    [behind(1), behind(0)],
    [behind(2)],
  ),
  discovery,
  healthCheckGracePeriodMs: fc.constantFrom(0, 0, 45_000),
});
const DAEMON = {
  schedulingStrategy: 'DAEMON',
  desiredCount: 0,
  placementStrategy: [],
  availabilityZoneRebalancing: false,
} as const;
const serviceUpdate = fc.record({
  service: fc.nat(1),
  atMs: fc.nat(200_000),
  desiredCount: fc.option(fc.nat(8)),
  taskDefinitionIndex: fc.option(fc.nat(1)),
  forceNewDeployment: fc.boolean(),
  deployment: fc.constant({}),
});

const stateUpdate = fc.record({
  atMs: fc.nat(250_000),
  box: fc.integer({ min: 1, max: 4 }),
  status: fc.constantFrom('DRAINING', 'DRAINING', 'ACTIVE') as fc.Arbitrary<'DRAINING' | 'ACTIVE'>,
});
const protection = fc.record({
  atMs: fc.nat(200_000),
  numbers: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 4 }),
  protectionEnabled: fc.constantFrom(true, true, false),
  expiresInMinutes: fc.integer({ min: 1, max: 5 }),
});

/** What goes wrong, of every kind, often enough for short runs. */
const failure: fc.Arbitrary<FailureSpec> = fc
  .record({
    taskDefinitionIndexes: fc.constantFrom(null, [0], [1]),
    service: fc.constantFrom(null, null, { cluster: 'main', serviceName: 'web0' }),
    share: fc.constantFrom(0.2, 1),
    afterStart: fc.option(duration),
    exitCode: fc.nat(255),
    fromMs: fc.nat(100_000),
    image: fc.constantFrom(null, 'main', 'sidecar'),
  })
  .chain(({ taskDefinitionIndexes, service, share, afterStart, exitCode, fromMs, image }) => {
    const tasks = { taskDefinitionIndexes, service, share };
    return fc.constantFrom<FailureSpec>(
      { kind: 'exit', ...tasks, exitCode, afterStart },
      { kind: 'healthCheck', ...tasks, afterMs: fromMs, forMs: null },
      { kind: 'healthCheck', ...tasks, afterMs: 0, forMs: fromMs },
      { kind: 'slowStart', ...tasks, startDelay: afterStart ?? { kind: 'constant', value: 5000 } },
      { kind: 'pull', image, share, isThrottling: true, fromMs, untilMs: fromMs + 60_000 },
      { kind: 'pull', image, share: 0.2, isThrottling: false, fromMs: 0, untilMs: null },
      { kind: 'instance', ec2InstanceType: null, perMonth: 20_000 },
      { kind: 'fargateRetirement', perMonth: 30_000, waitMs: 5000 },
    );
  });
const outage = fc.record({
  atMs: fc.nat(200_000),
  availabilityZone: fc.constantFrom('us-east-1a', 'us-east-1b', 'us-east-1c'),
  forMs: fc.integer({ min: 1, max: 100_000 }),
});
const disconnection = fc.record({
  atMs: fc.nat(200_000),
  box: fc.integer({ min: 1, max: 4 }),
  forMs: fc.integer({ min: 1, max: 400_000 }),
});

const healthCheck = fc.record({
  intervalMs: fc.constantFrom(5000, 7000, 30_000),
  timeoutMs: fc.constant(2000),
  retries: fc.integer({ min: 1, max: 3 }),
  startPeriodMs: fc.constantFrom(0, 20_000),
});
const restartPolicy = fc.constantFrom(
  { ignoredExitCodes: [], restartAttemptPeriodMs: 60_000 },
  { ignoredExitCodes: [0], restartAttemptPeriodMs: 60_000 },
);
const ending = fc.record({
  runsForMs: fc.constantFrom(1000, 30_000, 61_000),
  exitCode: fc.constantFrom(0, 1),
  restartPolicy: fc.option(restartPolicy),
});
/** Lives of a task's containers: the first waits for whom it may, the second ends by itself or not, and perhaps a third follows it. */
const lives = fc.oneof(
  { weight: 2, arbitrary: fc.constant([null, {}, []] as const) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        own: fc.option(healthCheck),
        restartPolicy: fc.constantFrom(null, null, { ignoredExitCodes: [0], restartAttemptPeriodMs: 60_000 }),
        readyAfterMs: fc.constantFrom(0, 12_000),
        ending,
        startTimeoutMs: fc.constantFrom(null, null, 10_000),
        form: fc.constantFrom('checked', 'ends', 'essential', 'dependent'),
        condition: fc.constantFrom('COMPLETE' as const, 'SUCCESS' as const),
      })
      .map(({ own, restartPolicy, readyAfterMs, ending, startTimeoutMs, form, condition }) => {
        const main = { healthCheck: own, restartPolicy, readyAfterMs };
        const sidecar = { essential: false };
        if (form === 'checked')
          return [life(main), { ...sidecar, life: life({ healthCheck: own }) }, []] as const;
        if (form === 'ends') return [life(main), { ...sidecar, life: life(ending) }, []] as const;
        if (form === 'essential') return [life(main), { life: life(ending) }, []] as const;
        const third = container({ name: 'logs', image: 'logs', essential: false });
        return [
          life({ ...main, startTimeoutMs }),
          {
            ...sidecar,
            life: life({
              ...ending,
              startTimeoutMs,
              dependsOn: [{ container: 0, condition: own === null ? 'START' : 'HEALTHY' }],
            }),
          },
          [{ ...third, life: life({ dependsOn: [{ container: 1, condition }] }) }],
        ] as const;
      }),
  },
);

/** Those of services that there are; beyond what they reserve tasks use only what no limit keeps from them. */
function loadsOf(loads: Scenario['loads'], services: number, isLimited: boolean): Scenario['loads'] {
  return loads
    .filter(({ service }) => service < services)
    .map(({ usage, requests, ...load }) => ({
      ...load,
      usage: isLimited ? { ...usage, cpu: Math.min(1, usage.cpu) } : usage,
      requests: requests === null || services > 1 ? requests : { ...requests, calls: [] },
    }));
}

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
        burstable: fc.constantFrom(null, null, ...CREDITS),
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
    limits: fc.record({ cpu: fc.boolean(), memory: fc.boolean(), cpuShares: fc.constantFrom(2, 512, 1024) }),
    addresses: fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 100 })),
    sidecar: fc.boolean(),
    lives,
    vcpus: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 3),
    timings: fc.constantFrom(INSTANT_TIMINGS, DEFAULT_TIMINGS, SLOW_STOPS, SLOW_PULLS),
    workloads: fc.array(workload, { minLength: 1, maxLength: 4 }),
    services: fc.array(serviceSpec, { maxLength: 2 }),
    updates: fc.array(serviceUpdate, { maxLength: 4 }),
    states: fc.array(stateUpdate, { maxLength: 4 }),
    protections: fc.array(protection, { maxLength: 3 }),
    failures: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(failure, { maxLength: 3 }) },
    ),
    outages: fc.array(outage, { maxLength: 2 }),
    disconnections: fc.array(disconnection, { maxLength: 2 }),
    losses: fc.array(fc.record({ at: fc.nat(200_000), box: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 3,
    }),
    stops: fc.array(fc.record({ at: fc.nat(200_000), task: fc.integer({ min: 1, max: 20 }) }), {
      maxLength: 3,
    }),
    loads: loadsArbitrary(300_000, 60),
    speed: fc.constantFrom<Scenario['speed']>({}, {}, { fargate: 0.5, arm64: 1.3 }),
    groups: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: groupsArbitrary }),
    groupScalings: fc.oneof(fc.constant([]), groupScalings),
    groupUpdates: fc.array(groupUpdate, { maxLength: 3 }),
    groupMaintenance: fc.array(maintenanceActions(1, 250_000, 'group0', 2), { maxLength: 3 }),
    groupLosses: fc.array(fc.record({ at: fc.nat(300_000), number: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 2,
    }),
  })
  .map((parts) => {
    const { scalableTargets, alarms } = groupTargets(parts.groupScalings, parts.groups.length);
    const ages = parts.groups.some(({ maintenance }) => maintenance.maxInstanceLifetimeMs !== null);
    const isEndless = parts.services.length > 0 || scalableTargets.length > 0 || ages;
    const base = scenarioWith({
      simulation: {
        seed: parts.seed,
        resolutionMs: parts.resolutionMs,
        placementTie: parts.placementTie,
        durationMs: isEndless || restartsContainers(parts.lives) ? 600_000 : null,
      },
      timings: parts.timings,
      quotas: { fargateOnDemandVcpus: parts.vcpus },
      definition: {
        need: parts.needs[0],
        architecture: parts.architecture,
        networkMode: parts.awsvpc ? 'awsvpc' : 'bridge',
        osFamily: parts.osFamily,
        hostPorts: parts.awsvpc ? [] : parts.hostPorts,
        limits: limitsOf(parts.limits, parts.needs[0]),
        containers: parts.sidecar
          ? [
              container({ life: parts.lives[0] }),
              container({ name: 'sidecar', image: 'sidecar', stopTimeoutMs: 3000, ...parts.lives[1] }),
              ...parts.lives[2],
            ]
          : [container({ life: parts.lives[0] })],
      },
      cluster: {
        containerInstances: parts.boxes.map(({ count, cpu, memory, gpu, arm, stack, zones, ...box }, i) =>
          instances(count, cpu, memory, {
            ...box,
            // The instances of a provider are its group's, if it has one.
            capacityProvider: parts.groups.some(({ provider }) => provider?.name === box.capacityProvider)
              ? null
              : box.capacityProvider,
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
        source: doable(spec.source, parts.needs[spec.taskDefinitionIndex]!.cpu),
        name: `w${i}`,
        capacityProviderStrategy: byProvider ? strategyOf(spec.launchType, parts.osFamily) : [],
      })),
      services: parts.services.map(({ byProvider, isDaemon, ...spec }, i) => ({
        ...spec,
        ...(isDaemon && spec.launchType !== 'FARGATE' ? DAEMON : {}),
        serviceName: `web${i}`,
        taskDefinitionIndexes: [spec.taskDefinitionIndex, 1 - spec.taskDefinitionIndex],
        capacityProviderStrategy: byProvider ? strategyOf(spec.launchType, parts.osFamily) : [],
      })),
      autoScalingGroups: parts.groups,
      scalableTargets,
      alarms,
      loads: loadsOf(parts.loads, parts.services.length, parts.limits.cpu),
      speed: parts.speed,
      failures: parts.failures,
      actions: [
        ...parts.outages.map((action) => ({ kind: 'availabilityZoneOutage' as const, ...action })),
        ...parts.disconnections.map(({ box, ...action }) => ({
          kind: 'agentDisconnect' as const,
          cluster: 'main',
          instanceIds: [`box0-${box}`],
          ...action,
        })),
        ...parts.states.map(({ box, ...action }) => ({
          kind: 'updateContainerInstancesState' as const,
          cluster: 'main',
          containerInstances: [`box0-${box}`],
          ...action,
        })),
        ...parts.protections.map(({ numbers, ...action }) => ({
          kind: 'updateTaskProtection' as const,
          cluster: 'main',
          service: null,
          tasks: numbers.map((number) => `job-${number}`),
          ...action,
        })),
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
        ...parts.groupUpdates.filter(({ group }) => group < parts.groups.length),
        ...parts.groupMaintenance.flatMap((action) => possible(action, parts.groups)),
        ...parts.groupLosses.map(({ at, number }) => ({
          kind: 'terminateInstances' as const,
          atMs: at,
          cluster: 'main',
          instanceIds: [`group0-${number}`],
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
      limits: limitsOf(parts.limits, parts.needs[1]),
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
      targetGroups: TARGET_GROUPS,
      taskDefinitions: [base.taskDefinitions[0]!, small],
    };
  });

/** An action about the first group, of a configuration that it has; none without groups. */
function possible(action: ActionSpec, groups: readonly AutoScalingGroupSpec[]): ActionSpec[] {
  if (groups.length === 0) return [];
  const last = groups[0]!.configurations.length - 1;
  return action.kind === 'startInstanceRefresh' && action.configuration !== null
    ? [{ ...action, configuration: Math.min(last, action.configuration) }]
    : [action];
}
