import { assert } from '../../kernel/assert.ts';

/** What EC2 Auto Scaling calls the lifecycle state of an instance (scaling: ). */
export type Lifecycle = 'Pending' | 'InService' | 'Terminating';

/** An instance of a group, from its launch until it is gone. */
export interface Member {
  /** Row of the fleet. */
  readonly instance: number;
  /** Its units of the group's capacity. */
  readonly weight: number;
  readonly lifecycle: Lifecycle;
  /** When it came to that. */
  readonly since: number;
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

  get size(): number {
    return this.rows.size;
  }

  /** All of them; they must not change meanwhile. */
  all(): Iterable<Member> {
    return this.rows.values();
  }

  /** Those that launch or are in service. */
  staying(): Member[] {
    return [...this.rows.values()].filter(({ lifecycle }) => stays(lifecycle));
  }

  get(instance: number): Member | undefined {
    return this.rows.get(instance);
  }

  /** Whether it is to go. */
  isTerminating(instance: number): boolean {
    return this.rows.get(instance)?.lifecycle === 'Terminating';
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
    for (const member of members) this.put(member);
  }

  private count({ lifecycle, weight }: Member, by: 1 | -1): void {
    if (stays(lifecycle)) this.capacity += by * weight;
    if (lifecycle === 'Pending') this.pending += by;
    if (lifecycle === 'Terminating') this.terminating += by;
  }
}

function stays(lifecycle: Lifecycle): boolean {
  return lifecycle === 'Pending' || lifecycle === 'InService';
}
