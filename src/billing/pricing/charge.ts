import { divideRounded } from '../../units/money.ts';

/** Nano-USD for `quantity / perUnit` units at a rate in 1e-10 USD a unit. A rate is multiplied here and nowhere else. */
export function chargeOf(quantity: bigint, perUnit: bigint, rate: bigint): bigint {
  return divideRounded(quantity * rate, perUnit * RATE_TO_NANO);
}

/** 1e-10 USD in one nano-USD. */
export const RATE_TO_NANO = 10n;
export const HOUR_MS = 3_600_000n;
/** 2^30 bytes: the GB of storage, memory and transfer (billing:F4, N4). */
export const GIB: bigint = 2n ** 30n;
