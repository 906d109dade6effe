import { divideRounded } from '../units/money.ts';

/** What EC2 charges at least for each start of an instance, seconds (billing:E1). */
export const EC2_MINIMUM_SECONDS = 60;

/** Milliseconds that an instance is billed for which was running for `runMs`: whole seconds, at least the minimum (billing:E1). */
export function ec2BilledMs(runMs: number): number {
  return Math.max(EC2_MINIMUM_SECONDS, Math.ceil(runMs / 1000)) * 1000;
}

/** Nano-USD for instance-milliseconds at a rate in 1e-10 USD an hour, multiplied here and nowhere else. */
export function instanceCharge(instanceMs: bigint, hourlyRate: bigint): bigint {
  return divideRounded(instanceMs * hourlyRate, HOUR_MS * RATE_TO_NANO);
}

const HOUR_MS = 3_600_000n;
const RATE_TO_NANO = 10n;
