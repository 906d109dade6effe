import { Observer } from '../../../events/observer.ts';
import type { ManagedDecision } from '../../../events/scaling-news.ts';
import { formatInstant } from '../../../units/calendar.ts';
import type { GroupActivity, HeldManagedCall } from './managed-explanation.ts';

/** Calls that held are told of if they came so shortly before the moment. */
const HELD_MS = 3_600_000;

interface Activity extends Pick<GroupActivity, 'cause' | 'from' | 'to'> {
  readonly at: number;
}

interface Held {
  readonly firstAt: number;
  readonly lastAt: number;
  readonly decision: ManagedDecision;
}

/** The new desired capacities of one group around a moment, and the calls before it that held. */
export class ManagedListener extends Observer {
  private readonly group: number;
  private readonly momentMs: number;
  private last: Activity | null = null;
  private next: Activity | null = null;
  private readonly held = new Map<string, Held>();

  constructor(group: number, momentMs: number) {
    super();
    this.group = group;
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

  override groupScaled(at: number, group: number, from: number, to: number, cause: string): void {
    if (group !== this.group) return;
    const activity = { at, from, to, cause };
    if (at <= this.momentMs) this.last = activity;
    else this.next ??= activity;
  }

  override managedHeld(at: number, group: number, decision: ManagedDecision): void {
    if (group !== this.group || at > this.momentMs || at <= this.momentMs - HELD_MS) return;
    const key = `${decision.direction} ${decision.reason} ${decision.from}`;
    const firstAt = this.held.get(key)?.firstAt ?? at;
    this.held.delete(key);
    this.held.set(key, { firstAt, lastAt: at, decision });
  }

  /** What was heard of, with instants of the calendar. */
  found(startMs: number): {
    readonly lastActivity: GroupActivity | null;
    readonly nextActivity: GroupActivity | null;
    readonly held: readonly HeldManagedCall[];
  } {
    const told = (activity: Activity | null) =>
      activity === null ? null : { ...activity, at: formatInstant(startMs + activity.at) };
    return {
      lastActivity: told(this.last),
      nextActivity: told(this.next),
      held: [...this.held.values()].map(({ firstAt, lastAt, decision }) => {
        const { alarmName, direction, reason, reservation, instances, needed, computed, from } = decision;
        return {
          firstAt: formatInstant(startMs + firstAt),
          lastAt: formatInstant(startMs + lastAt),
          ...{ alarmName, direction, reason, reservation, instances, needed, computed, desired: from },
        };
      }),
    };
  }
}
