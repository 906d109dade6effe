import { type FargateRates, fargateCharges, windowsLicenceCharge } from '../billing/fargate.ts';
import { Rates } from '../billing/rates.ts';
import { loadRegionPrices } from '../catalog/region-prices.ts';
import { nanoUsdToNumber } from '../units/money.ts';
import { exactRate } from './given-money.ts';

/** So many task-seconds of one size; storage is what lies above the free part. */
export interface FargateWork {
  readonly seconds: number;
  readonly vcpu: number;
  readonly gb: number;
  readonly storageGib: number;
}

/** What the biller charges for the work, USD: its parts and their sum. */
export function chargeOf(
  work: FargateWork,
  rates: FargateRates,
): Record<'cpu' | 'memory' | 'storage' | 'total', number> {
  const ms = work.seconds * 1000;
  const { vcpu, memory, storage } = fargateCharges(
    {
      cpuUnitMs: whole(work.vcpu * 1024 * ms),
      mibMs: whole(work.gb * 1024 * ms),
      ephemeralGibMs: whole(work.storageGib * ms),
    },
    rates,
  );
  return {
    cpu: nanoUsdToNumber(vcpu),
    memory: nanoUsdToNumber(memory),
    storage: nanoUsdToNumber(storage),
    total: nanoUsdToNumber(vcpu + memory + storage),
  };
}

/** What Windows asks for on top of the rates of its own: a licence by the vCPU (billing:F5). */
export interface WindowsRates {
  readonly rates: FargateRates;
  readonly osVcpuHour: bigint;
}

/** Windows tasks, USD: the same parts, and the licence. */
export function windowsChargeOf(
  work: FargateWork,
  { rates, osVcpuHour }: WindowsRates,
): Record<'cpu' | 'memory' | 'storage' | 'os' | 'total', number> {
  const charges = chargeOf(work, rates);
  const os = nanoUsdToNumber(windowsLicenceCharge(whole(work.vcpu * 1024 * work.seconds * 1000), osVcpuHour));
  return { ...charges, os, total: charges.total + os };
}

export function windowsHourly(vcpu: number, gb: number, os: number): WindowsRates {
  return { rates: hourly(vcpu, gb, 0), osVcpuHour: exactRate(os) };
}

/** AmazonECS price list of 2026-09-11 (billing:F9). */
export const WINDOWS_US_EAST_1: WindowsRates = windowsHourly(0.046552, 0.00511175, 0.046);

/** Rates that an example gives, USD an hour. */
export function hourly(vcpu: number, gb: number, storageGb: number): FargateRates {
  return {
    vcpuHour: exactRate(vcpu),
    gbHour: exactRate(gb),
    ephemeralGbHour: exactRate(storageGb),
    osVcpuHour: 0n,
  };
}

/** The list rates of a region, Linux on x86; null when the catalogue has none. */
export async function listRates(region: string): Promise<FargateRates | null> {
  const prices = await loadRegionPrices(region);
  return prices === null || prices.fargate === null ? null : new Rates(prices).fargate('X86_64', false);
}

function whole(amount: number): bigint {
  return BigInt(Math.round(amount));
}
