import { Observer } from '../../../events/observer.ts';
import type { PolicyDecision, ScalingActivity } from '../../../events/scaling-news.ts';
import { formatInstant } from '../../../units/calendar.ts';
import type { ActivityExplanation, CallFigures, HeldCall } from './scaling-explanation.ts';

/** Calls that held are told of if they came so shortly before the moment. */
const HELD_MS = 3_600_000;

interface Held {
  firstAt: number;
  lastAt: number;
  decision: PolicyDecision;
}

/** The scaling activities of one target around a moment, and the calls before it that held. */
export class ActivityListener extends Observer {
  private readonly target: number;
  private readonly momentMs: number;
  private last: { readonly at: number; readonly activity: ScalingActivity } | null = null;
  private next: { readonly at: number; readonly activity: ScalingActivity } | null = null;
  private readonly held = new Map<string, Held>();

  constructor(target: number, momentMs: number) {
    super();
    this.target = target;
    this.momentMs = momentMs;
  }

  /** When the first activity after the moment came; `null`: none has. */
  get nextAt(): number | null {
    return this.next?.at ?? null;
  }

  /** The clock is to stand at the moment, whether something happens there or not. */
  override firstSampleMs(): number {
    return this.momentMs;
  }

  override scalingActed(at: number, activity: ScalingActivity): void {
    if (activity.target !== this.target) return;
    if (at <= this.momentMs) this.last = { at, activity };
    else this.next ??= { at, activity };
  }

  override scalingHeld(at: number, target: number, decision: PolicyDecision): void {
    if (target !== this.target || at > this.momentMs || at <= this.momentMs - HELD_MS) return;
    const { policyName, alarmName, direction, reason } = decision;
    const key = JSON.stringify([policyName, alarmName, direction, reason]);
    const firstAt = this.held.get(key)?.firstAt ?? at;
    this.held.delete(key);
    this.held.set(key, { firstAt, lastAt: at, decision });
  }

  /** What was heard of, with instants of the calendar. */
  found(startMs: number): {
    readonly lastActivity: ActivityExplanation | null;
    readonly nextActivity: ActivityExplanation | null;
    readonly held: readonly HeldCall[];
  } {
    const told = (heard: ActivityListener['last']) =>
      heard === null ? null : explainActivity(startMs, heard.at, heard.activity);
    return {
      lastActivity: told(this.last),
      nextActivity: told(this.next),
      held: [...this.held.values()].map((held) => explainHeld(startMs, held)),
    };
  }
}

function explainActivity(startMs: number, at: number, activity: ScalingActivity): ActivityExplanation {
  const { description, cause, from, to, decision } = activity;
  const figures = decision === null ? null : figuresOf(decision);
  return { at: formatInstant(startMs + at), description, cause, from, to, figures };
}

function explainHeld(startMs: number, { firstAt, lastAt, decision }: Held): HeldCall {
  const { alarmName, direction, reason } = decision;
  return {
    firstAt: formatInstant(startMs + firstAt),
    lastAt: formatInstant(startMs + lastAt),
    alarmName,
    direction,
    reason,
    ...figuresOf(decision),
  };
}

function figuresOf({ policyName, value, threshold, base, computed }: PolicyDecision): CallFigures {
  return { policyName, value, threshold, base, computed };
}
