import type { Suspension } from '../policies/scaling/decide-capacity.ts';
import type { BoundsChange } from '../policies/scaling/scheduled-scaling.ts';
import type { RefreshPreferences, SuspendableProcess } from './group-maintenance.ts';
import type { CapacityProviderStrategyItem, DeploymentSpec } from './scenario.ts';

export type ActionSpec =
  | {
      readonly kind: 'updateService';
      readonly atMs: number;
      readonly cluster: string;
      readonly service: string;
      /** `null`: as it is. */
      readonly desiredCount: number | null;
      /** Index into `taskDefinitions`. */
      readonly taskDefinitionIndex: number | null;
      readonly forceNewDeployment: boolean;
      /** Left out: as it is. */
      readonly capacityProviderStrategy?: readonly CapacityProviderStrategyItem[] | undefined;
      readonly deployment: Partial<DeploymentSpec>;
    }
  | {
      /** RegisterScalableTarget of a target that there is: other bounds, or another suspension. */
      readonly kind: 'registerScalableTarget';
      readonly atMs: number;
      /** Index into `scalableTargets`. */
      readonly target: number;
      readonly bounds: BoundsChange;
      /** What is not said of it stays as it is. */
      readonly suspended: Partial<Suspension>;
    }
  | {
      /** Every instance of the zone is gone, and none comes up there until it is over. */
      readonly kind: 'availabilityZoneOutage';
      readonly atMs: number;
      readonly availabilityZone: string;
      readonly forMs: number;
    }
  | {
      readonly kind: 'stopTask';
      readonly atMs: number;
      readonly cluster: string;
      readonly task: string;
      readonly reason: string;
    }
  | {
      /** The agents of the instances lose their connection (ecs: ). */
      readonly kind: 'agentDisconnect';
      readonly atMs: number;
      readonly cluster: string;
      readonly instanceIds: readonly string[];
      readonly forMs: number;
    }
  | {
      /** More instances of an entry of the fixed fleet. */
      readonly kind: 'registerContainerInstances';
      readonly atMs: number;
      readonly cluster: string;
      readonly name: string;
      readonly count: number;
    }
  | {
      readonly kind: 'updateContainerInstancesState';
      readonly atMs: number;
      readonly cluster: string;
      readonly containerInstances: readonly string[];
      readonly status: 'ACTIVE' | 'DRAINING';
    }
  | {
      readonly kind: 'updateTaskProtection';
      readonly atMs: number;
      readonly cluster: string;
      /** Of the one service that the tasks are to be of; `null`: of any. */
      readonly service: string | null;
      readonly tasks: readonly string[];
      readonly protectionEnabled: boolean;
      readonly expiresInMinutes: number;
    }
  | {
      /** UpdateAutoScalingGroup or SetDesiredCapacity; `null`: as it is. */
      readonly kind: 'updateAutoScalingGroup';
      readonly atMs: number;
      /** Index into `autoScalingGroups`. */
      readonly group: number;
      readonly minSize: number | null;
      readonly maxSize: number | null;
      readonly desiredCapacity: number | null;
      /** Index into the group's `configurations`. */
      readonly configuration: number | null;
    }
  | {
      readonly kind: 'startInstanceRefresh';
      readonly atMs: number;
      /** Index into `autoScalingGroups`. */
      readonly group: number;
      /** The desired configuration, an index into the group's `configurations`; `null`: what the group has. */
      readonly configuration: number | null;
      readonly preferences: RefreshPreferences;
    }
  | {
      readonly kind: 'cancelInstanceRefresh';
      readonly atMs: number;
      readonly group: number;
    }
  | {
      /** SuspendProcesses, or ResumeProcesses. */
      readonly kind: 'suspendProcesses';
      readonly atMs: number;
      readonly group: number;
      readonly processes: readonly SuspendableProcess[];
      readonly suspended: boolean;
    }
  | {
      readonly kind: 'setInstanceHealth';
      readonly atMs: number;
      readonly cluster: string;
      readonly instanceId: string;
      readonly isHealthy: boolean;
      readonly respectsGracePeriod: boolean;
    }
  | {
      /** EC2's status checks of the instances fail for so long; what runs on them runs on (scaling:R-3.3). */
      readonly kind: 'instanceImpairment';
      readonly atMs: number;
      readonly cluster: string;
      readonly instanceIds: readonly string[];
      readonly forMs: number;
    }
  | {
      readonly kind: 'terminateInstances';
      readonly atMs: number;
      readonly cluster: string;
      readonly instanceIds: readonly string[];
    };
