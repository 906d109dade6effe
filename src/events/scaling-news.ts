import type { AlarmState } from '../model/alarm-state.ts';

/** A scaling activity as DescribeScalingActivities words it, when it begins (scaling section 2). Counts are tasks. */
export interface ScalingActivity {
  /** Index among the scalable targets, and the activity's number among those of the target, from 1 up. */
  readonly target: number;
  readonly number: number;
  readonly description: string;
  readonly cause: string;
  /** The desired count before and after; equal when only bounds have changed. */
  readonly from: number;
  readonly to: number;
  /** How a policy came to it; `null`: no policy did. */
  readonly decision: PolicyDecision | null;
}

/** What a policy decided when an alarm called it, and from what. */
export interface PolicyDecision {
  readonly policyName: string;
  readonly alarmName: string;
  readonly alarmState: AlarmState;
  /** The metric as people know it. */
  readonly metric: string;
  /** Data points that the alarm had evaluated, the newest first; `null`: missing. */
  readonly points: readonly (number | null)[];
  /** The one value that was worked with; `null`: there was none. */
  readonly value: number | null;
  readonly threshold: number;
  readonly direction: 'out' | 'in';
  /** RUNNING tasks that it started from, and the capacity that came of them before bounds; `null`: it did not come to that. */
  readonly base: number | null;
  readonly computed: number | null;
  readonly desired: number;
  readonly capacity: number;
  readonly minimum: number;
  readonly maximum: number;
  /** `scaled`, or why the desired count stays as it is. */
  readonly reason: string;
  /** Cooldowns that last on: until when, ms from the run's start; 0: none. */
  readonly outUntil: number;
  readonly inUntil: number;
}

/** What managed scaling of a capacity provider decided when an alarm called it, and from what (ecs: ). Counts are instances. */
export interface ManagedDecision {
  readonly alarmName: string;
  readonly direction: 'out' | 'in';
  /** N and M when it was called, and tasks in PROVISIONING. */
  readonly instances: number;
  readonly needed: number;
  readonly tasksWaiting: number;
  /** Whether some wait, and the group's types can hold none of them: M is N then (ecs: ). */
  readonly areTooLarge: boolean;
  /** CapacityProviderReservation that its alarm saw last, percent; `null`: there was none. */
  readonly reservation: number | null;
  /** The desired capacity that comes of that; `null`: it did not come to that. */
  readonly computed: number | null;
  /** The same after the limit of one step of a scale-in, before the bounds of the group. */
  readonly wanted: number | null;
  /** The desired capacity before and after. */
  readonly from: number;
  readonly to: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly reason:
    | 'scaled'
    | 'warmUp'
    | 'alreadyAtMaximum'
    | 'suspended'
    | 'alreadyAtMinimum'
    | 'alreadyAtDesired'
    | 'noData';
  /** The next try changes nothing before, ms from the run's start; 0: at any time. */
  readonly until: number;
}
