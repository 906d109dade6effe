import type { Distribution } from '../environment/distributions/distribution.ts';
import type { TerminationPolicy } from '../policies/fleet/choose-terminations.ts';
import type { LifecycleResult } from '../policies/fleet/lifecycle-hook.ts';
import type { MixedGroup } from '../policies/fleet/mixed-group.ts';
import type { WarmPoolBounds } from '../policies/fleet/warm-pool-size.ts';
import type { GroupMaintenance } from './group-maintenance.ts';
import type { ContainerInstanceSpec } from './scenario.ts';

export interface CapacityProviderSpec {
  readonly name: string;
  /** `group`: an Auto Scaling group, or the fixed container instances that name the provider. */
  readonly kind: 'FARGATE' | 'FARGATE_SPOT' | 'group';
}

/** What ECS does with the Auto Scaling group of a capacity provider. */
export interface GroupProviderSpec {
  readonly name: string;
  /** `null`: off. */
  readonly managedScaling: ManagedScalingSpec | null;
  /** Whether ECS protects instances with tasks from the group's scale-in (ecs: ). */
  readonly managedTerminationProtection: boolean;
  /** Whether an instance that the group takes is drained first (ecs: ). */
  readonly managedDraining: boolean;
}

/** Managed scaling of a capacity provider (ecs section 5). */
export interface ManagedScalingSpec {
  /** Percent of CapacityProviderReservation that it keeps, 1 to 100. */
  readonly targetCapacity: number;
  /** Instances that one scale-out adds at least and at most. */
  readonly minimumStep: number;
  readonly maximumStep: number;
  /** After a launch the next scale-out waits for so long. */
  readonly warmUpMs: number;
}

/** An EC2 Auto Scaling group whose instances join a cluster (scaling section 3). */
export interface AutoScalingGroupSpec {
  readonly name: string;
  /** The cluster that its instances register with, by name. */
  readonly cluster: string;
  /** The capacity provider that it is the group of; `null`: none. */
  readonly provider: GroupProviderSpec | null;
  /** Where its instances lie, as many in each as can be. */
  readonly availabilityZones: readonly string[];
  /** What it launches: at first the first one; the others come with actions. */
  readonly configurations: readonly GroupConfiguration[];
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
  /** Whether its instances are launched protected from scale-in. */
  readonly protectsNew: boolean;
  readonly terminationPolicies: readonly TerminationPolicy[];
  readonly maintenance: GroupMaintenance;
  /** How CloudWatch has metrics of its instances. */
  readonly monitoring: GroupMonitoring;
  /** Left out where there are none. */
  readonly launchHooks?: readonly LifecycleHookSpec[];
  readonly terminationHooks?: readonly LifecycleHookSpec[];
  /** Left out without one. */
  readonly warmPool?: WarmPoolSpec;
}

/** Metrics of AWS/EC2 of the instances of a group, taken together (scaling: ). */
export interface GroupMonitoring {
  /** From one data point to the next: detailed or basic monitoring. */
  readonly everyMs: 60_000 | 300_000;
  /** So long after it is in service an instance is counted. */
  readonly warmUpMs: number;
}

/** A lifecycle hook of an Auto Scaling group, and what whoever serves it does (scaling: ). */
export interface LifecycleHookSpec {
  readonly name: string;
  readonly heartbeatMs: number;
  readonly defaultResult: LifecycleResult;
  /** From the beginning of a wait until it is completed; `null`: never. */
  readonly completedAfter: Distribution | null;
  /** The same of an instance that comes from the warm pool. */
  readonly completedAfterWarmStart: Distribution | null;
  readonly result: LifecycleResult;
  readonly heartbeatEveryMs: number | null;
  /** At most so many; `null`: until it is completed. */
  readonly heartbeats: number | null;
  /** Of a launch: the agent registers the instance only when the wait is over. */
  readonly holdsRegistration: boolean;
}

/** The warm pool of an Auto Scaling group (scaling: ). */
export interface WarmPoolSpec extends WarmPoolBounds {
  readonly poolState: 'Stopped' | 'Running' | 'Hibernated';
  /** Whether what a scale-in takes returns to the pool. */
  readonly reuseOnScaleIn: boolean;
}

/** What an Auto Scaling group launches, until it is given another configuration. */
export interface GroupConfiguration {
  /** At least one; in the order of the overrides of a mixed group. */
  readonly options: readonly LaunchOption[];
  /** How it chooses among them, a pool for each; `null`: there is one. */
  readonly mixed: MixedGroup | null;
}

/** One kind of instance that a group can launch. */
export interface LaunchOption {
  /** What the instance is; `count` 0, the zones are the group's. */
  readonly instances: ContainerInstanceSpec;
  /** Units of the group's capacity that one of them is (scaling: ); 1 without weights. */
  readonly weight: number;
}
