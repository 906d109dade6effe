import fc from 'fast-check';
import { TIMELINE_COLUMNS, type TimelineColumn } from '../../src/events/timeline-columns.ts';
import type { CostRow, Outcome, UtilizationSummary } from '../../src/experiment/outcome.ts';
import { viewsArbitrary } from './outcome-views.ts';

const NOTHING_USED: UtilizationSummary = {
  registered: 0,
  reserved: 0,
  used: 0,
  reservedFraction: 0,
  usedFraction: 0,
};

/** The outcome of a run in which nothing happened for an hour. */
export const EMPTY_OUTCOME: Outcome = {
  schemaVersion: 1,
  scenario: { name: 'empty', description: '', digest: '00000000000000aa' },
  seed: '1',
  simulation: {
    start: '2026-03-02T00:00:00.000Z',
    end: '2026-03-02T01:00:00.000Z',
    durationSeconds: 3600,
    warmUpSeconds: 0,
  },
  region: 'us-east-1',
  uncertain: [],
  run: { events: 0 },
  digest: '0123456789abcdef',
  cost: {
    currency: 'USD',
    total: 0,
    billed: 0,
    monthly: 0,
    onDemandEquivalent: 0,
    unusedCommitment: 0,
    idle: 0,
    unattributed: 0,
    byProduct: {},
    byUsageType: {},
    byCapacityProvider: {},
    byService: {},
    byTaskDefinition: {},
    byCluster: {},
    byTag: {},
    instances: { useful: 0, idle: 0, booting: 0, draining: 0, warmPool: 0 },
    unitCosts: { perTask: null, perThousandRequests: null, perVcpuHourUsed: null },
    commitments: [],
  },
  tasks: {
    requested: 0,
    started: 0,
    stopped: 0,
    succeeded: 0,
    failed: 0,
    interrupted: 0,
    userInitiated: 0,
    serviceSchedulerInitiated: 0,
    failedHealthChecks: 0,
    gaveUp: 0,
    runningAtEnd: 0,
    pendingAtEnd: { count: 0, oldestSeconds: 0 },
    wait: { mean: 0, p50: 0, p95: 0, p99: 0, max: 0 },
    placementFailures: {},
    roundedUp: { tasks: 0, vcpu: 0, memoryGib: 0 },
  },
  utilization: { cpu: NOTHING_USED, memory: NOTHING_USED },
  instances: { launched: 0, terminated: 0, running: { mean: 0, max: 0 }, hours: 0, byType: {} },
  services: {},
  rightSizing: [],
  capacityProviders: {},
  assertions: [],
  warnings: [],
  timeline: { stepSeconds: 60, columns: timelineOf([]) },
  costs: [],
  autoScalingGroups: {},
  alarms: [],
  activities: [],
  activitiesLeftOut: 0,
  views: null,
};

type TimelineRow = Partial<Record<TimelineColumn, string | number | null>>;

/** Columns from rows; what a row does not name is null, its scope is the run. */
export function timelineOf(rows: readonly TimelineRow[]): Outcome['timeline']['columns'] {
  const full = rows.map(
    (row) => ({ scope: 'run', name: '', time: '2026-03-02T00:01:00.000Z', ...row }) as TimelineRow,
  );
  return Object.fromEntries(
    TIMELINE_COLUMNS.map((name) => [name, full.map((row) => row[name] ?? null)]),
  ) as never;
}

/** One row of the bill, of an m5.large's hour if nothing else is said. */
export function costRow(parts: Partial<CostRow> = {}): CostRow {
  return {
    hour: '2026-03-02T00:00:00.000Z',
    product: 'AmazonEC2',
    usageType: 'BoxUsage:m5.large',
    availabilityZone: 'us-east-1a',
    cluster: 'main',
    capacityProvider: '',
    launchType: 'EC2',
    service: '',
    pricingCategory: 'Standard',
    chargeCategory: 'Usage',
    commitment: '',
    commitmentStatus: '',
    quantity: '1',
    unit: 'Hrs',
    rate: '0.096',
    contractedRate: parts.rate ?? '0.096',
    contractedCost: parts.listCost ?? '0.096',
    listCost: '0.096',
    billedCost: '0.096',
    effectiveCost: '0.096',
    ...parts,
  };
}

