import { VOLUME_DEFAULTS, type VolumeDefaults } from './ebs-volumes.ts';
import { FLEET_DEFAULTS, type FleetDefaults } from './fleet-defaults.ts';
import { INSIGHTS_DEFAULTS, type InsightsDefaults } from './insights-defaults.ts';
import { S3_DEFAULTS, type S3Defaults } from './s3-defaults.ts';
import { SCALING_DEFAULTS, type ScalingDefaults } from './scaling-defaults.ts';
import { DEPLOYMENT_DEFAULTS, type DeploymentDefaults } from './service-defaults.ts';

/** A delay that AWS does not publish: plain data of the same shape as a distribution, in milliseconds. */
export type Delay =
  | { readonly kind: 'constant'; readonly value: number }
  /** `mu` and `sigma` of the logarithm of milliseconds; the median is exp(mu). */
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number };

/** An image pull: median `baseMs` + size / rate, times a lognormal factor of this sigma around 1. */
export interface PullTiming {
  readonly baseMs: number;
  /** Compressed megabytes a second. */
  readonly megabytesPerSecond: number;
  readonly sigma: number;
}

/** Everything of ECS's inner life that AWS does not publish, by name; a scenario sets any of them in `timings`. */
export interface Timings
  extends DeploymentDefaults,
    ScalingDefaults,
    FleetDefaults,
    VolumeDefaults,
    InsightsDefaults,
    S3Defaults {
  /** createdAt to connectivityAt on Fargate. */
  readonly 'fargate.provision': Delay;
  /** connectivityAt to pullStartedAt on Fargate. */
  readonly 'fargate.host': Delay;
  /** The same of a task with Windows containers. */
  readonly 'fargate.host.windows': Delay;
  /** pullStoppedAt to startedAt. */
  readonly 'container.start': Delay;
  /** Attaching a network interface on an instance (awsvpc). */
  readonly 'ec2.eni': Delay;
  /** PENDING to the agent's start of work. */
  readonly 'ec2.agentHandover': Delay;
  /** Release of a Fargate task's network interface. */
  readonly 'fargate.deprovision': Delay;
  /** Containers ended to STOPPED on an instance (bridge, host, none). */
  readonly 'ec2.stop': Delay;
  /** Release of a network interface on an instance (awsvpc). */
  readonly 'ec2.eniDetach': Delay;
  /** From the registration of a task with a target group until it is checked for the first time, beside part of the interval. */
  readonly 'lb.register': Delay;
  /** What ECS takes beyond the deregistration delay of a target group until it stops the task. */
  readonly 'lb.deregistration': Delay;
  /** SIGTERM to the container's own end; SIGKILL comes at stopTimeout. */
  readonly 'task.sigtermExit': Delay;
  readonly 'pull.fargate': PullTiming;
  readonly 'pull.ec2': PullTiming;
  /** From the start of an image pull that fails until it is given up. */
  readonly 'pull.giveUp': Delay;
  /** The whole pull when the instance has the image. */
  readonly 'pull.ec2.cached': Delay;
  /** Compressed megabytes of an image that the scenario does not describe. */
  readonly 'image.sizeMb': number;
  /** Part of an instance's nominal memory that it registers where no measured value is known (ecs spec section 2). */
  readonly 'instance.memoryFraction': number;
  readonly 'instance.memoryFraction.ubuntu': number;
  readonly 'instance.memoryFraction.windows': number;
  /** Over what the weights of a capacity provider strategy hold: all tasks of a workload, or those of one RunTask call (ecs: ). */
  readonly 'capacityProvider.split': 'workload' | 'call';
  /** Whether calls of RunTask and launches are held to AWS's rates (ecs: ). */
  readonly 'api.rates': 'default' | 'unlimited';
  /** From the loss of an agent's connection to `agentConnected: false`, ms: until then the instance is given tasks. */
  readonly 'ecs.agentDisconnectDetect': number;
  /** After how long an instance's agent gives up a container that does not start, ms (`ECS_CONTAINER_START_TIMEOUT`, ecs: ). */
  readonly 'ec2.containerStartTimeout': number;
  /** The same on Windows. */
  readonly 'ec2.containerStartTimeout.windows': number;
  /** How long callers keep what DNS told them of a service's tasks, ms: the TTL of its records (ecs: ). */
  readonly 'dns.ttl': number;
}

/** Of an instance's agent where the scenario names none: assumed, a version of 2024; nothing but `agentVersion` constraints reads it. */
export const AGENT_VERSION = '1.86.0';

/** Price of Fargate Spot in percent of On-Demand where none is known: assumed, 30 to 39 were seen (billing:F8). */
export const TYPICAL_FARGATE_SPOT_PERCENT = 32;

/** Price of a Spot Instance in percent of On-Demand where none is known: the median of the 8,754 known ones, of which 80 % lie from 20 to 46. */
export const TYPICAL_EC2_SPOT_PERCENT = 35;

