import type { ManagedDecision } from '../../../events/scaling-news.ts';
import type { InstanceNeed } from '../../../policies/capacity/managed-scaling.ts';
import type { AlarmFacts } from '../scaling/alarm-explanation.ts';

/** Why a capacity provider with managed scaling scaled its group, or did not, at a moment of a run: plain JSON. Instants are ISO 8601, counts instances. */
export interface ManagedExplanation {
  readonly question: 'managedScaling';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly seed: string;
  readonly capacityProvider: string;
  readonly autoScalingGroup: string;
  readonly cluster: string;
  readonly askedAt: string;
  /** What the state is of: before `askedAt` where the run ended earlier. */
  readonly at: string;
  readonly managedScaling: {
    /** Percent. */
    readonly targetCapacity: number;
    /** What one scale-out adds to M at least and at most. */
    readonly minimumStep: number;
    readonly maximumStep: number;
    readonly warmUpSeconds: number;
  };
  readonly group: GroupExplanation;
  readonly need: NeedExplanation;
  /** AlarmHigh, then AlarmLow. */
  readonly alarms: readonly ManagedAlarm[];
  readonly scaleIn: ScaleInExplanation;
  /** The last new desired capacity up to the moment, and the next after it. */
  readonly lastActivity: GroupActivity | null;
  readonly nextActivity: GroupActivity | null;
  /** How far the run went on to find the next one, and whether that was its end. */
  readonly searchedUntil: string;
  readonly searchedToEnd: boolean;
  /** Calls in the hour before that left the desired capacity as it was; of equals the last. */
  readonly held: readonly HeldManagedCall[];
}

/** An Auto Scaling group and its instances. */
export interface GroupExplanation {
  readonly instanceType: string;
  readonly desiredCapacity: number;
  readonly minSize: number;
  readonly maxSize: number;
  /** Launches that are ordered. */
  readonly launching: number;
  /** Launched, and not registered yet. */
  readonly booting: number;
  readonly active: number;
  readonly draining: number;
  /** Instances of its warm pool, which N does not count; `null`: it has none. */
  readonly warmPool: { readonly ready: number; readonly initialising: number } | null;
}

/** N and M, and how M comes about (ecs: ). */
export interface NeedExplanation extends Pick<InstanceNeed, 'needed' | 'by' | 'extra' | 'step'> {
  readonly instances: number;
  /** Of those the ones with a task that is no daemon. */
  readonly inUse: number;
  /** What an instance has for tasks, without what daemons take of it; `networkInterfaces`: `null`, no limit. */
  readonly room: Resources & { readonly networkInterfaces: number | null };
  readonly waiting: readonly WaitingExplanation[];
  /** CapacityProviderReservation as it would be measured now, percent. */
  readonly reservation: number;
}

interface Resources {
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
}

/** Tasks in PROVISIONING that ask for the same. */
export interface WaitingExplanation {
  /** The workload or service, `cluster/name`. */
  readonly of: string;
  readonly taskDefinition: string;
  readonly tasks: number;
  /** What each of them needs. */
  readonly need: Resources & { readonly networkInterfaces: number };
  /** Whether an instance can have only one of them. */
  readonly isAlone: boolean;
  /** Whether an instance can hold one at all: others make M no larger. */
  readonly fits: boolean;
  readonly perInstance: number | null;
  /** Instances for all of them. */
  readonly instances: number;
}

/** An alarm of managed scaling, and what would be decided if it called at this moment. */
export interface ManagedAlarm extends AlarmFacts {
  readonly decision: ManagedDecisionExplanation;
}

export interface ManagedDecisionExplanation
  extends Pick<
    ManagedDecision,
    'direction' | 'reason' | 'reservation' | 'instances' | 'computed' | 'wanted' | 'from' | 'to'
  > {
  /** Until when instances warm up: there is no scale-out before; `null`: all have. */
  readonly warmUpUntil: string | null;
}

/** Which instances a scale-in takes, the first one first. */
export interface ScaleInExplanation {
  /** Of its instances those that are more than its desired capacity already. */
  readonly surplus: number;
  /** Instances that AlarmLow would make it give up if it called now. */
  readonly asked: number;
  /** As many as are surplus or asked for, at least the next one; fewer where no other may go. */
  readonly next: readonly {
    readonly containerInstance: string;
    readonly availabilityZone: string;
    /** Whether it has tasks, and whether it drains before it goes. */
    readonly isInUse: boolean;
    readonly drains: boolean;
  }[];
  /** Why instances are protected from scale-in; `null`: nothing protects any. */
  readonly protection: 'tasks' | 'launch' | null;
  readonly protected: readonly string[];
}

export interface GroupActivity {
  readonly at: string;
  readonly cause: string;
  /** The desired capacity. */
  readonly from: number;
  readonly to: number;
}

export interface HeldManagedCall {
  /** The first and the last of its like. */
  readonly firstAt: string;
  readonly lastAt: string;
  readonly alarmName: string;
  readonly direction: ManagedDecision['direction'];
  readonly reason: ManagedDecision['reason'];
  /** The desired capacity. */
  readonly desired: number;
  /** Of the last one. */
  readonly reservation: number | null;
  readonly instances: number;
  readonly needed: number;
  readonly computed: number | null;
}
