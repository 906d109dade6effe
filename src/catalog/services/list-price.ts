/** A price as AWS's price list has it: USD a unit, graduated over the month's quantity (billing:8). */
export interface ListPrice {
  /** What one unit is, in the price list's word: `GB-Mo`, `Hrs`, `LCU-Hrs`. */
  readonly unit: string;
  /** Each slice at its own price; the first begins at 0. Most prices have one. */
  readonly tiers: readonly PriceTier[];
  /** ISO date or month; `null` where no public copy with a day was found. */
  readonly asOf: string | null;
  /** Where the price was read: a key of `SOURCES`, `memory`, or the name of a user's catalogue file. */
  readonly source: string;
  /** The rule that gave the price, in words; `null` for a price that was read somewhere. */
  readonly rule: string | null;
}

/** From a quantity in a month on, units, the price of one in USD: both decimals. */
export interface PriceTier {
  readonly from: string;
  readonly price: string;
}
