import * as z from 'zod';
import type { CostRow, Outcome, Timeline, TimelineColumn } from '../experiment/outcome.ts';
import { amounts, instant, number, text } from './outcome-shapes.ts';
import { views } from './views-schema.ts';

const decimal = text.regex(/^-?\d{1,40}(\.\d{1,40})?$/, { error: 'expected a decimal number as text' });

const cost = z.object({
  currency: z.literal('USD'),
  total: number,
  billed: number,
  monthly: number,
  onDemandEquivalent: number,
  unusedCommitment: number,
  idle: number,
  unattributed: number.default(0),
  byProduct: amounts,
  byUsageType: amounts,
  byCapacityProvider: amounts,
  byService: amounts,
  byTaskDefinition: amounts,
  byCluster: amounts,
  byTag: amounts,
  instances: z.object({
    useful: number,
    idle: number,
    booting: number,
    draining: number,
    warmPool: number.default(0),
  }),
  unitCosts: z
    .object({
      perTask: number.nullable(),
      perThousandRequests: number.nullable(),
      perVcpuHourUsed: number.nullable(),
    })
    .default({ perTask: null, perThousandRequests: null, perVcpuHourUsed: null }),
  commitments: z
    .array(
      z.object({
        id: text,
        name: text,
        type: z.enum(['Compute Savings Plan', 'EC2 Instance Savings Plan', 'Reserved Instance']),
        cost: number,
        used: number,
        unused: number,
        covered: number,
      }),
    )
    .default([]),
});

const tasks = z.object({
  requested: number,
  started: number,
  stopped: number,
  succeeded: number,
  failed: number,
  interrupted: number,
  userInitiated: number,
  serviceSchedulerInitiated: number,
  failedHealthChecks: number,
  gaveUp: number,
  runningAtEnd: number,
  pendingAtEnd: z.object({ count: number, oldestSeconds: number }),
  wait: z.object({ mean: number, p50: number, p95: number, p99: number, max: number }),
  placementFailures: amounts,
  roundedUp: z.object({ tasks: number, vcpu: number, memoryGib: number }),
});

const utilization = z.object({
  registered: number,
  reserved: number,
  used: number,
  reservedFraction: number,
  usedFraction: number,
});

const instances = z.object({
  launched: number,
  terminated: number,
  running: z.object({ mean: number, max: number }),
  hours: number,
  byType: amounts,
});

const taskCounts = z.object({ mean: number, min: number, max: number });

const scaling = z.object({
  out: number,
  in: number,
  minCapacity: number,
  maxCapacity: number,
  heldAtMaximum: number,
  mostWanted: number,
  forecasts: z.record(text, z.array(z.object({ hour: instant, capacity: number }))),
});

const service = z.object({
  desiredCount: number,
  runningCount: number,
  pendingCount: number,
  desired: taskCounts,
  running: taskCounts,
  belowDesiredSeconds: number,
  // Left out in outcomes from before there were requests.
  requests: number.nullable().default(null),
  failedRequests: number.nullable().default(null),
  requestsBy: z
    .object({
      served: number,
      inFlightAtStart: number,
      inFlightAtEnd: number,
      rejected: number,
      timedOut: number,
      cutOff: number,
      noTarget: number,
      errors: number,
      failedCalls: number,
    })
    .nullable()
    .default(null),
  requestCountPerTarget: number.nullable().default(null),
  latencyMs: z.object({ mean: number, p50: number, p95: number, p99: number }).nullable().default(null),
  unavailableSeconds: number.nullable().default(null),
  queue: z
    .object({ messagesAtEnd: number, messagesMax: number, oldestMaxSeconds: number, returned: number })
    .nullable()
    .default(null),
  cpuUtilization: z.object({ mean: number, p95: number }).nullable().default(null),
  memoryUtilization: z.object({ mean: number, p95: number }).nullable().default(null),
  scaling: scaling.nullable().default(null),
  deployments: z.array(
    z.object({
      id: text,
      taskDefinition: text,
      status: z.enum(['PRIMARY', 'ACTIVE', 'INACTIVE']),
      rolloutState: z.enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']),
      rolloutStateReason: text,
      createdAt: instant,
      updatedAt: instant,
      finishedAt: z.union([instant, z.null()]),
      rolledBackAt: z.union([instant, z.null()]),
    }),
  ),
  events: z.array(z.object({ createdAt: instant, message: text })),
});

