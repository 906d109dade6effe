import { expect, onTestFinished, test, vi } from 'vitest';
import type { Adapter } from '../../src/conformance/adapter.ts';
import type { adapters } from '../../src/conformance/adapters/registry.ts';
import { agrees } from '../../src/conformance/compare.ts';
import { withFixtures } from '../../src/conformance/fixtures.ts';
import { workedExamples } from '../../src/conformance/worked-examples.ts';

type Module = Record<string, unknown>;
type Flip = readonly [module: string, flip: (actual: Module) => Module];

const EXAMPLES = withFixtures(workedExamples(), []);

const figures = (flipped: Module): Flip => ['scenario/operations/published-figures', () => flipped];
const allowAll = { allows: () => true };
/** Chains as the index takes them apart: by the most instead of the least, or without looking at the spread. */
const chain = (step: object): Flip => [
  'policies/placement/index/plan',
  () => ({ takeApart: () => ({ spreadBy: -1, step, rest: [] }) }),
];
const withoutConstraints: Flip = [
  'simulation/compile-rules',
  ({ compileRules }) => ({
    compileRules: (simulation: unknown, cluster: unknown, spec: object, provider: number) =>
      call(compileRules, simulation, cluster, { ...spec, placementConstraints: [] }, provider),
  }),
];
const packedByDefault: Flip = [
  'policies/placement/default-strategies',
  () => ({ defaultStrategies: () => [{ type: 'binpack', field: 'memory' }] }),
];
const anyTask: Flip = [
  'policies/placement/choose-stop',
  () => ({ chooseStop: (_fleet: unknown, tasks: readonly { task: number }[]) => tasks[0]!.task }),
];
const nothingHolds: Flip = ['simulation/ledger', () => ({ takeHost: () => true })];

const halfFull: Flip = [
  'policies/rates/token-bucket',
  ({ fullBucket }) => ({
    fullBucket(rate: unknown) {
      const { parts, second } = (fullBucket as (rate: unknown) => { parts: number; second: number })(rate);
      return { parts: parts / 2, second };
    },
  }),
];
const settings = (flipped: Module): Flip => ['catalog/container-settings', () => flipped];

const bounds = (flip: (bounds: { minHealthy: number; maxTasks: number }) => object): Flip => [
  'policies/deployment/bounds',
  ({ deploymentBounds }) => ({
    deploymentBounds: (...given: unknown[]) => {
      const actual = (deploymentBounds as (...given: unknown[]) => { minHealthy: number; maxTasks: number })(
        ...given,
      );
      return { ...actual, ...flip(actual) };
    },
  }),
];
const oneTaskMore = bounds(({ maxTasks }) => ({ maxTasks: maxTasks + 1 }));
const deploymentDefaults = (flipped: Module): Flip => [
  'catalog/service-defaults',
  ({ DEPLOYMENT_DEFAULTS }) => ({ DEPLOYMENT_DEFAULTS: { ...(DEPLOYMENT_DEFAULTS as object), ...flipped } }),
];
const lowFloor = deploymentDefaults({ 'circuitBreaker.floor': 0 });
const roundedDown: Flip = [
  'policies/deployment/bounds',
  () => ({
    percentRoundedUp: (count: number, percent: number) => Math.floor((count * percent) / 100),
  }),
];

const targets = (flip: (actual: Module) => Module): Flip => ['catalog/target-settings', flip];
const discovery = (flip: (actual: Module) => Module): Flip => ['catalog/discovery-settings', flip];

const percentOfHalf = (metric: string): Flip => [
  'model/ecs-metrics',
  (actual) => ({
    [metric]: (part: number, whole: number, tasks: number) => call(actual[metric], part, whole / 2, tasks),
  }),
];