const amount = fc.oneof(
  fc.constantFrom(
    0,
    1,
    1e-9,
    0.004,
    0.995,
    0.999_96,
    9.996,
    99.96,
    999.5,
    1_234_567,
    1e12,
    9.99e14,
    1e15,
    1e21,
    1e300,
  ),
  fc.double({ min: 0, max: 1e9, noNaN: true }),
);
const count = fc.oneof(fc.nat(), fc.constantFrom(0, 1, 10_000_000, 2 ** 53));
const name = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('日', '本', '😀', 'é', '\u001b', '\n', 'a', ' ', ',', '"', '\u202e', '\u0301'),
    maxLength: 255,
  }),
);
const amounts = fc
  .dictionary(name, amount, { maxKeys: 12 })
  .map((found) => Object.fromEntries(Object.entries(found).filter(([key]) => key !== '__proto__')));
const instant = fc.integer({ min: 0, max: 4e9 }).map((seconds) => new Date(seconds * 1000).toISOString());
const decimal = fc.bigInt({ min: 0n, max: 10n ** 18n }).map((nano) => {
  const digits = nano.toString().padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
});
const fraction = fc.oneof(
  fc.constantFrom(0, 1, 0.9996, 0.0004, 1.2),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const counted = fc.record({ mean: amount, min: count, max: count });
const serviceItself = fc.record({
  desiredCount: count,
  runningCount: count,
  pendingCount: count,
  desired: counted,
  running: counted,
  belowDesiredSeconds: amount,
  deployments: fc.array(
    fc.record({
      id: name,
      taskDefinition: name,
      status: fc.constantFrom('PRIMARY', 'ACTIVE', 'INACTIVE'),
      rolloutState: fc.constantFrom('IN_PROGRESS', 'COMPLETED', 'FAILED'),
      rolloutStateReason: name,
      createdAt: instant,
      updatedAt: instant,
      finishedAt: fc.oneof(instant, fc.constant(null)),
      rolledBackAt: fc.oneof(instant, fc.constant(null)),
    }),
    { maxLength: 4 },
  ),
  events: fc.array(fc.record({ createdAt: instant, message: name }), { maxLength: 5 }),
});
/** Percent of what is reserved; what tasks use is never many times that. */
const use = fc.option(
  fc.record({ mean: fraction, p95: fraction }).map(({ mean, p95 }) => ({ mean: mean * 100, p95: p95 * 100 })),
);
const scaling = fc.option(
  fc.record({
    out: count,
    in: count,
    minCapacity: count,
    maxCapacity: count,
    heldAtMaximum: count,
    mostWanted: count,
    forecasts: fc.dictionary(
      name,
      fc.array(fc.record({ hour: instant, capacity: count }), { maxLength: 3 }),
      {
        maxKeys: 2,
      },
    ),
  }),
);
const alarm = fc.record({
  alarmName: name,
  state: fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA'),
  stateUpdatedAt: instant,
  alarms: count,
  alarmSeconds: amount,
});
const activity = fc.record({
  resourceId: name,
  startTime: instant,
  endTime: fc.option(instant),
  statusCode: fc.constantFrom('Successful', 'InProgress', 'Overridden', 'Failed'),
  description: name,
  cause: name,
  from: count,
  to: count,
  notScaledReason: fc.option(name),
  details: fc.option(
    fc.record({
      policyName: name,
      alarmName: name,
      metric: name,
      points: fc.array(fc.option(amount), { maxLength: 15 }),
      value: fc.option(amount),
      threshold: amount,
      direction: fc.constantFrom('out', 'in'),
      base: fc.option(count),
      computed: fc.option(count),
      minimum: count,
      maximum: count,
      reason: name,
    }),
  ),
});
const NOTHING_OFFERED = fc.constant({
  requests: null,
  failedRequests: null,
  requestsBy: null,
  requestCountPerTarget: null,
  latencyMs: null,
  unavailableSeconds: null,
  queue: null,
});
/** A service that requests or messages come to has all of it, but a queue and response times only perhaps. */
const offered = fc.record({
  requests: count,
  failedRequests: count,
  requestsBy: fc.record({
    served: count,
    inFlightAtStart: count,
    inFlightAtEnd: count,
    rejected: count,
    timedOut: count,
    cutOff: count,
    noTarget: count,
    errors: count,
    failedCalls: count,
  }),
  requestCountPerTarget: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
  latencyMs: fc.option(fc.record({ mean: amount, p50: amount, p95: amount, p99: amount })),
  unavailableSeconds: amount,
  queue: fc.option(
    fc.record({ messagesAtEnd: count, messagesMax: count, oldestMaxSeconds: amount, returned: count }),
  ),
});
const service = fc
  .tuple(
    serviceItself,
    fc.oneof(NOTHING_OFFERED, offered),
    fc.record({ cpuUtilization: use, memoryUtilization: use, scaling }),
  )
  .map(([{ deployments, events, ...counts }, requests, uses]) => ({
    ...counts,
    ...requests,
    ...uses,
    deployments,
    events,
  }));
const sizing = fc
  .record({
    isStated: fc.boolean(),
    reserved: amount,
    p50: fraction,
    p95: fraction,
    p99: fraction,
    max: fraction,
  })
  .map(({ isStated, reserved, p50, p95, p99, max }) => ({
    isStated,
    reserved,
    p50: reserved * p50,
    p95: reserved * p95,
    p99: reserved * p99,
    max: reserved * max,
  }));
const utilization = fc.record({
  registered: amount,
  reserved: amount,
  used: amount,
  reservedFraction: fraction,
  usedFraction: fraction,
});
const costs = fc.array(
  fc.record({
    hour: instant,
    product: fc.oneof(fc.constantFrom('AmazonEC2', 'AWSFargate', 'Other'), name),
    usageType: name,
    availabilityZone: name,
    cluster: name,
    capacityProvider: name,
    launchType: fc.constantFrom('EC2', 'FARGATE', ''),
    service: name,
    pricingCategory: fc.constantFrom('Standard', 'Dynamic', 'Committed'),
    chargeCategory: fc.constantFrom('Usage', 'Purchase'),
    commitment: name,
    commitmentStatus: fc.constantFrom('Used', 'Unused', ''),
    quantity: decimal,
    unit: fc.constantFrom('Hrs', 'vCPU-Hours', 'GB-Hours'),
    rate: decimal,
    contractedRate: decimal,
    listCost: decimal,
    contractedCost: decimal,
    billedCost: decimal,
    effectiveCost: decimal,
  }),
  { maxLength: 15 },
);
const timeline = fc
  .array(
    fc.record({
      time: instant,
      scope: fc.constantFrom('run', 'run', 'cluster'),
      name,
      running: amount,
      pending: amount,
      instances: amount,
      cpuRegistered: amount,
      cpuReserved: amount,
      requests: fc.option(count),
      failedRequests: fc.option(count),
      latencyP99Ms: fc.option(amount),
      cost: amount,
    }),
    { maxLength: 200 },
  )
  .map((rows) => ({ stepSeconds: 60, columns: timelineOf(rows) }));

const group = fc.record({
  minSize: count,
  maxSize: count,
  desiredCapacity: count,
  instances: count,
  instanceHours: fc.record({
    total: amount,
    ideal: amount,
    fragmentation: amount,
    headroom: amount,
    minimumSize: amount,
    waiting: amount,
    booting: amount,
    draining: amount,
    warmPool: amount,
  }),
  warmPool: fc.record({
    instances: count,
    ready: count,
    warmStarts: count,
    coldStarts: count,
    stoppedHours: amount,
  }),
  scaling,
  replacedInstances: fc.record({ unhealthy: count, lifetime: count, refresh: count }),
  instanceRefreshes: fc.array(
    fc.record({
      status: fc.constantFrom('InProgress', 'Successful', 'Failed', 'Cancelled'),
      statusReason: name,
      startTime: instant,
      endTime: fc.option(instant),
      durationSeconds: amount,
      percentageComplete: count,
      instancesToUpdate: count,
      replaced: count,
      checkpoints: fc.array(
        fc.record({ time: instant, percentage: count, skipped: fc.array(count, { maxLength: 2 }) }),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 2 },
  ),
  instanceTypes: fc.array(
    fc.record({
      instanceType: name,
      purchaseOption: fc.constantFrom('on-demand', 'spot'),
      weight: count,
      instances: count,
      instanceHours: amount,
    }),
    { maxLength: 30 },
  ),
});

/** Outcomes of the right shape with figures and names of every kind, however unlikely. */
export const outcomeArbitrary: fc.Arbitrary<Outcome> = fc.record({
  schemaVersion: fc.constant<1>(1),
  scenario: fc.record({ name, description: name, digest: name }),
  seed: name,
  simulation: fc.record({ start: instant, end: instant, durationSeconds: amount, warmUpSeconds: amount }),
  region: name,
  uncertain: fc.array(
    fc.record({
      path: name,
      value: amount,
      low: amount,
      median: amount,
      high: amount,
      isDuration: fc.boolean(),
      isWhole: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  run: fc.record({ events: count }),
  digest: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 }),
  cost: fc.record({
    currency: fc.constant<'USD'>('USD'),
    total: amount,
    billed: amount,
    monthly: amount,
    onDemandEquivalent: amount,
    unusedCommitment: amount,
    idle: amount,
    unattributed: amount,
    byProduct: amounts,
    byUsageType: amounts,
    byCapacityProvider: amounts,
    byService: amounts,
    byTaskDefinition: amounts,
    byCluster: amounts,
    byTag: amounts,
    instances: fc.record({
      useful: amount,
      idle: amount,
      booting: amount,
      draining: amount,
      warmPool: amount,
    }),
    unitCosts: fc.record({
      perTask: fc.option(amount),
      perThousandRequests: fc.option(amount),
      perVcpuHourUsed: fc.option(amount),
    }),
    commitments: fc.array(
      fc.record({
        id: name,
        name,
        type: fc.constantFrom('Compute Savings Plan', 'EC2 Instance Savings Plan', 'Reserved Instance'),
        cost: amount,
        used: amount,
        unused: amount,
        covered: amount,
      }),
      { maxLength: 3 },
    ),
  }),
  tasks: fc.record({
    requested: count,
    started: count,
    stopped: count,
    succeeded: count,
    failed: count,
    interrupted: count,
    userInitiated: count,
    serviceSchedulerInitiated: count,
    failedHealthChecks: count,
    gaveUp: count,
    runningAtEnd: count,
    pendingAtEnd: fc.record({ count, oldestSeconds: amount }),
    wait: fc.record({ mean: amount, p50: amount, p95: amount, p99: amount, max: amount }),
    placementFailures: amounts,
    roundedUp: fc.record({ tasks: count, vcpu: amount, memoryGib: amount }),
  }),
  utilization: fc.record({ cpu: utilization, memory: utilization }),
  instances: fc.record({
    launched: count,
    terminated: count,
    running: fc.record({ mean: amount, max: count }),
    hours: amount,
    byType: amounts,
  }),
  services: fc
    .dictionary(name, service, { maxKeys: 6 })
    .map((found) => Object.fromEntries(Object.entries(found).filter(([key]) => key !== '__proto__'))),
  rightSizing: fc.array(
    fc.record({
      service: name,
      taskDefinition: name,
      taskHours: amount,
      vcpu: sizing,
      memoryGib: sizing,
      strain: fc.constantFrom('requests', 'cpuLimit', 'cpuCredits', null),
      smaller: fc.option(
        fc.record({
          vcpu: amount,
          memoryGib: amount,
          cpuExceeded: fraction,
          memoryExceeded: fraction,
          cpuTight: fc.option(fraction),
          priceShare: fc.option(amount),
        }),
      ),
    }),
    { maxLength: 6 },
  ),
  capacityProviders: fc
    .dictionary(
      name,
      fc.record({
        tasks: count,
        instances: count,
        reservation: fc.record({ mean: fc.constantFrom(null, 0, 87.5) }),
      }),
      { maxKeys: 7 },
    )
    .map((found) => Object.fromEntries(Object.entries(found).filter(([key]) => key !== '__proto__'))),
  autoScalingGroups: fc
    .dictionary(name, group, { maxKeys: 3 })
    .map((found) => Object.fromEntries(Object.entries(found).filter(([key]) => key !== '__proto__'))),
  assertions: fc.array(
    fc.record({
      that: name,
      limit: name,
      actual: fc.oneof(amount, name, fc.constant(null)),
      holds: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  warnings: fc.array(
    fc.record({ code: name, message: name, count, firstAt: fc.oneof(fc.constant(''), instant) }),
    { maxLength: 20 },
  ),
  timeline,
  costs,
  alarms: fc.array(alarm, { maxLength: 3 }),
  activities: fc.array(activity, { maxLength: 3 }),
  activitiesLeftOut: fc.constantFrom(0, 10_000),
  views: fc.option(viewsArbitrary({ name, count, amount, instant })),
});
