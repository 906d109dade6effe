import type { BillLine } from '../billing/bill-line.ts';
import type { World } from '../events/world.ts';
import { formatInstant } from '../units/calendar.ts';
import { divideRounded, formatNanoUsd, formatRate } from '../units/money.ts';
import type { CostRow } from './outcome.ts';

const HOUR_MS = 3_600_000;

/** Bill lines as the rows of the outcome. */
export function costRows(lines: readonly BillLine[], world: World): CostRow[] {
  return lines.map((line) => {
    const fromMs = world.startMs + line.fromMs;
    const cost = formatNanoUsd(line.amount);
    return {
      hour: formatInstant(fromMs - (((fromMs % HOUR_MS) + HOUR_MS) % HOUR_MS)),
      product: line.product,
      usageType: line.usageType,
      availabilityZone: world.zones[line.zone]!,
      cluster: world.clusters[line.cluster]!,
      capacityProvider: line.capacityProvider,
      launchType: line.launchType,
      service: '',
      pricingCategory: line.pricingCategory,
      quantity: formatNanoUsd(divideRounded(line.quantity * NANO, line.perUnit)),
      unit: line.unit,
      rate: formatRate(line.rate),
      listCost: cost,
      billedCost: cost,
      effectiveCost: cost,
    };
  });
}

/** Quantities are printed with nine decimals, like amounts. */
const NANO = 1_000_000_000n;
