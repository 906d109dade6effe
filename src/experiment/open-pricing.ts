import type { Discounts } from '../billing/discount-lines.ts';
import { isMeterName, type MeterName } from '../billing/meters/registry.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What a contract takes off list prices; `null`: nothing. */
export function openDiscounts({ pricing: { discount } }: Scenario): Discounts | null {
  const { byProduct, others } = discount;
  if (others === 0 && Object.values(byProduct).every((part) => part === 0)) return null;
  const millionths = (part: number) => Math.round(part * 1_000_000);
  return {
    others: millionths(others),
    byProduct: new Map(Object.entries(byProduct).map(([product, part]) => [product, millionths(part)])),
  };
}

/** Units a month that go through the steps of prices before the run does. */
export function openOtherUsage({ pricing: { otherUsage } }: Scenario): ReadonlyMap<MeterName, number> {
  const units = new Map<MeterName, number>();
  for (const { price, units: more } of otherUsage.metered)
    if (isMeterName(price)) units.set(price, (units.get(price) ?? 0) + more);
  return units;
}