/** Assumed, fitted to the measurements of the ecs spec, section 9 ("Suggested defaults"). */
export const DEFAULT_TIMINGS: Timings = {
  'fargate.provision': lognormal(8.216_088_098_632_316, 0.25), // median 3.7 s
  'fargate.host': lognormal(8.987_196_820_661_973, 0.35), // median 8 s
  // Assumed as of Linux: nobody has published it. Images of Windows are larger, which is the scenario's to say.
  'fargate.host.windows': lognormal(8.987_196_820_661_973, 0.35),
  'container.start': lognormal(6.907_755_278_982_137, 0.6), // median 1 s
  'ec2.eni': lognormal(8.699_514_748_210_191, 0.4), // median 6 s
  'ec2.agentHandover': lognormal(7.600_902_459_542_082, 0.5), // median 2 s
  'fargate.deprovision': lognormal(9.903_487_552_536_127, 0.3), // median 20 s
  'ec2.stop': constant(1000),
  'ec2.eniDetach': constant(1000),
  'lb.register': constant(1000),
  // About a minute was seen beyond the delay itself, of which the containers' end is a part.
  'lb.deregistration': lognormal(10.714_417_768_752_456, 0.3), // median 45 s
  'task.sigtermExit': constant(1000),
  'pull.fargate': { baseMs: 2000, megabytesPerSecond: 11, sigma: 0.2 },
  'pull.ec2': { baseMs: 1000, megabytesPerSecond: 25, sigma: 0.2 },
  // Five tries, with waits between them that double from 1.1 s up to 5 s.
  'pull.giveUp': constant(13_000),
  'pull.ec2.cached': constant(500),
  'image.sizeMb': 200,
  'instance.memoryFraction': 0.96,
  // Assumed as of Amazon Linux: nobody has published what these report of a type's memory.
  'instance.memoryFraction.ubuntu': 0.96,
  'instance.memoryFraction.windows': 0.96,
  // AWS says it of services; of a single task at a time the call alone would never leave the first provider.
  'capacityProvider.split': 'workload',
  'api.rates': 'default',
  // "Within a few minutes" is all that is published.
  'ecs.agentDisconnectDetect': 180_000,
  // The agent's own, which its configuration can change (ecs: ).
  'ec2.containerStartTimeout': 180_000,
  'ec2.containerStartTimeout.windows': 480_000,
  // A record's own setting in Cloud Map, for which AWS's shapes of ECS have no place; 60 s is the usual one (ecs: ).
  'dns.ttl': 60_000,
  ...DEPLOYMENT_DEFAULTS,
  ...SCALING_DEFAULTS,
  ...FLEET_DEFAULTS,
  ...VOLUME_DEFAULTS,
  ...INSIGHTS_DEFAULTS,
  ...S3_DEFAULTS,
};

/** `timings: instant`: our assumed delays are zero; sizes stand. */
export const INSTANT_TIMINGS: Timings = {
  ...DEFAULT_TIMINGS,
  'fargate.provision': constant(0),
  'fargate.host': constant(0),
  'fargate.host.windows': constant(0),
  'container.start': constant(0),
  'ec2.eni': constant(0),
  'ec2.agentHandover': constant(0),
  'fargate.deprovision': constant(0),
  'ec2.stop': constant(0),
  'ec2.eniDetach': constant(0),
  'lb.register': constant(0),
  'lb.deregistration': constant(0),
  'task.sigtermExit': constant(0),
  'pull.fargate': { baseMs: 0, megabytesPerSecond: Number.POSITIVE_INFINITY, sigma: 0 },
  'pull.ec2': { baseMs: 0, megabytesPerSecond: Number.POSITIVE_INFINITY, sigma: 0 },
  'pull.giveUp': constant(0),
  'pull.ec2.cached': constant(0),
  'api.rates': 'unlimited',
  'cloudwatch.delay': 0,
  'cloudwatch.delay.highResolution': 0,
  'cloudwatch.delay.custom': 0,
  'cloudwatch.alarmPhase': 'start',
  'scaling.actionDelay': 0,
  'asg.launchDelay': constant(0),
  'ec2.instanceToActive': constant(0),
  'ec2.instanceToActive.ubuntu': constant(0),
  'ec2.instanceToActive.windows': constant(0),
  'asg.warmStart.stopped': constant(0),
  'asg.warmStart.stopped.windows': constant(0),
  'asg.warmStart.hibernated': constant(0),
  'asg.warmStart.running': constant(0),
  'ebs.attach': constant(0),
  'asg.impairedWait': 0,
  'managedScaling.delay': 0,
};

function constant(value: number): Delay {
  return { kind: 'constant', value };
}

function lognormal(mu: number, sigma: number): Delay {
  return { kind: 'lognormal', mu, sigma };
}
