import { chargeOf } from '../pricing/charge.ts';
import type {
  CommitmentHour,
  CommittableUsage,
  InstanceKind,
  PaidBy,
  PaidPart,
  ReservedInstances,
  Unpaid,
} from './commitment.ts';
import {
  add,
  compare,
  divide,
  type Fraction,
  fraction,
  multiply,
  partOf,
  subtract,
  ZERO,
} from './fraction.ts';
import { familyOfType, isSizeFlexible, normalisationQuarters } from './normalisation.ts';

/** What one kind of Reserved Instances covers of an hour. */
export interface ReservedHour extends CommitmentHour {
  readonly parts: readonly PaidPart[];
  readonly unpaid: Unpaid;
}

/**
 * Reserved Instances in an hour of the clock: each covers 3,600 seconds of matching usage, by however many instances
 * (billing:S2). Size-flexible ones count in normalisation factors and take the smallest size first (billing:S3); instances
 * of one size share what is left by what they used.
 */
export function applyReservedInstances(
  reserved: ReservedInstances,
  index: number,
  usage: readonly CommittableUsage[],
  unpaid: Unpaid,
): ReservedHour {
  const flexible =
    reserved.zone === null && isSizeFlexible(reserved.type, reserved.platform, reserved.tenancy);
  const paidBy: PaidBy = reserved.zone === null ? 'regional RI' : 'zonal RI';
  const factorOf = (type: string) => (flexible ? BigInt(normalisationQuarters(type) ?? 0) : 1n);
  const all = fraction(BigInt(reserved.count) * factorOf(reserved.type), 1n);
  const paid = chargeOf(BigInt(reserved.count), 1n, reserved.hourlyRate);
  const left = [...unpaid];
  const parts: PaidPart[] = [];
  let taken = ZERO;
  for (const [factor, indexes] of bySize(usage, reserved, flexible, factorOf)) {
    const wanted = indexes.reduce((sum, i) => add(sum, left[i]!), ZERO);
    if (wanted.n === 0n) continue;
    const available = fraction(subtract(all, taken).n, subtract(all, taken).d * factor);
    const covered = compare(available, wanted) < 0 ? divide(available, wanted) : { n: 1n, d: 1n };
    for (const i of indexes) {
      const units = multiply(left[i]!, covered);
      if (units.n === 0n) continue;
      const before = taken;
      taken = add(taken, { n: units.n * factor, d: units.d });
      left[i] = subtract(left[i]!, units);
      parts.push({
        usage: i,
        paidBy,
        commitment: index,
        units,
        amount: shareUpTo(paid, taken, all) - shareUpTo(paid, before, all),
        onDemandAmount: chargeOf(units.n, units.d, usage[i]!.onDemandRate),
      });
    }
  }
  const used = shareUpTo(paid, taken, all);
  return { parts, unpaid: left, paid, used, unused: paid - used };
}

/** Indexes of what a Reserved Instance can cover, the smallest size first. */
function bySize(
  usage: readonly CommittableUsage[],
  reserved: ReservedInstances,
  flexible: boolean,
  factorOf: (type: string) => bigint,
): readonly (readonly [bigint, readonly number[]])[] {
  const sizes = new Map<bigint, number[]>();
  for (const [i, { instance }] of usage.entries()) {
    if (instance === null || !matches(reserved, flexible, instance)) continue;
    const factor = factorOf(instance.type);
    if (factor === 0n) continue;
    sizes.set(factor, [...(sizes.get(factor) ?? []), i]);
  }
  return [...sizes].sort(([a], [b]) => (a < b ? -1 : 1));
}

function matches(reserved: ReservedInstances, flexible: boolean, instance: InstanceKind): boolean {
  return (
    (flexible
      ? familyOfType(instance.type) === familyOfType(reserved.type)
      : instance.type === reserved.type) &&
    instance.region === reserved.region &&
    (reserved.zone === null || instance.zone === reserved.zone) &&
    instance.platform === reserved.platform &&
    instance.tenancy === reserved.tenancy
  );
}

/** Of what is paid the part for what has been taken so far: its steps add up, however they are rounded. */
function shareUpTo(paid: bigint, taken: Fraction, all: Fraction): bigint {
  return all.n === 0n ? 0n : partOf(paid, divide(taken, all));
}
