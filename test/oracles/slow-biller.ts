/**
 * The slow, obvious biller: keeps every task and instance, and adds up hour by hour what each of them overlaps. It imports
 * nothing from what it checks.
 */
export interface BilledThing {
  /** What its line is called: SKU, zone, cluster, as one text. */
  readonly sku: string;
  /** Milliseconds from the run's start; `toMs` is null when it still ran at the end. */
  readonly fromMs: number;
  readonly toMs: number | null;
  /** What a millisecond of it counts. */
  readonly amount: number;
  readonly minimumSeconds: number;
  /** Whether seconds are rounded up and a minimum applies at all. */
  readonly rounds: boolean;
  /** 1e-10 USD for `per` amount-milliseconds. */
  readonly rate: bigint;
  readonly per: bigint;
}

export interface SlowLine {
  readonly hour: number;
  readonly sku: string;
  readonly quantity: bigint;
  readonly nanoUsd: bigint;
}

export function slowBill(
  things: readonly BilledThing[],
  startMs: number,
  warmUpMs: number,
  endMs: number,
): SlowLine[] {
  const hourMs = 3_600_000;
  const lines: SlowLine[] = [];
  const skus = [...new Set(things.map((thing) => thing.sku))];
  for (let hour = Math.floor(startMs / hourMs); hour * hourMs < startMs + endMs; hour++) {
    for (const sku of skus) {
      let quantity = 0n;
      let rate = 0n;
      let per = 1n;
      for (const thing of things) {
        if (thing.sku !== sku) continue;
        ({ rate, per } = thing);
        quantity +=
          BigInt(thing.amount) *
          BigInt(millisecondsIn(thing, hour * hourMs - startMs, hourMs, warmUpMs, endMs));
      }
      if (quantity > 0n) lines.push({ hour, sku, quantity, nanoUsd: nearest(quantity * rate, per * 10n) });
    }
  }
  return lines;
}

/** What of a thing falls into an hour; its rounding and minimum count in the hour of its last moment. */
function millisecondsIn(
  thing: BilledThing,
  hourStart: number,
  hourMs: number,
  warmUpMs: number,
  endMs: number,
): number {
  const from = Math.max(thing.fromMs, hourStart, warmUpMs);
  const to = Math.min(thing.toMs ?? endMs, hourStart + hourMs, endMs);
  let ms = Math.max(0, to - from);
  if (thing.toMs !== null && thing.rounds && (warmUpMs === 0 || thing.toMs > warmUpMs)) {
    const lastHour = thing.toMs > hourStart && thing.toMs <= hourStart + hourMs;
    const ran = thing.toMs - thing.fromMs;
    if (lastHour || (thing.toMs === 0 && hourStart <= 0 && hourStart + hourMs > 0))
      ms += Math.max(Math.ceil(ran / 1000), thing.minimumSeconds) * 1000 - ran;
  }
  return ms;
}

function nearest(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
