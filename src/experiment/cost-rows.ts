import type { BillHour, BillLine } from '../billing/bill-line.ts';
import type { CommitmentTerms } from '../billing/commitments/open-commitments.ts';
import { shareOut } from '../billing/share-out.ts';
import type { World } from '../events/world.ts';
import { formatInstant } from '../units/calendar.ts';
import { divideRounded, formatNanoUsd, formatRate } from '../units/money.ts';
import type { Charge, CostHour, StreamedCosts } from './outcome.ts';

const HOUR_MS = 3_600_000;

/**
 * The bill as the rows of the outcome, made each time they are read: of each line one for each service that caused part of
 * it, and one for the rest of it.
 */
export function costRows(
  hours: readonly BillHour[],
  world: World,
  commitments: readonly CommitmentTerms[],
): StreamedCosts {
  return {
    hours: { [Symbol.iterator]: () => costHours(hours, world, commitments) },
    *[Symbol.iterator]() {
      for (const { hour, charges } of costHours(hours, world, commitments))
        for (const charge of charges) yield { hour, ...charge };
    },
  };
}

function* costHours(
  hours: readonly BillHour[],
  world: World,
  commitments: readonly CommitmentTerms[],
): Generator<CostHour, undefined> {
  let before: readonly BillLine[] | null = null;
  let charges: readonly Charge[] = [];
  for (const { fromMs, lines } of hours) {
    if (lines !== before) charges = lines.flatMap((line) => chargesOf(line, world, commitments));
    before = lines;
    const epochMs = world.startMs + fromMs;
    yield { hour: formatInstant(epochMs - (((epochMs % HOUR_MS) + HOUR_MS) % HOUR_MS)), charges };
  }
}

function chargesOf(line: BillLine, world: World, commitments: readonly CommitmentTerms[]): Charge[] {
  const parts = partsOf(line, world);
  const weights = parts.map(({ amount }) => amount);
  const sharesOf = (whole: bigint) => (parts.length === 1 ? [whole] : shareOut(whole, weights));
  const quantities = sharesOf(line.quantity);
  const billed = sharesOf(line.billed);
  const list = sharesOf(line.list);
  const contracted = sharesOf(line.contracted);
  const facts = factsOf(line, world, commitments);
  return parts.map(({ service, amount }, i) => ({
    // In the order in which the outcome has them.
    ...facts.place,
    service,
    ...facts.pricing,
    quantity: formatNanoUsd(divideRounded(quantities[i]! * NANO, line.perUnit)),
    ...facts.price,
    listCost: formatNanoUsd(list[i]!),
    contractedCost: formatNanoUsd(contracted[i]!),
    billedCost: formatNanoUsd(billed[i]!),
    effectiveCost: formatNanoUsd(amount),
  }));
}

interface Part {
  readonly service: string;
  /** Nano-USD. */
  readonly amount: bigint;
}

/** Services in the order of their shares; last what standalone tasks and idle instances cost. */
function partsOf({ shares, amount }: BillLine, { workloads }: World): readonly Part[] {
  const byService = new Map<string, bigint>();
  let rest = amount;
  for (const share of shares) {
    const { service } = workloads[share.workload]!;
    if (service === '' || share.amount === 0n) continue;
    rest -= share.amount;
    byService.set(service, (byService.get(service) ?? 0n) + share.amount);
  }
  const parts = [...byService].map(([name, part]) => ({
    service: name.slice(name.indexOf('/') + 1),
    amount: part,
  }));
  return rest > 0n || parts.length === 0 ? [...parts, { service: '', amount: rest }] : parts;
}

/** What all parts of a line share. */
function factsOf(line: BillLine, world: World, commitments: readonly CommitmentTerms[]) {
  const { commitment, pricingCategory } = line;
  const status = commitment?.status ?? '';
  const discounted = divideRounded(line.rate * (MILLION - BigInt(line.discount ?? 0)), MILLION);
  return {
    place: {
      product: line.product,
      usageType: line.usageType,
      availabilityZone: world.zones[line.zone] ?? '',
      cluster: world.clusters[line.cluster] ?? '',
      capacityProvider: line.capacityProvider,
      launchType: line.launchType,
    },
    pricing: {
      pricingCategory,
      chargeCategory: status === 'Purchase' ? ('Purchase' as const) : ('Usage' as const),
      commitment: commitment === null ? '' : commitments[commitment.index]!.id,
      commitmentStatus: status === 'Purchase' ? ('' as const) : status,
    },
    price: { unit: line.unit, rate: formatRate(line.rate), contractedRate: formatRate(discounted) },
  };
}

/** Quantities are printed with nine decimals, like amounts. */
const NANO = 1_000_000_000n;
const MILLION = 1_000_000n;
