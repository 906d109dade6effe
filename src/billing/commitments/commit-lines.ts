import { NONE } from '../../model/task-table.ts';
import { divideRounded } from '../../units/money.ts';
import type { BillLine } from '../bill-line.ts';
import { partOfLine } from '../split-line.ts';
import { applyCommitments } from './apply-commitments.ts';
import type { CommitmentHour, CommittableUsage, PaidPart } from './commitment.ts';
import type { OpenCommitments } from './open-commitments.ts';

/** The lines of an hour of the clock with its commitments: what they cover, what is left, what they cost, what is lost of them. */
export function commitLines(
  lines: readonly BillLine[],
  { commitments, terms, region }: OpenCommitments,
  zones: readonly string[],
  hourMs: bigint,
): BillLine[] {
  const usage = lines.flatMap((line): (CommittableUsage & { readonly line: BillLine })[] => {
    const { sku, quantity, perUnit, rate, zone } = line;
    if (sku === null) return [];
    const { instance } = sku;
    const kind = instance === null ? null : { ...instance, region, zone: zones[zone]!, tenancy: 'default' };
    return [{ line, sku: sku.sku, quantity, perUnit, onDemandRate: rate, instance: kind }];
  });
  const { parts, reservedInstances, savingsPlans } = applyCommitments(commitments, usage, hourMs);
  const offset = commitments.reservedInstances.length;
  const partsOf = new Map<BillLine, PaidPart[]>(usage.map(({ line }) => [line, []]));
  for (const part of parts) partsOf.get(usage[part.usage]!.line)!.push(part);
  const hours = [...reservedInstances, ...savingsPlans];
  return [
    ...lines.flatMap((line) => {
      const paid = partsOf.get(line);
      return paid === undefined ? [line] : paid.map((part) => paidLine(line, part, offset));
    }),
    ...hours.flatMap((hour, index) => feeLines(hour, index, terms[index]!)),
  ];
}

function paidLine(
  line: BillLine,
  { units, amount, onDemandAmount, ...part }: PaidPart,
  offset: number,
): BillLine {
  const isCovered = part.paidBy !== 'On-Demand';
  const isPlan = part.paidBy === 'Compute SP' || part.paidBy === 'EC2 Instance SP';
  return partOfLine(line, {
    quantity: units.n,
    perUnit: units.d,
    amount,
    billed: isCovered ? 0n : amount,
    list: onDemandAmount,
    contracted: onDemandAmount,
    onDemandAmount,
    pricingCategory: isCovered ? 'Committed' : line.pricingCategory,
    commitment: isCovered ? { index: part.commitment + (isPlan ? offset : 0), status: 'Used' } : null,
  });
}

/** What an hour of a commitment is billed for, and what of it nobody has used (billing:S5). */
function feeLines(
  { paid, unused }: CommitmentHour,
  index: number,
  { product, type, hourlyPercent }: OpenCommitments['terms'][number],
): BillLine[] {
  const fee = divideRounded(paid * hourlyPercent, 100n);
  const bare: Omit<BillLine, 'amount' | 'billed' | 'commitment'> = {
    product,
    usageType: type,
    isInstance: false,
    zone: NONE,
    cluster: NONE,
    capacityProvider: '',
    launchType: '',
    // Of a commitment a unit is a USD.
    quantity: paid,
    perUnit: NANO,
    unit: 'USD',
    rate: NANO * 10n,
    list: 0n,
    contracted: 0n,
    pricingCategory: 'Committed',
    sku: null,
    onDemandAmount: 0n,
    shares: [],
    booting: 0n,
    draining: 0n,
    warmPool: 0n,
  };
  return [
    ...(fee === 0n
      ? []
      : [{ ...bare, amount: 0n, billed: fee, commitment: { index, status: 'Purchase' as const } }]),
    ...(unused === 0n
      ? []
      : [
          {
            ...bare,
            usageType: `${type} (unused)`,
            quantity: unused,
            amount: unused,
            billed: 0n,
            commitment: { index, status: 'Unused' as const },
          },
        ]),
  ];
}

const NANO = 1_000_000_000n;
