import type { AdjustmentType } from '../../../policies/scaling/step-scaling.ts';
import type { AlarmExplanation } from './alarm-explanation.ts';

/** Why a service or a group scaled, or did not, at a moment of a run: plain JSON. Instants are ISO 8601, counts tasks or instances. */
export interface ScalingExplanation {
  readonly question: 'scaling';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly seed: string;
  readonly resourceId: string;
  readonly askedAt: string;
  /** What the state is of: before `askedAt` where the run ended earlier. */
  readonly at: string;
  readonly target: TargetExplanation;
  readonly policies: readonly PolicyExplanation[];
  readonly scheduledActions: readonly ScheduledActionExplanation[];
  /** The last one up to the moment, and the next after it. */
  readonly lastActivity: ActivityExplanation | null;
  readonly nextActivity: ActivityExplanation | null;
  /** How far the run went on to find the next one, and whether that was its end. */
  readonly searchedUntil: string;
  readonly searchedToEnd: boolean;
  /** Calls of policies in the hour before that left the desired count as it was; of equals the last. */
  readonly held: readonly HeldCall[];
}

/** A scalable target: a service, or an Auto Scaling group with policies of its own. */
export interface TargetExplanation {
  readonly of: 'service' | 'group';
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  readonly minCapacity: number;
  readonly maxCapacity: number;
  /** Between what predictive scaling lets the desired count move; `null`: it says nothing. */
  readonly forecast: { readonly minimum: number; readonly maximum: number } | null;
  /** The deployment that is in progress: then nothing scales in (scaling: ). */
  readonly deployment: { readonly id: string; readonly since: string } | null;
  /** The switches of the suspended state. */
  readonly suspended: {
    readonly dynamicScalingIn: boolean;
    readonly dynamicScalingOut: boolean;
    readonly scheduledScaling: boolean;
  };
  /** Those that last. `base`: what the scale-out began from that began it (scaling: ). */
  readonly scaleOutCooldown: { readonly until: string; readonly base: number } | null;
  readonly scaleInCooldown: { readonly until: string } | null;
  /** Capacity of a group that warms up, `until` as far as it is in service already: till then nothing scales in (scaling: ). */
  readonly warmUp: { readonly count: number; readonly until: string | null } | null;
  /** Simple scaling of a group rests; `until` `null`: its activity goes on (scaling: ). */
  readonly rest: { readonly until: string | null } | null;
}

export type PolicyExplanation =
  | {
      readonly kind: 'targetTracking';
      readonly policyName: string;
      readonly metric: string;
      readonly targetValue: number;
      readonly periodSeconds: number;
      readonly scaleOutCooldownSeconds: number;
      readonly scaleInCooldownSeconds: number;
      readonly disableScaleIn: boolean;
      /** Of a group, which has no cooldowns here. */
      readonly warmUpSeconds: number | null;
      /** AlarmHigh, then AlarmLow if it scales in. */
      readonly alarms: readonly AlarmExplanation[];
    }
  | {
      readonly kind: 'step';
      /** Simple scaling of a group: its one step is for every value. */
      readonly isSimple: boolean;
      readonly policyName: string;
      readonly adjustmentType: AdjustmentType;
      readonly minAdjustmentMagnitude: number;
      readonly metricAggregation: 'Average' | 'Minimum' | 'Maximum';
      readonly cooldownSeconds: number;
      /** Of a group with steps, which has no cooldown. */
      readonly warmUpSeconds: number | null;
      /** Bounds are distances from the threshold; `null`: none. */
      readonly steps: readonly {
        readonly lower: number | null;
        readonly upper: number | null;
        readonly adjustment: number;
      }[];
      /** Those that call it. */
      readonly alarms: readonly AlarmExplanation[];
    }
  | {
      readonly kind: 'predictive';
      readonly policyName: string;
      readonly mode: 'ForecastOnly' | 'ForecastAndScale';
      readonly schedulingBufferSeconds: number;
      /** Percent above the forecast to which it raises the maximum; `null`: it honors that. */
      readonly maxCapacityBuffer: number | null;
      /** Hours of load that are known, and how many a forecast takes (scaling: ). */
      readonly historyHours: number;
      readonly hoursNeeded: number;
      /** When there will be enough; `null`: there is. */
      readonly firstForecastAt: string | null;
      /** `null`: there is none yet. */
      readonly forecast: {
        readonly madeAt: string;
        /** Of this hour and the next, as far as it reaches. */
        readonly hours: readonly { readonly hour: string; readonly capacity: number }[];
      } | null;
    };

export interface ScheduledActionExplanation {
  readonly scheduledActionName: string;
  /** `null`: never again. */
  readonly nextAt: string | null;
  /** `null`: as it is. */
  readonly minCapacity: number | null;
  readonly maxCapacity: number | null;
  /** Of a group. */
  readonly desiredCapacity: number | null;
}

export interface ActivityExplanation {
  readonly at: string;
  readonly description: string;
  readonly cause: string;
  readonly from: number;
  readonly to: number;
  /** What the policy worked with; `null`: no policy was called. */
  readonly figures: CallFigures | null;
}

/** What a policy that was called came to. */
export interface CallFigures {
  readonly policyName: string;
  readonly value: number | null;
  readonly threshold: number;
  readonly base: number | null;
  readonly computed: number | null;
}

export interface HeldCall extends CallFigures {
  /** The first and the last of its like. */
  readonly firstAt: string;
  readonly lastAt: string;
  readonly alarmName: string;
  readonly direction: 'out' | 'in';
  readonly reason: string;
}
