import type { Delay } from './defaults.ts';

/** What AWS does not publish of Auto Scaling groups and managed scaling, by name; a scenario sets any of them in `timings`. */
export interface FleetDefaults {
  /** From a new desired capacity to the launch of the instances. */
  readonly 'asg.launchDelay': Delay;
  /** From the launch of an instance until it is ACTIVE in its cluster, by its operating system. */
  readonly 'ec2.instanceToActive': Delay;
  readonly 'ec2.instanceToActive.ubuntu': Delay;
  readonly 'ec2.instanceToActive.windows': Delay;
  /** From the moment at which an instance leaves its warm pool until it is ACTIVE in its cluster, by the state of the pool. */
  readonly 'asg.warmStart.stopped': Delay;
  readonly 'asg.warmStart.stopped.windows': Delay;
  readonly 'asg.warmStart.hibernated': Delay;
  readonly 'asg.warmStart.running': Delay;
  /** From the first status check of an instance that fails until its group holds it to be unhealthy, ms. */
  readonly 'asg.impairedWait': number;
  /** From the end of a minute until its alarms see CapacityProviderReservation, ms. */
  readonly 'managedScaling.delay': number;
  /** How many waiting tasks managed scaling takes an instance to hold (ecs: ). */
  readonly 'managedScaling.packing': 'floor' | 'sum';
  /** What N is made of: ACTIVE instances, or those that boot, too (ecs: ). */
  readonly 'managedScaling.counted': 'active' | 'launched';
  /** How long a task waits in PROVISIONING for capacity before it is given up: drawn evenly between the two, ms (ecs: ). */
  readonly 'provisioning.leastWait': number;
  readonly 'provisioning.mostWait': number;
  /** Tasks in PROVISIONING of one cluster, at most (ecs: ). */
  readonly 'provisioning.mostTasks': number;
}

export const FLEET_DEFAULTS: FleetDefaults = {
  // Assumed (ecs spec, section 9, "Suggested defaults").
  'asg.launchDelay': { kind: 'constant', value: 5_000 },
  'ec2.instanceToActive': { kind: 'lognormal', mu: 11.002_099_841_204_238, sigma: 0.3 }, // median 60 s
  // Assumed: AWS offers no ECS-optimized AMI with Ubuntu, so Docker and the agent are installed at the first boot.
  'ec2.instanceToActive.ubuntu': { kind: 'lognormal', mu: 11.407_564_949_312_402, sigma: 0.3 }, // median 90 s
  'ec2.instanceToActive.windows': { kind: 'lognormal', mu: 12.611_537_753_638_34, sigma: 0.3 }, // median 300 s
  // Assumed: half of a launch. EC2 starts it and its system boots as before; what is done once only, at the first boot, is left out.
  'asg.warmStart.stopped': { kind: 'lognormal', mu: 10.308_952_660_644_293, sigma: 0.3 }, // median 30 s
  'asg.warmStart.stopped.windows': { kind: 'lognormal', mu: 11.695_247_021_764_184, sigma: 0.3 }, // median 120 s
  // Assumed: memory is read back instead of booting.
  'asg.warmStart.hibernated': { kind: 'lognormal', mu: 9.903_487_552_536_127, sigma: 0.3 }, // median 20 s
  // Assumed: the agent asks every 1 to 5 s whether its instance is to be in service (amazon-ecs-agent #3032), and registers then.
  'asg.warmStart.running': { kind: 'constant', value: 5_000 },
  // "A few minutes" (scaling: ); this many is assumed.
  'asg.impairedWait': 300_000,
  // Assumed: the metric is ECS's own, so its alarms see it sooner than what CloudWatch has to gather first.
  'managedScaling.delay': 10_000,
  'managedScaling.packing': 'floor',
  // Assumed. A mass start of 2022 came to its instances sooner than ACTIVE ones alone let a group grow; it is held out as a test.
  'managedScaling.counted': 'active',
  // "10 to 30 minutes", not configurable (ecs: ).
  'provisioning.leastWait': 600_000,
  'provisioning.mostWait': 1_800_000,
  'provisioning.mostTasks': 500,
};

/**
 * How much Spot capacity AWS has left in a pool of its own, as allocation strategies see it. Assumed: AWS publishes none, so that all
 * pools are equally deep until a scenario can say otherwise, and the capacity strategies go by what they do among equals.
 */
export const ONE_DEPTH = 1;
