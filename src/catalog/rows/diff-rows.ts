import { tiersText } from '../user-catalogue/catalogue-row.ts';
import type { PriceRow } from './price-row.ts';

/** What is different between two sets of prices of one region. */
export interface PriceDiff {
  readonly region: string;
  readonly same: number;
  /** The largest relative change of a first tier first. */
  readonly changed: readonly { readonly before: PriceRow; readonly after: PriceRow }[];
  readonly added: readonly PriceRow[];
  readonly removed: readonly PriceRow[];
}

export function diffRows(region: string, before: readonly PriceRow[], after: readonly PriceRow[]): PriceDiff {
  const old = new Map(before.map((row) => [row.id, row]));
  const ids = new Set(after.map(({ id }) => id));
  const pairs = after.flatMap((row) => {
    const was = old.get(row.id);
    return was === undefined ? [] : [{ before: was, after: row }];
  });
  const changed = pairs.filter((pair) => tiersText(pair.before.tiers) !== tiersText(pair.after.tiers));
  return {
    region,
    same: pairs.length - changed.length,
    changed: changed.sort((a, b) => changeOf(b) - changeOf(a) || (a.after.id < b.after.id ? -1 : 1)),
    added: after.filter(({ id }) => !old.has(id)),
    removed: before.filter(({ id }) => !ids.has(id)),
  };
}

function changeOf({ before, after }: PriceDiff['changed'][number]): number {
  return Math.abs(relativeChange(before, after));
}

/** Of the first tier: 0.1 is ten percent dearer. */
export function relativeChange(before: PriceRow, after: PriceRow): number {
  const [was, is] = [before, after].map(({ tiers }) => Number(tiers[0]!.price));
  return was === 0 ? 0 : is! / was! - 1;
}
