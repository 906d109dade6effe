import type { BillHour, BillLine } from '../bill-line.ts';
import type { CommittableUsage } from './commitment.ts';
import type { PlannedHours } from './commitment-curve.ts';

/** What bill lines do not say of the instances behind them. */
export interface RunPlace {
  readonly region: string;
  /** By index, as lines have them. */
  readonly zones: readonly string[];
}

/**
 * The lines of an hour that commitments can apply to, by their index: instances and Fargate's vCPU and memory, On-Demand
 * (billing:S6). Spot, ephemeral storage and whatever is neither are never covered (billing:S7).
 */
export function committableLines(
  lines: readonly BillLine[],
  place: RunPlace,
): readonly (readonly [number, CommittableUsage])[] {
  return [...lines.entries()].flatMap(([index, line]) => {
    const type = ON_DEMAND_INSTANCE.exec(line.usageType)?.[1];
    const covered = type !== undefined || FARGATE_TASK.test(line.usageType);
    if (line.pricingCategory !== 'Standard' || !covered) return [];
    const usage: CommittableUsage = {
      sku: line.usageType,
      quantity: line.quantity,
      perUnit: line.perUnit,
      onDemandRate: line.rate,
      instance:
        type === undefined
          ? null
          : {
              type,
              region: place.region,
              zone: place.zones[line.zone]!,
              platform: 'Linux',
              tenancy: 'default',
            },
    };
    return [[index, usage] as const];
  });
}

/** What a plan asks for a unit of usage, 1e-10 USD; `null`: it does not cover it. */
export type PlanRates = (usage: CommittableUsage) => bigint | null;

/**
 * The hours of a bill as a commitment sees them, those alike counted together. Reserved Instances are not taken off.
 */
export function plannedHours(hours: readonly BillHour[], place: RunPlace, rateOf: PlanRates): PlannedHours[] {
  const times = new Map<BillHour['lines'], number>();
  // Hours that used the same have the same list.
  for (const { lines } of hours) times.set(lines, (times.get(lines) ?? 0) + 1);
  return [...times].map(([lines, count]) => ({
    times: count,
    usage: committableLines(lines, place).map(([, usage]) => ({
      quantity: usage.quantity,
      perUnit: usage.perUnit,
      onDemandRate: usage.onDemandRate,
      rate: rateOf(usage),
    })),
  }));
}

const ON_DEMAND_INSTANCE = /(?:^|-)BoxUsage:(.+)$/;
/** With the region's prefix; ARM's too, but neither Spot's nor Windows' licence. */
const FARGATE_TASK = /^(?:[A-Z]+\d*-)?Fargate-(?:ARM-|Windows-)?(?:vCPU-Hours:perCPU|GB-Hours)$/;
