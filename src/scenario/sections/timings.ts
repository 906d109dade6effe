import * as z from 'zod';
import { DEFAULT_TIMINGS, INSTANT_TIMINGS, type Timings } from '../../catalog/defaults.ts';
import { formatDuration } from '../../units/duration.ts';
import type { Findings } from '../findings.ts';
import { delay } from '../shapes/distribution.ts';
import { amount, choice, duration, flag, fraction, integer } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

const pull = mapping({
  base: duration().optional().describe('Time that does not depend on the size.'),
  megabytesPerSecond: amount(true).optional().describe('Compressed megabytes a second.'),
  sigma: amount(false).optional().describe('Of the lognormal factor by which one pull differs from another.'),
});

type DelayName = {
  [K in keyof Timings]: Timings[K] extends { readonly kind: string } ? K : never;
}[keyof Timings];

const DELAYS = {
  'fargate.provision': 'createdAt to connectivityAt on Fargate.',
  'fargate.host': 'connectivityAt to pullStartedAt on Fargate.',
  'fargate.host.windows': 'The same of a task with Windows containers.',
  'container.start': 'pullStoppedAt to startedAt.',
  'ec2.eni': 'Attaching a network interface on an instance (awsvpc).',
  'ec2.agentHandover': "PENDING to the agent's start of work.",
  'fargate.deprovision': "Release of a Fargate task's network interface.",
  'ec2.stop': 'Containers ended to STOPPED on an instance (bridge, host, none).',
  'ec2.eniDetach': 'Release of a network interface on an instance (awsvpc).',
  'ebs.attach':
    'From the placement of a task until its managed volume is attached, beside its network interface.',
  'pull.giveUp': 'From the start of an image pull that fails until it is given up.',
  'lb.register': 'Registration with a target group, before the first check.',
  'lb.deregistration': 'Beyond the deregistration delay, until the containers of the task get SIGTERM.',
  'asg.launchDelay': 'From a new desired capacity of an Auto Scaling group to the launch of its instances.',
  'ec2.instanceToActive': 'From the launch of an instance until it is ACTIVE in its cluster.',
  'ec2.instanceToActive.ubuntu': 'The same of an instance with Ubuntu.',
  'ec2.instanceToActive.windows': 'The same of a Windows instance.',
  'asg.warmStart.stopped':
    'From the moment at which a stopped instance leaves its warm pool until it is ACTIVE in its cluster.',
  'asg.warmStart.stopped.windows': 'The same of a Windows instance.',
  'asg.warmStart.hibernated': 'The same of a hibernated instance.',
  'asg.warmStart.running': 'The same of an instance that runs in its warm pool.',
  'task.sigtermExit': "SIGTERM to the container's own end; SIGKILL comes at stopTimeout.",
} as const satisfies Readonly<Partial<Record<DelayName, string>>>;

const delays = Object.fromEntries(
  Object.entries(DELAYS).map(([name, description]) => [name, delay.optional().describe(description)]),
) as { [name in keyof typeof DELAYS]: z.ZodOptional<typeof delay> };

const DURATIONS = {
  'ecs.agentDisconnectDetect':
    "From the loss of an agent's connection until ECS gives its instance no more tasks.",
  'ec2.containerStartTimeout':
    "From the start of a container on an instance that does not come to an end until the instance's agent gives it up.",
  'ec2.containerStartTimeout.windows': 'The same on a Windows instance.',
  'asg.impairedWait':
    'From the first failing status check of an instance until its Auto Scaling group holds it to be unhealthy.',
  'dns.ttl': 'How long callers keep what DNS told them of the tasks of a service with `serviceRegistries`.',
  'scheduler.period': 'Between two passes over a service that is not settled.',
  'healthy.afterRunning': 'From RUNNING to counting as healthy, of a task that nothing checks.',
  'throttle.base': 'The first wait of a service whose tasks keep failing to start; it doubles.',
  'throttle.max': 'The longest wait.',
  'placement.retryFor': 'How long a task that nobody has room for is tried at every pass.',
  'placement.retryPause': 'Between two tries after that.',
  'azRebalance.delay': 'From the first sight of an imbalance between zones to the first task that mends it.',
  'azRebalance.retry': 'To the next try after a zone had no room.',
  'cloudwatch.delay':
    'From the end of a period until alarms see its data point: metrics of ECS and of load balancers of a minute and more.',
  'cloudwatch.delay.highResolution': 'The same of metrics that a service publishes every 20 s.',
  'cloudwatch.delay.custom': 'The same of `customMetrics`, and of queues.',
  'scaling.actionDelay': "From an alarm's evaluation to the new desired count.",
  'managedScaling.delay':
    'From the end of a minute until managed scaling sees the CapacityProviderReservation of it.',
  'provisioning.leastWait':
    'The shortest that a task waits in PROVISIONING for capacity before it is given up.',
  'provisioning.mostWait':
    'The longest that a task waits in PROVISIONING; how long one does is drawn evenly between the two.',
  'targetTracking.lowFor':
    'For how long the metric of a target tracking policy must be low before it scales in.',
} as const satisfies Readonly<Partial<Record<keyof Timings, string>>>;

