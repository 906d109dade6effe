import * as z from 'zod';
import { instanceCharge } from '../../billing/ec2.ts';
import { reservationUsage } from '../../billing/meters/capacity-reservation.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { exactRate } from '../given-money.ts';

const HOUR_MS = 3_600_000;

/** Slots of a Capacity Reservation that nobody uses, beside the instances (billing:E8). */
export const capacityReservation: Adapter = adapter(
  'capacity-reservation',
  form(
    { reserved: z.int(), running: z.int(), type: z.string(), sameAz: z.literal(true) },
    ({ reserved, running }) => {
      const { instanceMs, unusedMs } = reservationUsage(reserved, running, HOUR_MS);
      return { instancesBilled: hours(instanceMs), unusedReservationsBilled: hours(unusedMs) };
    },
  ),
  form({ hours: z.int(), minutes: z.int() }, (time) => ({
    reservationHours: hours(reservationUsage(1, 0, time.hours * HOUR_MS + time.minutes * 60_000).unusedMs),
  })),
  form(
    { rate: z.number(), reservationHours: z.int(), unusedHours: z.int(), instanceHours: z.int() },
    ({ rate, reservationHours, unusedHours, instanceHours }) => {
      const occupied = reservationHours - unusedHours;
      const times = [
        reservationUsage(1, 0, unusedHours * HOUR_MS),
        reservationUsage(1, 1, occupied * HOUR_MS),
        reservationUsage(0, 1, (instanceHours - occupied) * HOUR_MS),
      ];
      const cost = (of: 'instanceMs' | 'unusedMs') => {
        const ms = times.reduce((sum, part) => sum + part[of], 0n);
        return nanoUsdToNumber(instanceCharge(ms, exactRate(rate)));
      };
      return {
        unused: cost('unusedMs'),
        instance: cost('instanceMs'),
        total: cost('unusedMs') + cost('instanceMs'),
      };
    },
  ),
);

function hours(ms: bigint): number {
  return Number(ms) / HOUR_MS;
}
