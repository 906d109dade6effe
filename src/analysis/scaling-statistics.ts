import { Observer } from '../events/observer.ts';
import type { PolicyDecision, ScalingActivity } from '../events/scaling-news.ts';
import type { World } from '../events/world.ts';
import type { AlarmState } from '../model/alarm-state.ts';

/** So many activities are kept, the newest ones. */
const MOST_ACTIVITIES = 10_000;
/** So many hours of forecasts of a policy: a year. */
const MOST_HOURS = 8_784;

/** A scaling activity and what became of it; or a call of a policy that did not scale. Instants are ms from the run's start. */
export type KnownActivity =
  | {
      readonly kind: 'scaled';
      readonly at: number;
      readonly activity: ScalingActivity;
      /** When the tasks were there, or another activity took over; -1: neither yet. */
      endedAt: number;
      isOverridden: boolean;
    }
  | {
      readonly kind: 'held';
      readonly at: number;
      readonly target: number;
      readonly decision: PolicyDecision;
    }
  | {
      /** An Auto Scaling group, an index of the world's, has another desired capacity, in instances. */
      readonly kind: 'group';
      readonly at: number;
      readonly group: number;
      readonly from: number;
      readonly to: number;
      readonly cause: string;
    };

/** What has happened to the desired count of a scalable target since the warm-up. */
export interface TargetCounts {
  out: number;
  in: number;
  /**
   * How often a policy began to want more than the maximum, the most that one wanted, the maximum at which it did, and when one
   * did first; -1: never.
   */
  heldAtMaximum: number;
  mostWanted: number;
  heldAt: number;
  heldFirstAt: number;
}

/** An alarm. */
export interface AlarmCounts {
  /** Its state, and since when, be it before the end of the warm-up. */
  state: AlarmState;
  since: number;
  /** How often it has come to ALARM since the warm-up, and for how long it was there up to `since`. */
  alarms: number;
  alarmMs: number;
}

/** The capacity that a policy has forecast for an hour, by its latest forecast. */
export interface ForecastHour {
  readonly fromMs: number;
  readonly capacity: number;
}

/** A call of a policy that did not scale. */
type HeldCall = Extract<KnownActivity, { kind: 'held' }>;

/** Counts scaling activities and alarms, and keeps the newest of them. */
export class ScalingStatistics extends Observer {
  /** Those since the warm-up, oldest first. */
  readonly activities: KnownActivity[] = [];
  /** Those that are no longer kept. */
  activitiesLeftOut = 0;
  readonly forecasts = new Map<string, ForecastHour[]>();
  private readonly warmUpMs: number;
  private readonly targets: TargetCounts[] = [];
  private readonly alarms: AlarmCounts[] = [];
  /** By target, policy and direction: the call that held last, until its target scales or its alarm changes. */
  private readonly heldBy = new Map<string, HeldCall>();
  /** The reason of the call of each that was kept last, until its target scales. */
  private readonly keptOf = new Map<string, { readonly target: number; readonly reason: string }>();
  private world!: World;
  private alarmNames: readonly string[] = [];

  constructor(warmUpMs: number) {
    super();
    this.warmUpMs = warmUpMs;
  }

  override begin(world: World): void {
    this.world = world;
    this.alarmNames = world.alarmNames;
  }

  override firstSampleMs(): number {
    return this.warmUpMs > 0 ? this.warmUpMs : -1;
  }

  /** The warm-up is over: everything is counted from here. */
  override sampled(at: number): number {
    this.targets.length = 0;
    this.activities.length = 0;
    this.activitiesLeftOut = 0;
    for (const alarm of this.alarms) Object.assign(alarm, { alarms: 0, alarmMs: 0 });
    // Whoever is held at its maximum may not be called again as long as nothing changes.
    for (const { target, decision } of this.heldBy.values())
      if (decision.reason === 'alreadyAtMaximum') this.countHeld(at, target, decision, true);
    return -1;
  }

  override alarmChanged(at: number, index: number, _from: AlarmState, to: AlarmState): void {
    const alarm = this.alarm(index);
    alarm.alarmMs = this.alarmMs(index, at);
    alarm.state = to;
    alarm.since = at;
    if (to === 'ALARM') alarm.alarms++;
    const name = this.alarmNames[index]!;
    this.forgetHeld(({ decision }) => decision.alarmName === name);
  }

