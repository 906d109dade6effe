import type { Suspension } from '../policies/scaling/decide-capacity.ts';

/** Processes of an Auto Scaling group that can be suspended, as far as they matter here (scaling: ). */
export const SUSPENDABLE_PROCESSES = [
  'Launch',
  'Terminate',
  'AlarmNotification',
  'AZRebalance',
  'HealthCheck',
  'InstanceRefresh',
  'ReplaceUnhealthy',
  'ScheduledActions',
] as const;
export type SuspendableProcess = (typeof SUSPENDABLE_PROCESSES)[number];

/** Between how many percent of its desired capacity a group stays while it replaces instances (scaling: ). */
export interface HealthyPercentages {
  readonly minimum: number;
  readonly maximum: number;
}

/** What befalls the instances of a group beside its scaling (scaling: ). */
export interface GroupMaintenance {
  /** The instance maintenance policy; `null`: none. */
  readonly policy: HealthyPercentages | null;
  /** `null`: instances live as long as they like. */
  readonly maxInstanceLifetimeMs: number | null;
  readonly healthCheckGracePeriodMs: number;
  /** `null`: not set. */
  readonly defaultInstanceWarmupMs: number | null;
  readonly suspendedProcesses: readonly SuspendableProcess[];
}

/** What a group has that says nothing of it. */
export const DEFAULT_MAINTENANCE: GroupMaintenance = {
  policy: null,
  maxInstanceLifetimeMs: null,
  healthCheckGracePeriodMs: 0,
  defaultInstanceWarmupMs: null,
  suspendedProcesses: [],
};

/** What of the scaling of a group's own policies and schedules these processes hold up. */
export function suspensionBy(processes: readonly SuspendableProcess[]): Suspension {
  const dynamic = processes.includes('AlarmNotification');
  return {
    dynamicScalingIn: dynamic,
    dynamicScalingOut: dynamic,
    scheduledScaling: processes.includes('ScheduledActions'),
  };
}

/** How an instance refresh goes about it (scaling: ). */
export interface RefreshPreferences {
  readonly healthy: HealthyPercentages;
  readonly warmUpMs: number;
  /** Percents in rising order; none: it goes on to the end. */
  readonly checkpoints: readonly number[];
  readonly checkpointDelayMs: number;
  readonly skipMatching: boolean;
  /** What it does about instances that are protected from scale-in. */
  readonly scaleInProtectedInstances: 'Refresh' | 'Ignore' | 'Wait';
}
