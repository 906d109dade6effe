import { divideRounded } from '../../units/money.ts';
import { chargeOf, HOUR_MS, RATE_TO_NANO } from '../pricing/charge.ts';
import type { CommitmentHour, CommittableUsage, PaidPart, SavingsPlan, Unpaid } from './commitment.ts';
import { fraction, subtract } from './fraction.ts';
import { familyOfType } from './normalisation.ts';

/** What Savings Plans of one kind cover of an hour. */
export interface SavingsHour {
  readonly parts: readonly PaidPart[];
  readonly unpaid: Unpaid;
  /** By index of the plan; other kinds' are missing. */
  readonly plans: ReadonlyMap<number, CommitmentHour>;
}

/**
 * Savings Plans of one kind in an hour of the clock: the usage with the highest discount first, of equal ones that with the
 * lower rate of the plan; each takes its price at that rate off the commitment, the last one in part (billing:S4).
 */
export function applySavingsPlans(
  kind: SavingsPlan['kind'],
  plans: readonly SavingsPlan[],
  usage: readonly CommittableUsage[],
  unpaid: Unpaid,
  hourMs: bigint,
): SavingsHour {
  const commitments = plans.map(({ commitment }) => divideRounded(commitment * hourMs, HOUR_MS));
  const money = [...commitments];
  const left = [...unpaid];
  const parts: PaidPart[] = [];
  for (const { plan, line, rate } of offersOf(kind, plans, usage)) {
    const available = money[plan]!;
    const open = left[line]!;
    if (open.n === 0n || available === 0n) continue;
    const price = chargeOf(open.n, open.d, rate);
    const coversAll = price <= available;
    const amount = coversAll ? price : available;
    const units = coversAll ? open : fraction(available * RATE_TO_NANO, rate);
    money[plan] = available - amount;
    left[line] = subtract(open, units);
    parts.push({
      usage: line,
      paidBy: kind === 'Compute' ? 'Compute SP' : 'EC2 Instance SP',
      commitment: plan,
      units,
      amount,
      onDemandAmount: chargeOf(units.n, units.d, usage[line]!.onDemandRate),
    });
  }
  const hours = commitments.map((paid, i) => ({ paid, used: paid - money[i]!, unused: money[i]! }));
  return {
    parts,
    unpaid: left,
    plans: new Map([...hours.entries()].filter(([i]) => plans[i]!.kind === kind)),
  };
}

interface Offer {
  readonly plan: number;
  readonly line: number;
  readonly rate: bigint;
  readonly onDemandRate: bigint;
}

/** What each plan asks for each usage that it covers, in AWS's order. */
function offersOf(
  kind: SavingsPlan['kind'],
  plans: readonly SavingsPlan[],
  usage: readonly CommittableUsage[],
): Offer[] {
  const offers = plans.flatMap((plan, p) =>
    plan.kind !== kind
      ? []
      : usage.flatMap((one, line): Offer[] => {
          const rate = covers(plan, one) ? plan.rateOf(one.sku) : null;
          return rate === null || rate === 0n
            ? []
            : [{ plan: p, line, rate, onDemandRate: one.onDemandRate }];
        }),
  );
  return offers.sort(
    (a, b) => compareRatios(a, b) || sign(a.rate - b.rate) || a.line - b.line || a.plan - b.plan,
  );
}

/** The higher discount, 1 - rate / onDemandRate, first. */
export function compareRatios(
  a: { readonly rate: bigint; readonly onDemandRate: bigint },
  b: { readonly rate: bigint; readonly onDemandRate: bigint },
): number {
  return sign(a.rate * b.onDemandRate - b.rate * a.onDemandRate);
}

/** A plan for instances covers one family in one region, any size, platform and tenancy (billing:S6). */
function covers(plan: SavingsPlan, { instance }: CommittableUsage): boolean {
  if (plan.kind === 'Compute') return true;
  return instance !== null && familyOfType(instance.type) === plan.family && instance.region === plan.region;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}