const alarm = (flip: (actual: Module) => Module): Flip => ['cloudwatch/alarm', flip];
/** One breaching data point is enough, and what is missing counts as one. */
const oneIsEnough = alarm(({ evaluateAlarm }) => ({
  evaluateAlarm: (pointAt: unknown, rule: object, previous: unknown) =>
    call(evaluateAlarm, pointAt, { ...rule, datapointsToAlarm: 1, treatMissingData: 'breaching' }, previous),
}));
const steps = (flip: (actual: Module) => Module): Flip => ['policies/scaling/step-scaling', flip];
const lowerExclusive = steps(({ selectStep }) => ({
  selectStep: (given: unknown, distance: unknown, isAbove: boolean) =>
    call(selectStep, given, distance, !isAbove),
}));
const percentAsTasks = steps(({ adjustCapacity }) => ({
  adjustCapacity: (base: number, adjustment: number) =>
    call(adjustCapacity, base, adjustment, { adjustmentType: 'ChangeInCapacity' }),
}));
const tracking = (flip: (actual: Module) => Module): Flip => ['policies/scaling/target-tracking', flip];
/** Policies that see a service otherwise than it is. */
const seeing = (flip: (view: { running: number; desired: number }) => object): Flip => [
  'policies/scaling/decide-capacity',
  ({ decideCapacity }) => ({
    decideCapacity: (view: { running: number; desired: number }, ...others: unknown[]) =>
      call(decideCapacity, { ...view, ...flip(view) }, ...others),
  }),
];
const withoutBounds = seeing(() => ({ minimum: 0, maximum: 1000 }));
const cooldownForgets: Flip = [
  'policies/scaling/decide-capacity',
  ({ NO_COOLDOWNS }) => ({ afterScaling: () => NO_COOLDOWNS }),
];
const forecasts = (flip: (actual: Module) => Module): Flip => ['policies/scaling/predictive-scaling', flip];

const purchases = (flip: (actual: Module) => Module): Flip => ['policies/fleet/split-purchases', flip];
const weights = (flip: (actual: Module) => Module): Flip => ['policies/fleet/weights', flip];
const allocation = (flip: (actual: Module) => Module): Flip => ['policies/fleet/allocation/strategies', flip];

const managed = (flip: (actual: Module) => Module): Flip => ['policies/capacity/managed-scaling', flip];
/** Each view of a capacity provider is another one than it is. */
const seeingProvider = (flip: (view: { instances: number; types: readonly object[] }) => object): Flip =>
  managed(({ neededInstances }) => ({
    neededInstances: (view: { instances: number; types: readonly object[] }) =>
      call(neededInstances, { ...view, ...flip(view) }),
  }));
const withoutStepBounds = seeingProvider(() => ({ minimumStep: 1, maximumStep: 10_000 }));
const firstStep = managed(({ capacityForReservation }) => ({
  capacityForReservation: (instances: number, reservation: number, target: number) =>
    instances === 0 ? 1 : call(capacityForReservation, instances, reservation, target),
}));

/** For each area one thing that the model says, said differently. */
const nothingFree: Flip = ['billing/pricing/tiers', () => ({ beyondFree: (quantity: bigint) => quantity })];
function countedOtherwise(meter: string, perUnit: bigint): Flip {
  return [
    'billing/meters/registry',
    ({ METERS }) => ({ METERS: { ...(METERS as object), [meter]: { perUnit, byMonth: false } } }),
  ];
}

