import { chargeOf, HOUR_MS } from './pricing/charge.ts';

/** What EC2 charges at least for each start of an instance, seconds (billing:E1). */
export const EC2_MINIMUM_SECONDS = 60;

/** Milliseconds that an instance is billed for which was running for `runMs`: whole seconds, at least the minimum (billing:E1). */
export function ec2BilledMs(runMs: number): number {
  return Math.max(EC2_MINIMUM_SECONDS, Math.ceil(runMs / 1000)) * 1000;
}

/** Operating systems by how their instances are billed (billing:E4): SUSE and other paid images by the started hour. */
export type Ec2Billing = 'second' | 'hour';

/** The same for an operating system that is billed by the hour: each started hour from the launch on is a whole one (billing:E4). */
export function ec2BilledMsBy(billing: Ec2Billing, runMs: number): number {
  if (billing === 'second') return ec2BilledMs(runMs);
  return Math.max(1, Math.ceil(runMs / 3_600_000)) * 3_600_000;
}

/**
 * What an instance on Spot is billed for: like any other, but nothing when AWS interrupts it within its first hour (billing:E7).
 */
export function spotBilledMs(runMs: number, endedBy: 'AWS' | 'customer'): number {
  return endedBy === 'AWS' && runMs < 3_600_000 ? 0 : ec2BilledMs(runMs);
}

/** An hour with Windows, 1e-10 USD: the licence comes on top, by the vCPU; RI and Spot carry it too (billing:E5). */
export function windowsHour(linuxHour: bigint, vcpu: number, licenceVcpuHour: bigint): bigint {
  return linuxHour + BigInt(vcpu) * licenceVcpuHour;
}

/** Nano-USD for instance-milliseconds at a rate in 1e-10 USD an hour. */
export function instanceCharge(instanceMs: bigint, hourlyRate: bigint): bigint {
  return chargeOf(instanceMs, HOUR_MS, hourlyRate);
}