const sizingFigures = z.object({
  isStated: z.boolean(),
  reserved: number,
  p50: number,
  p95: number,
  p99: number,
  max: number,
});

const sizing = z.object({
  service: text,
  taskDefinition: text,
  taskHours: number,
  vcpu: sizingFigures,
  memoryGib: sizingFigures,
  strain: z.enum(['requests', 'cpuLimit', 'cpuCredits']).nullable(),
  smaller: z
    .object({
      vcpu: number,
      memoryGib: number,
      cpuExceeded: number,
      memoryExceeded: number,
      cpuTight: number.nullable(),
      priceShare: number.nullable(),
    })
    .nullable(),
});

const texts = z.array(text);
const numbers = z.array(number.nullable());
const COLUMNS = {
  time: z.array(instant),
  scope: texts,
  name: texts,
  desired: numbers,
  running: numbers,
  pending: numbers,
  instances: numbers,
  cpuRegistered: numbers,
  cpuReserved: numbers,
  cpuUsed: numbers,
  memoryRegistered: numbers,
  memoryReserved: numbers,
  memoryUsed: numbers,
  requests: numbers,
  failedRequests: numbers,
  latencyP50Ms: numbers,
  latencyP95Ms: numbers,
  latencyP99Ms: numbers,
  cost: numbers,
  messagesWaiting: numbers,
  oldestMessageSeconds: numbers,
  inService: numbers,
  booting: numbers,
  draining: numbers,
  instancesNeeded: numbers,
  instancesMeasured: numbers,
  capacityProviderReservation: numbers,
} satisfies Record<keyof Timeline['columns'], z.ZodType>;

const columns = z
  .object(COLUMNS)
  .refine((lists) => Object.values(lists).every(({ length }) => length === lists.time.length), {
    error: 'expected columns of equal length',
  });

/** Outcomes from before there were queues, or rows of Auto Scaling groups, do not have these columns. */
const LATER_COLUMNS = [
  'messagesWaiting',
  'oldestMessageSeconds',
  'inService',
  'booting',
  'draining',
  'instancesNeeded',
  'instancesMeasured',
  'capacityProviderReservation',
] as const satisfies readonly TimelineColumn[];

const timeline = z.object({
  stepSeconds: number,
  columns: z.preprocess((stated) => {
    const time = z.object({ time: z.array(z.unknown()) }).safeParse(stated).data?.time ?? [];
    const nothing = time.map(() => null);
    return { ...Object.fromEntries(LATER_COLUMNS.map((name) => [name, nothing])), ...(stated as object) };
  }, columns),
});

const costColumns = {
  hour: instant,
  product: text,
  usageType: text,
  availabilityZone: text,
  cluster: text,
  capacityProvider: text,
  launchType: text,
  service: text,
  pricingCategory: z.enum(['Standard', 'Dynamic', 'Committed']),
  chargeCategory: z.enum(['Usage', 'Purchase']),
  commitment: text,
  commitmentStatus: z.enum(['Used', 'Unused', '']),
  quantity: decimal,
  unit: text,
  rate: decimal,
  contractedRate: decimal,
  listCost: decimal,
  contractedCost: decimal,
  billedCost: decimal,
  effectiveCost: decimal,
} satisfies Record<keyof CostRow, z.ZodType>;

/** Outcomes of older versions have neither commitments nor negotiated prices. */
const costRow = z.preprocess((stated) => {
  if (typeof stated !== 'object' || stated === null) return stated;
  const { rate, listCost } = stated as Partial<CostRow>;
  const later = { chargeCategory: 'Usage', commitment: '', commitmentStatus: '' };
  return { ...later, contractedRate: rate, contractedCost: listCost, ...stated };
}, z.object(costColumns));

