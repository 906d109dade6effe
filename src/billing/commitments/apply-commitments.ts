import { chargeOf } from '../pricing/charge.ts';
import type {
  CommitmentHour,
  Commitments,
  CommittableUsage,
  PaidPart,
  ReservedInstances,
  Unpaid,
} from './commitment.ts';
import { fraction } from './fraction.ts';
import { applyReservedInstances } from './reserved-instances.ts';
import { applySavingsPlans } from './savings-plans.ts';

/** An hour of the clock with its commitments, nano-USD. */
export interface CommittedHour {
  readonly parts: readonly PaidPart[];
  readonly reservedInstances: readonly CommitmentHour[];
  readonly savingsPlans: readonly CommitmentHour[];
  /** What no commitment covers, On-Demand. */
  readonly onDemand: bigint;
  /** Commitments, used or not, and the rest On-Demand (billing:S5). */
  readonly total: bigint;
}

/**
 * Who pays for what in an hour of the clock, in AWS's order: zonal Reserved Instances, regional ones, EC2 Instance Savings
 * Plans, Compute Savings Plans, On-Demand (billing:S1). Nothing is carried from hour to hour (billing:S5).
 */
export function applyCommitments(
  { reservedInstances, savingsPlans }: Commitments,
  usage: readonly CommittableUsage[],
): CommittedHour {
  let unpaid: Unpaid = usage.map(({ quantity, perUnit }) => fraction(quantity, perUnit));
  const parts: PaidPart[] = [];
  const reservedHours: CommitmentHour[] = [];
  for (const [index, reserved] of inOrder(reservedInstances)) {
    const hour = applyReservedInstances(reserved, index, usage, unpaid);
    unpaid = hour.unpaid;
    parts.push(...hour.parts);
    reservedHours[index] = { paid: hour.paid, used: hour.used, unused: hour.unused };
  }
  const planHours: CommitmentHour[] = [];
  for (const kind of ['EC2Instance', 'Compute'] as const) {
    const hour = applySavingsPlans(kind, savingsPlans, usage, unpaid);
    unpaid = hour.unpaid;
    parts.push(...hour.parts);
    for (const [index, plan] of hour.plans) planHours[index] = plan;
  }
  const rest = onDemandParts(usage, unpaid);
  const onDemand = rest.reduce((sum, { amount }) => sum + amount, 0n);
  const committed = [...reservedHours, ...planHours].reduce((sum, { paid }) => sum + paid, 0n);
  return {
    parts: [...parts, ...rest],
    reservedInstances: reservedHours,
    savingsPlans: planHours,
    onDemand,
    total: committed + onDemand,
  };
}

/** Zonal ones first; each with its index. */
function inOrder(reserved: readonly ReservedInstances[]): readonly (readonly [number, ReservedInstances])[] {
  const all = [...reserved.entries()];
  return [...all.filter(([, { zone }]) => zone !== null), ...all.filter(([, { zone }]) => zone === null)];
}

function onDemandParts(usage: readonly CommittableUsage[], unpaid: Unpaid): PaidPart[] {
  return unpaid.flatMap((units, i): PaidPart[] => {
    if (units.n === 0n) return [];
    const amount = chargeOf(units.n, units.d, usage[i]!.onDemandRate);
    return [{ usage: i, paidBy: 'On-Demand', commitment: -1, units, amount, onDemandAmount: amount }];
  });
}
