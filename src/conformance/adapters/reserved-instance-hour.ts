import * as z from 'zod';
import { applyCommitments } from '../../billing/commitments/apply-commitments.ts';
import type { CommittableUsage, PaidPart, ReservedInstances } from '../../billing/commitments/commitment.ts';
import { normalisationQuarters } from '../../billing/commitments/normalisation.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';

const HOUR_MS = 3_600_000;
const counts = z.record(z.string(), z.int());
/** Regional, Linux, shared tenancy: what the guide's examples are about. */
const KIND = { region: 'us-east-1', platform: 'Linux', tenancy: 'default' };

/** Which usage of an hour of the clock Reserved Instances cover (billing:S2, S3). */
export const reservedInstanceHour: Adapter = adapter(
  'reserved-instance-hour',
  form({ ri: counts, running: counts }, ({ ri, running }) => {
    const types = Object.keys(running);
    if ([...Object.keys(ri), ...types].some((type) => normalisationQuarters(type) === null))
      return NOT_COVERED;
    const { parts } = applied(
      ri,
      types.map((type) => usageOf(type, running[type]! * HOUR_MS)),
    );
    const byType = (wanted: (part: PaidPart) => boolean) =>
      Object.fromEntries(
        types.flatMap((type, i) => {
          const hours = hoursOf(parts.filter((part) => part.usage === i && wanted(part)));
          return hours === 0 ? [] : [[type, hours]];
        }),
      );
    const onDemand = byType(isOnDemand);
    return {
      riUnits: unitsOf(ri),
      runningUnits: unitsOf(running),
      onDemandUnits: unitsOf(onDemand),
      coveredShare: 1 - unitsOf(onDemand) / unitsOf(running),
      covered: byType((part) => !isOnDemand(part)),
      onDemand,
    };
  }),
  form(
    { ri: counts, cases: z.array(z.strictObject({ instances: z.int(), secondsEach: z.int() })) },
    ({ ri, cases }) => {
      const [type = ''] = Object.keys(ri);
      return Object.fromEntries(
        cases.map(({ instances, secondsEach }, i) => {
          const usage = Array.from({ length: instances }, () => usageOf(type, secondsEach * 1000));
          const { parts } = applied(ri, usage);
          return [
            `case${i + 1}`,
            {
              riHours: hoursOf(parts.filter((part) => !isOnDemand(part))),
              onDemandHours: hoursOf(parts.filter(isOnDemand)),
            },
          ];
        }),
      );
    },
  ),
);

function applied(ri: Readonly<Record<string, number>>, usage: readonly CommittableUsage[]) {
  const reservedInstances = Object.entries(ri).map(
    ([type, count]): ReservedInstances => ({ ...KIND, type, count, zone: null, hourlyRate: 0n }),
  );
  return applyCommitments({ reservedInstances, savingsPlans: [] }, usage);
}

function usageOf(type: string, ms: number): CommittableUsage {
  return {
    sku: type,
    quantity: BigInt(ms),
    perUnit: BigInt(HOUR_MS),
    onDemandRate: 0n,
    instance: { ...KIND, type, zone: 'us-east-1a' },
  };
}

function isOnDemand({ paidBy }: PaidPart): boolean {
  return paidBy === 'On-Demand';
}

function hoursOf(parts: readonly PaidPart[]): number {
  return parts.reduce((sum, { units }) => sum + Number(units.n) / Number(units.d), 0);
}

/** Normalised units. */
function unitsOf(instances: Readonly<Record<string, number>>): number {
  return Object.entries(instances).reduce(
    (sum, [type, count]) => sum + (normalisationQuarters(type)! * count) / 4,
    0,
  );
}
