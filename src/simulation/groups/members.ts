import { assert } from '../../kernel/assert.ts';
import type { LifecycleResult } from '../../policies/fleet/lifecycle-hook.ts';

/**
 * What EC2 Auto Scaling calls the lifecycle states of an instance (scaling: ). `Proceed` is left out: nothing takes time in
 * it.
 */
export const LIFECYCLES = [
  'Pending',
  'InService',
  'Terminating',
  'Pending:Wait',
  'Terminating:Wait',
  'Warmed:Pending',
  'Warmed:Pending:Wait',
  'Warmed:Stopped',
  'Warmed:Running',
  'Warmed:Hibernated',
  'Warmed:Terminating:Wait',
] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

/** Of an instance that waits in a warm pool. */
export type WarmState = 'Warmed:Stopped' | 'Warmed:Running' | 'Warmed:Hibernated';

/** What lifecycle hooks keep an instance waiting for: until when, and what comes of it then. */
export interface MemberWait {
  readonly until: number;
  readonly result: LifecycleResult;
}

/** An instance of a group, from its launch until it is gone. */
export interface Member {
  /** Row of the fleet. */
  readonly instance: number;
  /** Its units of the group's capacity. */
  readonly weight: number;
  readonly lifecycle: Lifecycle;
  /** When it came to that. */
  readonly since: number;
  /** When it came into the group itself: at its launch, or from the warm pool. */
  readonly joinedAt: number;
  /** Whether it came from the warm pool. */
  readonly isWarmStart: boolean;
  /** `null`: no hook is waited for. */
  readonly wait: MemberWait | null;
  /** Whether it returns to the warm pool when it is to go. */
  readonly returns: boolean;
}

/** The instances of a group in the order of their launches, with what is counted of them. */
export class Members {
  private readonly rows = new Map<number, Member>();
  /** Capacity of those that launch or are in service. */
  capacity = 0;
  /** Instances that launch. */
  pending = 0;
  /** Instances that are to go. */
  terminating = 0;
  /** Instances of the warm pool, and of these the ones that wait to be put in service. */
  warm = 0;
  ready = 0;
  /** Instances that were in the warm pool and are to go. */
  leavingPool = 0;

  /** All but those of the warm pool. */
  get size(): number {
    return this.rows.size - this.warm - this.leavingPool;
  }

  /** All of them, those of the warm pool too; they must not change meanwhile. */
  all(): Iterable<Member> {
    return this.rows.values();
  }

  /** Those that launch or are in service. */
  staying(): Member[] {
    return [...this.rows.values()].filter(({ lifecycle }) => stays(lifecycle));
  }

  /** Those of the warm pool that are not to go, in the order of their launches. */
  inPool(): Member[] {
    if (this.warm === 0) return [];
    return [...this.rows.values()].filter(({ lifecycle }) => isInPool(lifecycle));
  }

  get(instance: number): Member | undefined {
    return this.rows.get(instance);
  }

  has(instance: number): boolean {
    return this.rows.has(instance);
  }

  /** Whether it is to go, and not from the warm pool. */
  isTerminating(instance: number): boolean {
    const member = this.rows.get(instance);
    return member !== undefined && isLeaving(member.lifecycle);
  }

  /** Puts a member in, or in the place of what it was. */
  put(member: Member): void {
    const before = this.rows.get(member.instance);
    if (before !== undefined) this.count(before, -1);
    this.count(member, 1);
    this.rows.set(member.instance, member);
  }

  remove(instance: number): void {
    const member = this.rows.get(instance);
    assert(member !== undefined, 'an instance is gone from a group that it was not in');
    this.count(member, -1);
    this.rows.delete(instance);
  }

  snapshot(): readonly Member[] {
    return [...this.rows.values()];
  }

  restore(members: readonly Member[]): void {
    this.rows.clear();
    this.capacity = 0;
    this.pending = 0;
    this.terminating = 0;
    this.warm = 0;
    this.ready = 0;
    this.leavingPool = 0;
    for (const member of members) this.put(member);
  }

  private count({ lifecycle, weight }: Member, by: 1 | -1): void {
    if (stays(lifecycle)) this.capacity += by * weight;
    if (isLaunching(lifecycle)) this.pending += by;
    if (isLeaving(lifecycle)) this.terminating += by;
    if (lifecycle === 'Warmed:Terminating:Wait') this.leavingPool += by;
    if (isInPool(lifecycle)) this.warm += by;
    if (isReady(lifecycle)) this.ready += by;
  }
}

function stays(lifecycle: Lifecycle): boolean {
  return isLaunching(lifecycle) || lifecycle === 'InService';
}

/** Whether it launches. */
export function isLaunching(lifecycle: Lifecycle): boolean {
  return lifecycle === 'Pending' || lifecycle === 'Pending:Wait';
}

/** Whether it was the group's and is to go. */
export function isLeaving(lifecycle: Lifecycle): boolean {
  return lifecycle === 'Terminating' || lifecycle === 'Terminating:Wait';
}

/** Whether it belongs to the warm pool, and is to stay there. */
function isInPool(lifecycle: Lifecycle): boolean {
  return lifecycle === 'Warmed:Pending' || lifecycle === 'Warmed:Pending:Wait' || isReady(lifecycle);
}

/** Whether it waits in the warm pool to be put in service. */
export function isReady(lifecycle: Lifecycle): lifecycle is WarmState {
  return (
    lifecycle === 'Warmed:Stopped' || lifecycle === 'Warmed:Running' || lifecycle === 'Warmed:Hibernated'
  );
}
