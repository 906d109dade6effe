import type { PriceId } from '../../catalog/services/price-id.ts';
import type { LoadContext } from '../context.ts';

/** Says that a catalogue file which has prices of the region lacks one that is billed: it comes from the built-in catalogue. */
export function warnOfBuiltIn(id: PriceId, what: string, { prices, region, findings }: LoadContext): void {
  const own = prices?.own ?? null;
  if (own === null || own.prices.size === 0 || own.prices.has(id)) return;
  const message = `"${own.file}" has no price of ${what} in ${region}: it is billed by the built-in one.`;
  if (findings.warnings.every((warning) => warning.message !== message))
    findings.warn('price-built-in', message);
}