const SHORTEST: Readonly<Record<string, number>> = {
  // A pass that comes again at once would never end.
  'scheduler.period': 1,
  // One data point at least.
  'targetTracking.lowFor': 60_000,
};

const durations = Object.fromEntries(
  Object.entries(DURATIONS).map(([name, description]) => [
    name,
    duration(SHORTEST[name] ?? 0)
      .optional()
      .describe(description),
  ]),
) as { [name in keyof typeof DURATIONS]: z.ZodOptional<ReturnType<typeof duration>> };

const counts = {
  'throttle.grace': integer(1).optional().describe('Failed starts in a row with which the waits begin.'),
  'circuitBreaker.floor': integer(1)
    .optional()
    .describe('The least number of failures, whatever the percentage, that fails a deployment.'),
  'circuitBreaker.ceiling': integer(1).optional().describe('The greatest.'),
  'circuitBreaker.countPlacementFailures': flag()
    .optional()
    .describe('Whether a task that nobody has room for counts as one that cannot be launched.'),
  'placement.retryOnCapacityChange': flag()
    .optional()
    .describe('Whether an instance that becomes ACTIVE brings the next try at once.'),
  'circuitBreaker.countEarlyExit': flag()
    .optional()
    .describe('Whether a task that was RUNNING and exits before it was ever healthy counts as a failure.'),
  'circuitBreaker.countLaunchFailuresAfterRunning': flag()
    .optional()
    .describe('Whether a failed start still counts once a task of the deployment has been RUNNING.'),
} as const satisfies Readonly<Partial<Record<keyof Timings, z.ZodType>>>;

/** Periods of a minute that CloudWatch accepts at most in one alarm (scaling: ). */
const MOST_PERIODS = 1440;

const scaling = {
  'cloudwatch.alarmPhase': choice(['random', 'start'])
    .optional()
    .describe("When in its minute an alarm is evaluated: at random (default), or with the run's start."),
  'cloudwatch.extraPeriods': z
    .union([integer(0, MOST_PERIODS), choice(['third'])], `third, or an integer from 0 to ${MOST_PERIODS}`)
    .optional()
    .describe(
      'Periods that an alarm looks at beyond those that it evaluates, to make up for missing data: a number, or a third of them and at least 2 (third, the default).',
    ),
  'elb.idleRequestCount': choice(['zero', 'missing'])
    .optional()
    .describe('What RequestCountPerTarget is while nothing comes: zero (default), or no data point at all.'),
  'targetTracking.datapoint': choice(['latest', 'maximum', 'minimum', 'average'])
    .optional()
    .describe(
      'Which of the data points that its alarm has evaluated a target tracking policy works with; default latest.',
    ),
  'targetTracking.highDatapoints': integer(1, MOST_PERIODS)
    .optional()
    .describe('Data points above the target with which a target tracking policy scales out.'),
  'targetTracking.lowFraction': fraction()
    .optional()
    .describe('Part of the target below which the metric of a target tracking policy is low.'),
  'scaling.fromZeroDatapoints': integer(1, MOST_PERIODS)
    .optional()
    .describe('Data points that show demand with which a service without tasks gets its first one.'),
} as const satisfies Readonly<Partial<Record<keyof Timings, z.ZodType>>>;

const insights = {
  'insights.clusterMetrics': integer(0)
    .optional()
    .describe('Metrics that Container Insights bills of a cluster; default 8.'),
  'insights.serviceMetrics': integer(0).optional().describe('Of each of its services; default 11.'),
  'insights.familyMetrics': integer(0)
    .optional()
    .describe('Of each family of task definitions that has tasks; default 6.'),
  'insights.taskMetrics': integer(0)
    .optional()
    .describe('Of each task with enhanced observability; default 6.'),
  'insights.containerMetrics': integer(0)
    .optional()
    .describe('Of each container with enhanced observability; default 6.'),
  's3.bucketKeyRequests': fraction()
    .optional()
    .describe('Requests to KMS for each object of a bucket with `bucketKeyEnabled`; default 0.01.'),
} as const satisfies Readonly<Partial<Record<keyof Timings, z.ZodType>>>;

