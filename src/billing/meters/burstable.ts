/**
 * Surplus credits of an unlimited T instance as they are billed (billing:E6), in whole numbers: thousandths of a vCPU times
 * milliseconds; a credit is 60,000,000 of them. What is earned pays for what is used, then for what is owed; what is owed
 * beyond a day's earnings is charged in its hour, the rest when the instance stops or becomes standard.
 */

export interface SurplusRules {
  /** Thousandths of a vCPU, all vCPUs of the instance together. */
  readonly baseline: number;
}

export interface SurplusState {
  readonly earned: bigint;
  /** Spent beyond what was earned, and not charged so far. */
  readonly owed: bigint;
  /** Charged since the start. */
  readonly charged: bigint;
}

export const NO_SURPLUS: SurplusState = { earned: 0n, owed: 0n, charged: 0n };

/** The state after `ms` in which the instance used `used` thousandths of a vCPU all the time. */
export function advanceSurplus(
  state: SurplusState,
  used: number,
  ms: number,
  { baseline }: SurplusRules,
): SurplusState {
  const most = BigInt(baseline) * DAY_MS;
  const balance = state.earned - state.owed + BigInt(baseline - used) * BigInt(ms);
  if (balance >= 0n) return { earned: least(balance, most), owed: 0n, charged: state.charged };
  const owed = least(-balance, most);
  return { earned: 0n, owed, charged: state.charged - balance - owed };
}

/** All that is owed is charged: the instance stops, or becomes standard. */
export function settleSurplus({ earned, owed, charged }: SurplusState): SurplusState {
  return { earned, owed: 0n, charged: charged + owed };
}

/**
 * How much above its baseline an instance can use all the time, in thousandths of a vCPU, before it costs as much as another
 * instance that costs `difference` more an hour. Both are 1e-10 USD an hour, the latter of a vCPU.
 */
export function breakevenSurplus(difference: bigint, surplusVcpuHour: bigint): number {
  return Number((difference * 1000n) / surplusVcpuHour);
}

const DAY_MS = 86_400_000n;

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
