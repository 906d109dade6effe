import type { ComparisonOperator, MissingData } from '../../../cloudwatch/alarm.ts';
import type { AlarmState } from '../../../model/alarm-state.ts';
import type { DecisionReason } from '../../../policies/scaling/decide-capacity.ts';

/** An alarm that calls somebody, and what it saw last. Instants are ISO 8601. */
export interface AlarmFacts {
  readonly alarmName: string;
  /** Of target tracking or managed scaling; `null`: it is one of the scenario's own. */
  readonly side: 'high' | 'low' | null;
  readonly metric: string;
  readonly state: AlarmState;
  readonly since: string;
  /** In which state it calls. */
  readonly callsIn: AlarmState;
  readonly comparison: ComparisonOperator;
  readonly threshold: number;
  /** M of N (scaling: ). */
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
  readonly treatMissingData: MissingData;
  /** It does nothing before; `null`: that is over. */
  readonly warmUpUntil: string | null;
  /** The last evaluation; `null`: there was none yet. */
  readonly evaluatedAt: string | null;
  /** What it saw, newest first. */
  readonly points: readonly PointExplanation[];
  /** Of the points that count those that are there, and those that breach. */
  readonly seen: number;
  readonly breaching: number;
  /** The next call, while it calls. */
  readonly nextCallAt: string | null;
  /** The first change to `callsIn` if all data points that come are like the newest. */
  readonly foreseenAt: string | null;
  /** The first that can come at all: if all of them breach; `null`: it calls, or data points do not bring it there. */
  readonly earliestAt: string | null;
}

/** An alarm that calls a policy, and what the policy would decide. */
export interface AlarmExplanation extends AlarmFacts {
  /** If it called at this moment. */
  readonly decision: DecisionExplanation;
}

/** A data point of the period from `from` to `until`. */
export interface PointExplanation {
  readonly from: string;
  readonly until: string;
  /** `null`: it is missing. */
  readonly value: number | null;
  readonly isBreaching: boolean;
  /** Whether it is one of the N that count. */
  readonly counts: boolean;
}

/** What a policy would make of the desired count. */
export interface DecisionExplanation {
  readonly direction: 'out' | 'in';
  readonly reason: DecisionReason;
  /** The desired count afterwards. */
  readonly capacity: number;
  readonly value: number | null;
  /** The target value, or the alarm's threshold. */
  readonly threshold: number;
  /** Tasks that it is worked out from, and what they are. */
  readonly base: number | null;
  readonly baseIs: 'running' | 'beforeScaleOut' | 'minimum' | 'maximum';
  /** What comes of that before the bounds. */
  readonly computed: number | null;
  readonly minimum: number;
  readonly maximum: number;
  /** The cooldown of its direction that lasts. */
  readonly cooldownUntil: string | null;
  /** Of target tracking towards fewer tasks, what each policy that scales in says (scaling: ). */
  readonly proposals: readonly Proposal[];
  /** Of step scaling, the step that the value selects; `null`: none does. */
  readonly step: number | null;
}

export interface Proposal {
  readonly policyName: string;
  readonly isLow: boolean;
  readonly value: number | null;
  readonly targetValue: number;
  /** Tasks that it asks for. */
  readonly computed: number | null;
}