const fleet = {
  'managedScaling.counted': choice(['active', 'launched'])
    .optional()
    .describe('Instances that managed scaling counts as N: ACTIVE ones (default), or those that boot, too.'),
  'managedScaling.packing': choice(['floor', 'sum'])
    .optional()
    .describe(
      'How many waiting tasks managed scaling takes an instance to hold: whole ones of each size (floor, the default), or parts of them (sum).',
    ),
  'provisioning.mostTasks': integer(1).optional().describe('Tasks in PROVISIONING of one cluster, at most.'),
} as const satisfies Readonly<Partial<Record<keyof Timings, z.ZodType>>>;

const INSTANT = 'instant';

/** `instant`, or a mapping: any of the delays by name, the others as `base` has them. */
export const timingsSchema = z
  .union(
    [
      choice([INSTANT]),
      mapping({
        base: choice(['default', INSTANT])
          .prefault('default')
          .describe('What holds for timings that are not named here.'),
        ...delays,
        ...durations,
        ...counts,
        ...scaling,
        ...fleet,
        ...insights,
        'pull.fargate': pull.optional().describe('Image pulls on Fargate.'),
        'pull.ec2': pull.optional().describe('Image pulls on container instances.'),
        'pull.ec2.cached': duration().optional().describe('The whole pull when the instance has the image.'),
        'image.sizeMb': amount(false)
          .optional()
          .describe('Compressed megabytes of an image that `images` does not describe.'),
        'instance.memoryFraction': fraction()
          .optional()
          .describe(
            'Part of its nominal memory that an instance registers where no measured value is known.',
          ),
        'instance.memoryFraction.ubuntu': fraction().optional().describe('The same of Ubuntu.'),
        'instance.memoryFraction.windows': fraction().optional().describe('The same of Windows.'),
        'ec2.rootVolumeGib': integer(0)
          .optional()
          .describe('GiB of the root volume of an instance where no mapping sizes it; default 30, 0: none.'),
        'capacityProvider.split': choice(['workload', 'call'])
          .optional()
          .describe(
            'Base and weights of a capacity provider strategy hold over all tasks of a workload (default), or anew for the tasks that it asks for at one instant.',
          ),
        'api.rates': choice(['default', 'unlimited'])
          .optional()
          .describe(
            "Whether calls of RunTask, launches on Fargate and a service's launches are held to AWS's rates (default), or to none.",
          ),
      }),
    ],
    '`instant`, or a mapping of timings by name',
  )
  .describe(
    'What AWS does not publish, delays above all. `instant` sets the delays to zero; a mapping sets some of the timings.',
  );

/** All timings: those named, the others as `base` has them. */
export function resolveTimings(section: z.output<typeof timingsSchema> | undefined): Timings {
  if (section === undefined) return DEFAULT_TIMINGS;
  if (section === INSTANT) return INSTANT_TIMINGS;
  const { base, ...named } = section;
  const defaults = base === INSTANT ? INSTANT_TIMINGS : DEFAULT_TIMINGS;
  const timings: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(named)) if (value !== undefined) timings[name] = value;
  const cachedMs = named['pull.ec2.cached'];
  return {
    ...(timings as unknown as Timings),
    'pull.fargate': resolvePull(defaults['pull.fargate'], named['pull.fargate']),
    'pull.ec2': resolvePull(defaults['pull.ec2'], named['pull.ec2']),
    'pull.ec2.cached':
      cachedMs === undefined ? defaults['pull.ec2.cached'] : { kind: 'constant', value: cachedMs },
  };
}

/** The shortest of what is drawn is not above the longest. */
export function checkTimings(timings: Timings, findings: Findings): void {
  const { 'provisioning.leastWait': leastMs, 'provisioning.mostWait': mostMs } = timings;
  if (leastMs > mostMs)
    findings.add(
      ['timings', 'provisioning.leastWait'],
      `at most \`provisioning.mostWait\`, ${formatDuration(mostMs)}`,
      formatDuration(leastMs),
    );
}

function resolvePull(
  defaults: Timings['pull.ec2'],
  named: z.output<typeof pull> | undefined,
): Timings['pull.ec2'] {
  if (named === undefined) return defaults;
  const { base, megabytesPerSecond, sigma } = named;
  return {
    baseMs: base ?? defaults.baseMs,
    megabytesPerSecond: megabytesPerSecond ?? defaults.megabytesPerSecond,
    sigma: sigma ?? defaults.sigma,
  };
}