const alarm = z.object({
  alarmName: text,
  state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  stateUpdatedAt: instant,
  alarms: number,
  alarmSeconds: number,
});

const activity = z.object({
  resourceId: text,
  startTime: instant,
  endTime: instant.nullable(),
  statusCode: z.enum(['Successful', 'InProgress', 'Overridden', 'Failed']),
  description: text,
  cause: text,
  from: number,
  to: number,
  notScaledReason: text.nullable(),
  details: z
    .object({
      policyName: text,
      alarmName: text,
      metric: text,
      points: numbers,
      value: number.nullable(),
      threshold: number,
      direction: z.enum(['out', 'in']),
      base: number.nullable(),
      computed: number.nullable(),
      minimum: number,
      maximum: number,
      reason: text,
    })
    .nullable(),
});

const group = z.object({
  minSize: number,
  maxSize: number,
  desiredCapacity: number,
  instances: number,
  instanceHours: z.object({
    total: number,
    ideal: number,
    fragmentation: number,
    headroom: number,
    minimumSize: number,
    waiting: number,
    booting: number,
    draining: number,
    warmPool: number.default(0),
  }),
  warmPool: z
    .object({
      instances: number,
      ready: number,
      warmStarts: number,
      coldStarts: number,
      stoppedHours: number,
    })
    .default({ instances: 0, ready: 0, warmStarts: 0, coldStarts: 0, stoppedHours: 0 }),
  scaling: scaling.nullable().default(null),
  replacedInstances: z
    .object({ unhealthy: number, lifetime: number, refresh: number })
    .default({ unhealthy: 0, lifetime: 0, refresh: 0 }),
  instanceRefreshes: z
    .array(
      z.object({
        status: z.enum(['InProgress', 'Successful', 'Failed', 'Cancelled']),
        statusReason: text,
        startTime: instant,
        endTime: instant.nullable(),
        durationSeconds: number,
        percentageComplete: number,
        instancesToUpdate: number,
        replaced: number,
        checkpoints: z.array(z.object({ time: instant, percentage: number, skipped: z.array(number) })),
      }),
    )
    .default([]),
  instanceTypes: z
    .array(
      z.object({
        instanceType: text,
        purchaseOption: z.enum(['on-demand', 'spot']),
        weight: number,
        instances: number,
        instanceHours: number,
      }),
    )
    .default([]),
});

const uncertainInput = z.object({
  path: text,
  value: number,
  low: number,
  median: number,
  high: number,
  isDuration: z.boolean(),
  isWhole: z.boolean(),
});

/** The shape of outcome.json; keys that it does not know are left out. */
export const outcomeSchema: z.ZodType<Outcome> = z.object({
  schemaVersion: z.literal(1),
  scenario: z.object({ name: text, description: text, digest: text }),
  seed: text,
  simulation: z.object({ start: instant, end: instant, durationSeconds: number, warmUpSeconds: number }),
  region: text,
  uncertain: z.array(uncertainInput).default([]),
  run: z.object({ events: number }),
  digest: text,
  cost,
  tasks,
  utilization: z.object({ cpu: utilization, memory: utilization }),
  instances,
  services: z.record(text, service),
  rightSizing: z.array(sizing).default([]),
  capacityProviders: z.record(
    text,
    z.object({ tasks: number, instances: number, reservation: z.object({ mean: number.nullable() }) }),
  ),
  autoScalingGroups: z.record(text, group).default({}),
  assertions: z.array(
    z.object({ that: text, limit: text, actual: z.union([number, text, z.null()]), holds: z.boolean() }),
  ),
  warnings: z.array(z.object({ code: text, message: text, count: number, firstAt: text })),
  timeline,
  costs: z.array(costRow),
  alarms: z.array(alarm).default([]),
  activities: z.array(activity),
  activitiesLeftOut: number.default(0),
  views: views.nullable().default(null),
}) satisfies z.ZodType<Outcome>;
