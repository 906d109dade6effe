import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ec2BilledMs,
  ec2BilledMsBy,
  instanceCharge,
  spotBilledMs,
  windowsHour,
} from '../../../src/billing/ec2.ts';
import { fargateBilledSeconds, windowsLicenceCharge } from '../../../src/billing/fargate.ts';
import { reservationUsage } from '../../../src/billing/meters/capacity-reservation.ts';
import { storedBytes } from '../../../src/billing/meters/cloudwatch.ts';
import {
  archiveEarlyDeleteMs,
  fastRestoreMs,
  type Volume,
  volumeBilledMs,
  volumeLevels,
} from '../../../src/billing/meters/ebs.ts';
import { discountedRate, managedInstancesFee } from '../../../src/billing/meters/managed-instances.ts';
import { crossZoneBilledBytes, publicIpv4BilledMs } from '../../../src/billing/meters/network.ts';
import { startedHoursMs } from '../../../src/billing/meters/started-hours.ts';
import { chargeOf, HOUR_MS } from '../../../src/billing/pricing/charge.ts';
import { billedSeconds, priced, slowVolumes } from '../../oracles/slow-meters.ts';

const HOUR = 3_600_000;
const runMs = fc.nat(400_000);
const rate = fc.bigInt({ min: 0n, max: 10n ** 11n });

test('instances of Windows and Linux, second by second: the licence by the vCPU on top', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ ms: runMs, vcpu: fc.nat(8), windows: fc.boolean() }), { maxLength: 6 }),
      rate,
      rate,
      (runs, linux, licence) => {
        for (const { ms, vcpu, windows } of runs) {
          const hourly = windows ? windowsHour(linux, vcpu, licence) : linux;
          let seconds = 0n;
          let slowRate = linux;
          for (let i = 0; windows && i < vcpu; i++) slowRate += licence;
          for (const _second of billedSeconds(ms, 60)) seconds++;
          expect(instanceCharge(BigInt(ec2BilledMs(ms)), hourly)).toBe(priced(seconds, slowRate, 3600n));
        }
      },
    ),
    { numRuns: 100, seed: 1 },
  );
});

test('what is billed by the hour rounds each run up to whole hours of its own', () => {
  expect([0, 1, HOUR, HOUR + 1].map((ms) => ec2BilledMsBy('hour', ms) / HOUR)).toEqual([1, 1, 1, 2]);
  expect([0, 60_001].map((ms) => ec2BilledMsBy('second', ms))).toEqual([60_000, 61_000]);
});

test('AWS takes nothing for an instance on Spot that it interrupts within the first hour', () => {
  expect(spotBilledMs(HOUR - 1, 'AWS')).toBe(0);
  expect(spotBilledMs(HOUR, 'AWS')).toBe(HOUR);
  expect(spotBilledMs(10_000, 'customer')).toBe(60_000);
});

test('Fargate on Windows: five minutes at least, the licence by the vCPU', () => {
  fc.assert(
    fc.property(runMs, fc.constantFrom(1024, 2048, 4096), rate, (ms, cpu, os) => {
      let cpuUnitSeconds = 0n;
      for (const _second of billedSeconds(ms, 300)) cpuUnitSeconds += BigInt(cpu);
      const billed = BigInt(fargateBilledSeconds(ms, 'WINDOWS') * 1000);
      expect(windowsLicenceCharge(BigInt(cpu) * billed, os)).toBe(priced(cpuUnitSeconds, os, 1024n * 3600n));
    }),
    { numRuns: 100, seed: 2 },
  );
});

test('volumes of all types, second by second and meter by meter', () => {
  const volume = fc.record({
    type: fc.constantFrom<Volume['type'][]>('gp2', 'gp3', 'io1', 'io2', 'st1', 'sc1', 'standard'),
    sizeGib: fc.integer({ min: 1, max: 16_384 }),
    iops: fc.nat(256_000),
    throughputMibps: fc.nat(1000),
    ms: fc.nat(120_000),
  });
  fc.assert(
    fc.property(fc.array(volume, { maxLength: 5 }), rate, (volumes, monthly) => {
      const sums = new Map<string, bigint>();
      for (const { ms, ...one } of volumes)
        for (const { meter, level } of volumeLevels(one))
          sums.set(meter, (sums.get(meter) ?? 0n) + BigInt(level) * BigInt(volumeBilledMs(ms)));
      const slow = slowVolumes(volumes);
      expect([...sums.keys()].sort()).toEqual([...slow.keys()].sort());
      for (const [meter, seconds] of slow)
        expect(chargeOf(sums.get(meter)!, 29n * 86_400_000n, monthly)).toBe(
          priced(seconds, monthly, 29n * 86_400n),
        );
    }),
    { numRuns: 100, seed: 3 },
  );
});

test('restores by the minute with an hour at least; 90 days of an archive less what remains of an hour', () => {
  expect([45, 60.5, 90].map((minutes) => fastRestoreMs(2, 3, minutes * 60_000) / HOUR)).toEqual([6, 6.1, 9]);
  expect([0, 89.99, 90, 100].map((days) => archiveEarlyDeleteMs(days * 24 * HOUR) / HOUR)).toEqual([
    2160, 0, 0, 0,
  ]);
});

test('a started hour of the clock is a full one, wherever its time is cut at a full hour', () => {
  expect(startedHoursMs(30 * 60_000, 75 * 60_000)).toBe(2 * HOUR);
  expect(startedHoursMs(HOUR, 2 * HOUR)).toBe(HOUR);
  expect(startedHoursMs(HOUR, HOUR)).toBe(0);
  fc.assert(
    fc.property(fc.nat(100 * HOUR), fc.nat(100 * HOUR), fc.nat(200), (from, length, hour) => {
      const to = from + length;
      let touched = 0;
      for (let start = 0; start < to; start += HOUR) if (length > 0 && start + HOUR > from) touched++;
      expect(startedHoursMs(from, to)).toBe(touched * HOUR);
      const cut = Math.min(to, Math.max(from, hour * HOUR));
      if (cut % HOUR === 0)
        expect(startedHoursMs(from, cut) + startedHoursMs(cut, to)).toBe(startedHoursMs(from, to));
    }),
    { seed: 4 },
  );
});

test('what fills a Capacity Reservation costs nothing beyond itself', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.nat(HOUR), (reserved, running, ms) => {
      const { instanceMs, unusedMs } = reservationUsage(reserved, running, ms);
      expect(instanceMs + unusedMs).toBe(BigInt(Math.max(reserved, running) * ms));
    }),
  );
});

test('small rules: addresses, zones, logs, fees and discounts', () => {
  expect(publicIpv4BilledMs(1)).toBe(60_000);
  expect(crossZoneBilledBytes(10n)).toBe(20n);
  expect(storedBytes(1000n)).toBe(200n);
  // 12 % of 0.096; of a P family 40 % of that.
  expect(managedInstancesFee(960_000_000n, 120_000)).toBe(115_200_000n);
  expect(managedInstancesFee(960_000_000n, 120_000, 400_000)).toBe(46_080_000n);
  expect(discountedRate(404_800_000n, 700_000)).toBe(121_440_000n);
  expect(chargeOf(HOUR_MS, HOUR_MS, discountedRate(960_000_000n, 0))).toBe(96_000_000n);
});
