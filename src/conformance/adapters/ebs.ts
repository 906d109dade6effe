import * as z from 'zod';
import {
  archiveEarlyDeleteMs,
  fastRestoreMs,
  type Volume,
  volumeBilledMs,
  volumeLevels,
} from '../../billing/meters/ebs.ts';
import type { MeterName } from '../../billing/meters/registry.ts';
import type { Tiers } from '../../billing/pricing/tiers.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { GIB, given, meterCost } from '../metered-cost.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const time = { seconds: z.number(), monthDays: z.literal(30) };
const restoreCase = z.strictObject({
  snapshots: z.int(),
  azs: z.int(),
  hours: z.number(),
  min: z.number().optional(),
});

/** Volumes by size, IOPS and throughput, by the second; snapshots (billing spec section 4). */
export const ebs: Adapter = adapter(
  'ebs',
  form(
    {
      ...time,
      gb: z.int(),
      iops: z.int(),
      mbps: z.int(),
      rates: z.strictObject({ gb: z.number(), iops: z.number(), mbps: z.number() }),
    },
    ({ gb, iops, mbps, rates, ...period }) => {
      const costs = volumeCosts({ type: 'gp3', sizeGib: gb, iops, throughputMibps: mbps }, period, {
        'ebs.gp3.gbMonth': given(rates.gb),
        'ebs.gp3.iopsMonth': given(rates.iops),
        'ebs.gp3.mibpsMonth': given(rates.mbps),
      });
      return {
        storage: costs.get('ebs.gp3.gbMonth'),
        iops: costs.get('ebs.gp3.iopsMonth'),
        throughput: costs.get('ebs.gp3.mibpsMonth'),
        total: sum(costs),
      };
    },
  ),
  form(
    {
      ...time,
      gb: z.int(),
      iops: z.int(),
      rates: z.strictObject({ tier1: z.number(), tier2: z.number() }),
    },
    ({ gb, iops, rates, ...period }) => ({
      iops: io2Iops({ gb, iops }, period, [given(rates.tier1), given(rates.tier2)]),
    }),
  ),
  form(
    { ...time, volumes: z.int(), iopsEach: z.int(), rate: z.number() },
    ({ volumes, iopsEach, rate, ...period }) => ({
      iops: volumes * io2Iops({ gb: 1, iops: iopsEach }, period, [given(rate)]),
    }),
  ),
  form({ ...time, gb: z.int(), iops: z.int() }, ({ gb, iops, ...period }) => {
    const costs = volumeCosts({ type: 'io1', sizeGib: gb, iops, throughputMibps: 0 }, period, {});
    return {
      storage: costs.get('ebs.io1.gbMonth'),
      iops: costs.get('ebs.io1.iopsMonth'),
      total: sum(costs),
    };
  }),
  form({ ...time, gb: z.int(), rate: z.number() }, ({ gb, rate, ...period }) => ({
    total: sum(
      volumeCosts({ type: 'st1', sizeGib: gb, iops: 0, throughputMibps: 0 }, period, {
        'ebs.st1.gbMonth': given(rate),
      }),
    ),
  })),
  form({ cases: z.array(restoreCase).max(26), dsuHour: z.number() }, ({ cases, dsuHour }) =>
    Object.fromEntries(
      cases.map(({ snapshots, azs, hours }, i) => [
        String.fromCharCode('a'.charCodeAt(0) + i),
        meterCost('ebs.fastSnapshotRestore.dsuHour', fastRestoreMs(snapshots, azs, hours * HOUR_MS), {
          tiers: given(dsuHour),
        }),
      ]),
    ),
  ),
  form(
    {
      gb: z.int(),
      archiveRate: z.number(),
      retrievalRate: z.number(),
      standardRate: z.number(),
      restoreDays: z.int(),
      remaining: z.string().regex(/^\d+ d \d+ h$/),
      monthDays: z.literal(30),
    },
    ({ gb, archiveRate, retrievalRate, standardRate, restoreDays, remaining, monthDays }) => {
      const [days, hours] = remaining.split(' d ').map((text) => Number.parseInt(text, 10));
      // Less than an hour on top of what remains is not billed.
      const archivedMs = (90 - days!) * DAY_MS - hours! * HOUR_MS - 1;
      const bytes = gb * GIB;
      const stored = (meter: MeterName, ms: number, rate: number) =>
        meterCost(meter, BigInt(bytes) * BigInt(ms), {
          tiers: given(rate),
        });
      return {
        archiveMonth: stored('ebs.snapshotArchive.gbMonth', monthDays * DAY_MS, archiveRate),
        retrieval: meterCost('ebs.snapshotArchive.retrievalGb', bytes, { tiers: given(retrievalRate) }),
        restored: stored('ebs.snapshot.gbMonth', restoreDays * DAY_MS, standardRate),
        earlyDelete: stored('ebs.snapshotArchive.gbMonth', archiveEarlyDeleteMs(archivedMs), archiveRate),
      };
    },
  ),
);

interface Period {
  readonly seconds: number;
}

/** By meter, USD. */
function volumeCosts(
  volume: Volume,
  { seconds }: Period,
  rates: Partial<Record<MeterName, Tiers>>,
): Map<MeterName, number> {
  return new Map(
    volumeLevels(volume).map(({ meter, level }) => {
      const tiers = rates[meter];
      const quantity = level * volumeBilledMs(seconds * 1000);
      return [meter, meterCost(meter, quantity, tiers === undefined ? {} : { tiers })];
    }),
  );
}

function io2Iops(
  { gb, iops }: { readonly gb: number; readonly iops: number },
  period: Period,
  rates: readonly Tiers[],
): number {
  const tiers = Object.fromEntries(
    ['ebs.io2.iopsMonth', 'ebs.io2.iopsMonthTier2', 'ebs.io2.iopsMonthTier3'].flatMap((meter, i) =>
      rates[i] === undefined ? [] : [[meter, rates[i]]],
    ),
  );
  const costs = volumeCosts({ type: 'io2', sizeGib: gb, iops, throughputMibps: 0 }, period, {
    ...tiers,
    'ebs.io2.gbMonth': given(0),
  });
  return sum(costs);
}

function sum(costs: ReadonlyMap<MeterName, number>): number {
  return [...costs.values()].reduce((total, cost) => total + cost, 0);
}