const FLIPS: Record<keyof typeof adapters, Flip> = {
  'fargate-task-size': ['catalog/fargate-sizes', () => ({ fargateMemoryChoices: () => [512] })],
  'task-size-parse': [
    'units/size',
    ({ parseCpuUnits }) => ({ parseCpuUnits: (text: unknown) => call(parseCpuUnits, text) / 1.024 }),
  ],
  'ephemeral-storage': figures({ DEFAULT_EPHEMERAL_STORAGE_GIB: 21 }),
  'memory-reservation': [
    'scenario/operations/container-definition',
    () => ({
      containerMemory: ({ memory }: { memory: number }) => ({ reservedMib: memory, hardLimitMib: memory }),
    }),
  ],
  'memory-validation': ['scenario/operations/container-definition', () => ({ checkContainer: () => [] })],
  'stop-timeout': figures({ DEFAULT_STOP_TIMEOUT_SECONDS: 31 }),
  'depends-on': ['scenario/operations/container-dependencies', () => ({ checkDependencies: () => [] })],
  'restart-policy': settings({ RESTART_ATTEMPT_PERIOD: { minimum: 60, maximum: 1800, preset: 302 } }),
  'restart-policy-sequence': [
    'policies/containers/restart-policy',
    ({ shouldRestart }) => ({
      shouldRestart: (policy: unknown, exit: object) =>
        call(shouldRestart, policy, { ...exit, lastRestartAtMs: null }),
    }),
  ],
  'container-health': [
    'policies/containers/health-check',
    ({ healthChanges }) => ({
      healthChanges: (check: { retries: number }, ...others: unknown[]) =>
        call(healthChanges, { ...check, retries: check.retries + 1 }, ...others),
    }),
  ],
  'task-health': [
    'policies/containers/task-health',
    () => ({
      taskHealth: (containers: readonly { health: string }[]) =>
        containers.some(({ health }) => health === 'UNKNOWN') ? 'UNKNOWN' : containers[0]!.health,
    }),
  ],
  'registered-memory': figures({ BYTES_PER_MIB: 1_000_000 }),
  'registered-resources': figures({ CPU_UNITS_PER_VCPU: 1000 }),
  'remaining-resources': figures({ RESERVED_TCP_PORTS: [22, 2375, 2376, 51678, 51679, 51680] }),
  'fit-memory': ['scenario/operations/register-task-definition', halfTheNeed],
  'fit-cpu': ['scenario/operations/register-task-definition', halfTheNeed],
  'fit-m5large': figures({ CPU_UNITS_PER_VCPU: 512 }),
  'eni-task-limit': figures({ PRIMARY_ENIS: 0 }),
  'ports-static': ['scenario/operations/port-mappings', () => ({ fixedHostPorts: () => [] })],
  'ports-dynamic': [
    'scenario/operations/port-mappings',
    () => ({ fixedHostPorts: () => [{ port: 80, protocol: 'tcp' }] }),
  ],
  'ports-limit': figures({ MOST_RESERVED_PORTS: 101 }),
  'agent-disconnected': ['policies/placement/has-room', () => ({ takesTasks: () => true })],
  'instance-status': [
    'simulation/api/update-container-instances-state',
    () => ({ updateContainerInstancesState: () => null }),
  ],
  'stopping-resources': nothingHolds,
  'host-queue-fifo': nothingHolds,
  'order-of-filters': ['policies/placement/constraints/member-of', () => ({ memberOf: allowAll })],
  'binpack-place': chain({ by: 'order', field: 'memory', attribute: -1, most: true }),
  'spread-instance': chain({ by: 'list' }),
  'spread-then-binpack': chain({ by: 'order', field: 'memory', attribute: -1, most: false }),
  'spread-group-scope': figures({ FAMILY_GROUP_PREFIX: 'service:' }),
  'default-placement': packedByDefault,
  'default-placement-instance': packedByDefault,
  'default-termination': packedByDefault,
  'default-termination-instance': packedByDefault,
  'binpack-scale-in': anyTask,
  'scale-in-spread-binpack': anyTask,
  'distinct-instance': withoutConstraints,
  'memberof-group-cold': ['policies/placement/constraints/member-of', () => ({ memberOf: allowAll })],
  'cluster-query': [
    'policies/placement/cluster-query/query-values',
    () => ({ compareVersions: ([a = 0]: number[], [b = 0]: number[]) => a - b }),
  ],
  'placement-limits': figures({ MAX_PLACEMENT_CONSTRAINTS: 11 }),
  'runtask-count': figures({ MAX_TASKS_PER_CALL: 11 }),
  'token-bucket': halfFull,
  'token-bucket-shared': halfFull,
  'token-bucket-burst': halfFull,
  'fargate-launch-rate': halfFull,
  'fargate-launch-rate-new-region': halfFull,
  'fargate-runtask': halfFull,
  'service-launch-rate': [
    'catalog/launch-rates',
    () => ({ serviceLaunchRate: () => ({ capacity: 125, refill: 125, perSeconds: 60 }) }),
  ],
  'service-event-dedupe': ['simulation/services/service-events', () => ({ isNews: () => true })],
  quota: figures({ MAX_SUBNETS: 17 }),
  // The base does not count first, and the last of several is chosen.
  'cp-split': [
    'policies/capacity/pick-provider',
    () => ({ pickProvider: (items: readonly unknown[]) => items.length - 1 }),
  ],
  'cp-split-error': ['scenario/operations/capacity-provider-strategy', () => ({ checkWeights: () => [] })],
  // Empty instances count as needed, too.
  cpr: seeingProvider(({ instances }) => ({ inUse: instances })),
  'cpr-special': managed(({ capacityProviderReservation }) => ({
    capacityProviderReservation: (needed: number, instances: number) =>
      instances === 0 ? 0 : call(capacityProviderReservation, needed, instances),
  })),
  'cpr-headroom': managed(({ capacityForReservation }) => ({
    capacityForReservation: (instances: number, reservation: number) =>
      call(capacityForReservation, instances, reservation, 100),
  })),
  'cas-from-zero': firstStep,
  'cas-first-step': firstStep,
  'cas-m-bounds': withoutStepBounds,
  'cas-m-group': seeingProvider(() => ({ packing: 'sum' })),
  'cas-incompatible': seeingProvider(({ types }) => ({ types: types.slice(1) })),
  'cas-scale-in-steps': managed(() => ({ scaleInStep: (_instances: number, wanted: number) => wanted })),
  'managed-draining': ['simulation/groups/group', () => ({ isInUse: () => false })],
  'provisioning-failure': ['model/instance-status', () => ({ isRegistered: () => true })],
  'mixed-instances-split': purchases(({ onDemandShare }) => ({
    onDemandShare: (total: number, distribution: object) =>
      Math.floor(Number(call(onDemandShare, total, distribution))),
  })),
  'weights-unit-price': weights(() => ({ unitPrice: (hourlyPrice: number) => hourlyPrice })),
  'weights-overage': weights(() => ({ overage: () => 0 })),
  'weights-hard-limit': weights(() => ({ mostUnits: (desired: number) => desired })),
  'fleet-weighting': weights(() => ({
    unitPrice: (hourlyPrice: number, weight: number) => -hourlyPrice / weight,
  })),
  'fleet-allocation': allocation(({ DIVERSIFIED }) => ({
    DIVERSIFIED: { ...(DIVERSIFIED as object), pools: 'one' },
  })),
  'spot-pools': allocation(({ SPOT_STRATEGIES }) => ({
    SPOT_STRATEGIES: {
      ...(SPOT_STRATEGIES as object),
      'lowest-price': { ...(SPOT_STRATEGIES as Record<string, object>)['lowest-price'], pools: 'all' },
    },
  })),
  'on-demand-in-fleet': purchases(() => ({
    splitPurchases: (total: number) => ({ onDemandBase: total, onDemandAboveBase: 0, spot: 0 }),
  })),
  'az-rebalance-margin': [
    'policies/fleet/choose-zone',
    () => ({ rebalanceMaximum: (maximum: number) => maximum + 1 }),
  ],
  'lifecycle-hook': [
    'policies/fleet/lifecycle-hook',
    () => ({ globalTimeoutMs: (heartbeatMs: number) => 10 * heartbeatMs }),
  ],
  'warm-pool-size': [
    'policies/fleet/warm-pool-size',
    ({ warmPoolSize }) => ({
      warmPoolSize: (bounds: object, group: unknown) =>
        call(warmPoolSize, { ...bounds, maxPrepared: null }, group),
    }),
  ],
  'termination-protected': [
    'policies/fleet/choose-terminations',
    ({ chooseTerminations }) => ({
      chooseTerminations: (instances: readonly object[], ...others: unknown[]) =>
        call(
          chooseTerminations,
          instances.map((instance) => ({ ...instance, isProtected: false })),
          ...others,
        ),
    }),
  ],
  'unhealthy-replacement-batch': [
    'policies/fleet/plan-replacement',
    () => ({ throttledReplacements: (desired: number) => Math.ceil(desired / 5) }),
  ],
  'instance-refresh-checkpoints': [
    'policies/fleet/plan-replacement',
    ({ reachedCheckpoint }) => ({
      reachedCheckpoint: (checkpoints: readonly number[], from: number, percentage: number) =>
        call(reachedCheckpoint, checkpoints.slice(0, from + 1), from, percentage),
    }),
  ],
  'cas-no-strategy': [
    'policies/placement/unmet',
    () => ({ placementFailureReason: () => 'EMPTY CAPACITY PROVIDER' }),
  ],
  'rolling-bounds': oneTaskMore,
  'rolling-deadlock': oneTaskMore,
  'rolling-sequence': oneTaskMore,
  'healthy-count-delay': deploymentDefaults({ 'healthy.afterRunning': 0 }),
  'elb-healthy-new-target': [
    'policies/deployment/target-health',
    ({ targetHealthChanges }) => ({
      targetHealthChanges: (check: { intervalMs: number; healthyThreshold: number }, ...others: unknown[]) =>
        (call(targetHealthChanges, check, ...others) as unknown as { atMs: number }[]).map((change) => ({
          ...change,
          atMs: change.atMs + (check.healthyThreshold - 1) * check.intervalMs,
        })),
    }),
  ],
  'elb-healthy-recover': [
    'policies/deployment/target-health',
    ({ targetHealthChanges }) => ({
      targetHealthChanges: (check: object, ...others: unknown[]) =>
        call(targetHealthChanges, { ...check, healthyThreshold: 1 }, ...others),
    }),
  ],
  'circuit-breaker-threshold': lowFloor,
  'circuit-breaker-threshold-2023': roundedDown,
  'circuit-breaker-custom': lowFloor,
  'circuit-breaker-count': [
    'policies/deployment/circuit-breaker',
    // Every deployment is in its second stage.
    ({ freshBreaker }) => ({
      freshBreaker: () => ({ ...(freshBreaker as () => object)(), hasRun: true }),
    }),
  ],
  'circuit-breaker-counting': [
    'policies/deployment/circuit-breaker',
    ({ afterBreakerEvent }) => ({
      afterBreakerEvent: (
        state: unknown,
        event: unknown,
        threshold: unknown,
        _reset: unknown,
        rest: unknown,
      ) => call(afterBreakerEvent, state, event, threshold, false, rest),
    }),
  ],
  'early-success': roundedDown,
  'early-success-validation': [
    'policies/deployment/completion',
    () => ({ isEarlySuccessPercent: () => true }),
  ],
  'unhealthy-replace': bounds(({ minHealthy }) => ({ maxTasks: minHealthy })),
  throttle: deploymentDefaults({ 'throttle.max': 15 * 60_000 }),
  'throttle-reset': ['policies/deployment/starts-deployment', () => ({ startsDeployment: () => false })],
  'service-update-trigger': [
    'policies/deployment/starts-deployment',
    () => ({ startsDeployment: () => true }),
  ],
  'az-rebalance': [
    'policies/deployment/rebalance',
    ({ balancedCounts }) => ({
      balancedCounts: (desiredCount: number, zones: number) =>
        call(balancedCounts, desiredCount + zones, zones),
    }),
  ],
  'az-rebalance-eligibility': [
    'policies/deployment/rebalance-eligibility',
    () => ({ canRebalance: () => true }),
  ],
  'az-rebalance-default': [
    'policies/deployment/rebalance-eligibility',
    () => ({ rebalancingAtCreation: () => 'DISABLED' }),
  ],
  'az-rebalance-stop': [
    'policies/deployment/rebalance',
    () => ({ rebalanceStep: () => ({ kind: 'balanced' }) }),
  ],
  'drain-service': oneTaskMore,
  'drain-pending': ['simulation/services/count-tasks', () => ({ isProtected: () => true })],
  'drain-standalone': [
    'simulation/api/update-container-instances-state',
    () => ({ updateContainerInstancesState: () => null }),
  ],
  daemon: [
    'policies/deployment/daemon',
    ({ planDaemonPass }) => ({
      planDaemonPass: (instances: readonly object[], percent: number) =>
        call(
          planDaemonPass,
          instances.map((instance) => ({ ...instance, status: 'ACTIVE' })),
          percent,
        ),
    }),
  ],
  protection: [
    'policies/deployment/task-protection',
    () => ({ protectionMinutes: (asked: unknown) => asked }),
  ],
  'protection-blocked': ['policies/deployment/task-protection', () => ({ protectionFailure: () => null })],
  'protection-deployment': oneTaskMore,
  'weighted-tg': [
    'requests/balancing/forward-shares',
    () => ({ forwardShares: (weights: readonly number[]) => weights.map(() => 1 / weights.length) }),
  ],
  'health-check-defaults': targets(({ TARGET_HEALTH_CHECK }) => ({
    TARGET_HEALTH_CHECK: { ...(TARGET_HEALTH_CHECK as object), path: '/health' },
  })),
  'health-check-timing': [
    'policies/deployment/target-health',
    ({ targetHealthChanges }) => ({
      targetHealthChanges: (check: { unhealthyThreshold: number }, ...others: unknown[]) =>
        call(targetHealthChanges, { ...check, unhealthyThreshold: check.unhealthyThreshold + 1 }, ...others),
    }),
  ],
  deregistration: targets(() => ({ DEREGISTRATION_DELAY: { minimum: 0, maximum: 3600, preset: 301 } })),
  'slow-start': [
    'requests/balancing/slow-start',
    () => ({ slowStartWeight: (elapsedMs: number, durationMs: number) => (elapsedMs / durationMs) ** 2 }),
  ],
  'service-connect-outlier': discovery(({ CONNECT_OUTLIER }) => ({
    CONNECT_OUTLIER: { ...(CONNECT_OUTLIER as object), failures: 4 },
  })),
  'service-connect-retry': discovery(() => ({ CONNECT_RETRIES: 1 })),
  'service-connect-sizing': discovery(({ CONNECT_PROXY }) => ({
    CONNECT_PROXY: { ...(CONNECT_PROXY as object), busy: { perSecond: 600, cpu: 512 } },
  })),
  'service-connect-timeout': [
    'scenario/operations/service-connect',
    () => ({ checkServiceConnect: () => [] }),
  ],
  'service-discovery-dns': discovery(() => ({ DNS_RECORDS: 5 })),
  'cpu-shares': [
    'requests/host/share-cpu',
    ({ shareCpu }) => ({
      // Nobody uses what another leaves idle.
      shareCpu: (demands: object, shares: object, caps: Float64Array, ...rest: unknown[]) =>
        call(shareCpu, demands, shares, caps.fill(0.5), ...rest),
    }),
  ],
  'ecs-service-utilization': [
    'scenario/operations/task-limits',
    () => ({ taskLimits: () => ({ cpu: null, cpuShares: 1024, memory: null }) }),
  ],
  'ecs-cluster-utilization': percentOfHalf('clusterUtilisation'),
  'ecs-cluster-reservation': percentOfHalf('clusterReservation'),
  'service-utilisation': percentOfHalf('serviceUtilisation'),
  'cluster-reservation': percentOfHalf('clusterReservation'),
  'metric-gap': ['model/ecs-metrics', () => ({ serviceUtilisation: () => 0 })],
  'utilisation-law': [
    'requests/utilisation',
    ({ capacityPerMs }) => ({
      capacityPerMs: (cores: number, cpuMs: number) => 1.1 * call(capacityPerMs, cores, cpuMs),
    }),
  ],
  // More work that varies more: percentiles of lognormal work move, means do not.
  'mg-c-ps': [
    'requests/service-time',
    ({ shareBelow }) => ({
      shareBelow: (service: { kind: string; scv: number }, multiple: number) =>
        call(shareBelow, { ...service, scv: service.scv * 2 }, multiple),
    }),
  ],
  'mm1-fcfs-percentile': [
    'requests/queue-response',
    ({ queueResponseQuantile }) => ({
      queueResponseQuantile: (_workers: number, utilisation: number, fraction: number) =>
        call(queueResponseQuantile, 2, utilisation, fraction),
    }),
  ],
  'sub-core-task': ['requests/utilisation', () => ({ aloneMs: (cpuMs: number) => cpuMs })],
  'cloudwatch-missing-data': oneIsEnough,
  'cloudwatch-premature-alarm': oneIsEnough,
  'cloudwatch-alarm': alarm(() => ({ evaluatedEveryMs: (periodMs: number) => periodMs })),
  'cloudwatch-percentile': [
    'cloudwatch/statistic',
    () => ({ leastSamples: (fraction: number) => Math.ceil(5 / (1 - fraction)) }),
  ],
  'cloudwatch-retention': [
    'cloudwatch/retention',
    ({ finestPeriodMs }) => ({
      finestPeriodMs: (ageMs: number, publishedMs: number) => call(finestPeriodMs, ageMs * 2, publishedMs),
    }),
  ],
  'cloudwatch-alarm-limits': alarm(() => ({
    acceptsPeriods: (periodMs: number, periods: number) => periodMs * periods <= 604_800_000,
  })),
  'step-scaling': lowerExclusive,
  'step-bounds': lowerExclusive,
  'step-rounding': steps(() => ({ roundChange: (change: number) => Math.round(change) })),
  'step-adjustment': percentAsTasks,
  'step-min-magnitude': percentAsTasks,
  'step-cooldown': cooldownForgets,
  'step-alarm-cli': oneIsEnough,
  'target-tracking-alarms': [
    'catalog/scaling-defaults',
    ({ SCALING_DEFAULTS }) => ({
      SCALING_DEFAULTS: { ...(SCALING_DEFAULTS as object), 'targetTracking.lowFraction': 0.8 },
    }),
  ],
  // Each decision is one task too many.
  'target-tracking-rounding': seeing(({ running }) => ({ running: running + 1 })),
  'target-tracking-capacity': seeing(({ running }) => ({ running: running + 1 })),
  'target-tracking-cpu-ceiling': seeing(({ running }) => ({ running: running + 1 })),
  'target-tracking-cooldown': cooldownForgets,
  'target-tracking-alb': ['cloudwatch/statistic', () => ({ statisticOf: ({ sum }: { sum: number }) => sum })],
  'target-tracking-insufficient-data': tracking(({ trackOut }) => ({
    trackOut: (view: unknown, target: unknown, metric: number | null) =>
      call(trackOut, view, target, metric ?? 100),
  })),
  // Only the first of several policies is asked.
  'multi-policy': tracking(({ trackIn }) => ({
    trackIn: (view: unknown, policies: readonly unknown[]) => call(trackIn, view, policies.slice(0, 1)),
  })),
  'ecs-starting-point': seeing(({ desired }) => ({ running: desired })),
  'ecs-below-min': withoutBounds,
  'ecs-above-max': withoutBounds,
  'ecs-scale-from-zero': tracking(() => ({
    trackOut: (view: { desired: number }) => ({ capacity: view.desired }),
  })),
  'ecs-deployment': seeing(() => ({ isDeploying: false })),
  scheduled: [
    'policies/scaling/scheduled-times',
    ({ nextScheduledMs }) => ({
      nextScheduledMs: (action: object, afterMs: number, originMs: number) =>
        call(nextScheduledMs, { ...action, startMs: null }, afterMs, originMs),
    }),
  ],
  predictive: forecasts(() => ({ DEFAULT_SCHEDULING_BUFFER_MS: 600_000 })),
  'predictive-plus-dynamic': forecasts(() => ({
    predictiveCapacity: (_capacity: unknown, forecast: number) => forecast,
  })),
  cron: [
    'units/schedule',
    ({ nextOccurrence }) => ({
      nextOccurrence: (...given: unknown[]) => call(nextOccurrence, ...given) + 60_000,
    }),
  ],
  fargate: ['billing/fargate', () => ({ billedEphemeralGib: (gib: number) => gib })],
  'fargate-duration': ['billing/fargate', () => ({ fargateBilledSeconds: (ms: number) => ms / 1000 })],
  ec2: ['billing/ec2', () => ({ instanceCharge: (ms: bigint, rate: bigint) => (ms * rate) / 36_010_000n })],
  'hires-benchmark': [
    'simulation/metrics/data-points',
    // Data points are seen at once.
    ({ newestSeen, closesAt }) => ({ newestSeen, seenAt: closesAt }),
  ],
  'timing-model': [
    'simulation/metrics/data-points',
    ({ closesAt }) => ({
      seenAt: (group: unknown, stream: { delayMs: number }, step: number) =>
        call(closesAt, group, step) + stream.delayMs / 2 + 60_000,
    }),
  ],
  'ec2-duration': ['billing/ec2', () => ({ ec2BilledMs: (ms: number) => ms })],
  burstable: ['billing/meters/burstable', () => ({ advanceSurplus: (state: unknown) => state })],
  // Nothing of a gp3 volume is free.
  ebs: [
    'billing/meters/ebs',
    ({ volumeLevels }) => ({
      volumeLevels: (volume: { iops: number }) => call(volumeLevels, { ...volume, iops: volume.iops + 3000 }),
    }),
  ],
  'load-balancer': [
    'billing/meters/load-balancer',
    () => ({
      highestDimension: (dimensions: Record<string, bigint>) => ({ parts: Object.values(dimensions)[0] }),
    }),
  ],
  // Decimal GB.
  'nat-gateway': countedOtherwise('nat.gb', 10n ** 9n),
  tiers: [
    'billing/pricing/tiers',
    ({ parseTiers }) => ({ parseTiers: (rows: readonly unknown[]) => call(parseTiers, rows.slice(0, 1)) }),
  ],
  cloudwatch: nothingFree,
  'capacity-reservation': [
    'billing/meters/capacity-reservation',
    () => ({
      reservationUsage: (reserved: number, running: number, ms: number) => ({
        instanceMs: BigInt(running * ms),
        unusedMs: BigInt(reserved * ms),
      }),
    }),
  ],
  'ecs-anywhere': nothingFree,
  'managed-instances': [
    'billing/meters/managed-instances',
    () => ({ managedInstancesFee: (rate: bigint) => rate / 10n }),
  ],
  'whole-bill': countedOtherwise('alb.lcuHour', 10n ** 11n),
  'reserved-instance-hour': ['billing/commitments/normalisation', () => ({ isSizeFlexible: () => false })],
  'reserved-instance-payment': ['billing/commitments/payment', () => ({ YEAR_HOURS: 8784n })],
  // The lowest rate first, whatever the discount.
  'savings-plan-hour': [
    'billing/commitments/savings-plans',
    ({ applySavingsPlans }) => ({
      applySavingsPlans: (
        kind: string,
        plans: unknown,
        usage: readonly object[],
        unpaid: unknown,
        hourMs: bigint,
      ) =>
        call(
          applySavingsPlans,
          kind,
          plans,
          usage.map((one) => ({ ...one, onDemandRate: 1n })),
          unpaid,
          hourMs,
        ),
    }),
  ],
  'savings-plan-payment': ['billing/commitments/payment', () => ({ MONTH_HOURS: 720n })],
};