  override scalingActed(at: number, activity: ScalingActivity): void {
    const { target, from, to } = activity;
    const counts = this.target(target);
    if (to > from) counts.out++;
    else if (to < from) counts.in++;
    const open = to === from ? undefined : this.openOf(target);
    if (open !== undefined) Object.assign(open, { endedAt: at, isOverridden: true });
    const endedAt = to === from ? at : -1;
    this.keep({ kind: 'scaled', at, activity, endedAt, isOverridden: false });
    this.forgetHeld((held) => held.target === target);
    for (const [key, kept] of this.keptOf) if (kept.target === target) this.keptOf.delete(key);
  }

  override scalingFulfilled(at: number, target: number, number: number): void {
    const open = this.openOf(target);
    if (open?.activity.number === number) open.endedAt = at;
  }

  override scalingHeld(at: number, target: number, decision: PolicyDecision): void {
    const { policyName, direction, reason } = decision;
    const key = `${target} ${policyName} ${direction}`;
    const isNews = this.heldBy.get(key)?.decision.reason !== reason;
    const held: HeldCall = { kind: 'held', at, target, decision };
    this.heldBy.set(key, held);
    if (reason === 'alreadyAtMaximum') this.countHeld(at, target, decision, isNews);
    if (!isNews || this.keptOf.get(key)?.reason === reason) return;
    this.keptOf.set(key, { target, reason });
    this.keep(held);
  }

  override groupScaled(at: number, group: number, from: number, to: number, cause: string): void {
    // One that is a scalable target tells of it as such.
    if (this.world.scalableResources.includes(`autoScalingGroup/${this.world.autoScalingGroups[group]!}`))
      return;
    this.keep({ kind: 'group', at, group, from, to, cause });
  }

  override capacityForecast(
    _at: number,
    target: number,
    policyName: string,
    fromMs: number,
    capacities: readonly number[],
  ): void {
    const key = `${this.world.scalableResources[target]!} ${policyName}`;
    const before = (this.forecasts.get(key) ?? []).filter((hour) => hour.fromMs < fromMs);
    const made = capacities.map((capacity, i) => ({ fromMs: fromMs + i * 3_600_000, capacity }));
    this.forecasts.set(key, [...before, ...made].slice(-MOST_HOURS));
  }

  target(index: number): TargetCounts {
    return (this.targets[index] ??= {
      out: 0,
      in: 0,
      heldAtMaximum: 0,
      mostWanted: 0,
      heldAt: 0,
      heldFirstAt: -1,
    });
  }

  alarm(index: number): AlarmCounts {
    return (this.alarms[index] ??= { state: 'INSUFFICIENT_DATA', since: 0, alarms: 0, alarmMs: 0 });
  }

  /** For how long an alarm has been in ALARM up to `at`, since the warm-up. */
  alarmMs(index: number, at: number): number {
    const { state, since, alarmMs } = this.alarm(index);
    return alarmMs + (state === 'ALARM' ? Math.max(0, at - Math.max(since, this.warmUpMs)) : 0);
  }

  private countHeld(
    at: number,
    target: number,
    { computed, maximum }: PolicyDecision,
    isNews: boolean,
  ): void {
    const counts = this.target(target);
    if (computed! > counts.mostWanted) Object.assign(counts, { mostWanted: computed, heldAt: maximum });
    if (counts.heldFirstAt < 0) counts.heldFirstAt = at;
    if (isNews) counts.heldAtMaximum++;
  }

  /** The next time these hold is news again. */
  private forgetHeld(test: (held: HeldCall) => boolean): void {
    for (const [key, held] of this.heldBy) if (test(held)) this.heldBy.delete(key);
  }

  private openOf(target: number): Extract<KnownActivity, { kind: 'scaled' }> | undefined {
    for (let i = this.activities.length - 1; i >= 0; i--) {
      const known = this.activities[i]!;
      if (known.kind !== 'scaled' || known.activity.target !== target) continue;
      if (known.activity.from === known.activity.to) continue;
      return known.endedAt < 0 ? known : undefined;
    }
    return undefined;
  }

  private keep(known: KnownActivity): void {
    this.activities.push(known);
    if (this.activities.length < 2 * MOST_ACTIVITIES) return;
    this.activitiesLeftOut += MOST_ACTIVITIES;
    this.activities.splice(0, MOST_ACTIVITIES);
  }
}