test.each(Object.entries(FLIPS))(
  '%s fails when the model says something else',
  async (area, [module, flip]) => {
    const path = `../../src/${module}.ts`;
    onTestFinished(() => void vi.doUnmock(path));
    vi.resetModules();
    vi.doMock(path, async (importActual) => {
      const actual = await importActual<Module>();
      return { ...actual, ...flip(actual) };
    });
    const { [exportOf(area)]: adapter } = (await import(
      `../../src/conformance/adapters/${area}.ts`
    )) as Record<string, Adapter>;
    const failed: string[] = [];
    for (const { id, given, expect: expected, tolerance } of EXAMPLES.filter(
      (example) => example.area === area,
    )) {
      const answer = await adapter!.answer(given);
      if (typeof answer !== 'symbol' && !agrees(expected, answer, tolerance)) failed.push(id);
    }
    expect(failed).not.toEqual([]);
  },
);

function exportOf(area: string): string {
  return area.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

function call(original: unknown, ...given: unknown[]): number {
  return (original as (...given: unknown[]) => number)(...given);
}

function halfTheNeed({ taskNeed }: Module): Module {
  return {
    taskNeed(task: unknown) {
      const need = (taskNeed as (task: unknown) => { cpu: number; memory: number; gpu: number })(task);
      return { ...need, cpu: need.cpu / 2, memory: need.memory / 2 };
    },
  };
}
