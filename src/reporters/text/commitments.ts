import type {
  CommitmentPoint,
  CommitmentsAdvice,
  PlanAdvice,
} from '../../experiment/commitments/advise-commitments.ts';
import type { ReservedAdvice } from '../../experiment/commitments/advise-reserved.ts';
import { cleanText, fitText, padText, wrapText } from './layout.ts';
import { countOf, formatShare, formatUsd } from './numbers.ts';
import { layTable } from './table.ts';

/** The Savings Plans and Reserved Instances that would have been right for a run, in at most `width` columns (at least 60). */
export function commitmentsText(advice: CommitmentsAdvice, width: number = 80): string {
  const parts = [
    head(advice, width),
    plansTable(advice, width),
    reservedTable(advice, width),
    curveOf(advice, width),
    legend(advice, width),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n');
}

function head(
  { scenario, hours, plans, reservedInstances, region }: CommitmentsAdvice,
  width: number,
): string[] {
  const title = `${cleanText(scenario.name)}: commitments for ${countOf(hours, 'hour')} of the clock in ${region}`;
  const lines = wrapText(title, width);
  if (hours === 0)
    return [
      ...lines,
      ...wrapText('The run has no whole hour of the clock, and commitments are bought by the hour.', width),
    ];
  if (plans.length + reservedInstances.length === 0)
    return [...lines, ...wrapText('Nothing runs On-Demand that a Savings Plan would cover.', width)];
  return lines;
}

const HEADER = ['Plan', 'Term', 'Payment', 'Commit an hour', 'Without', 'With', 'Saved', 'Unused'];
const STYLE = {
  alignRight: [false, false, false, true, true, true, true, true],
  names: 0,
  yields: [
    [0, 8],
    [2, 0],
    [4, 0],
  ],
} as const;

function plansTable({ plans, hours }: CommitmentsAdvice, width: number): string[] {
  if (plans.length === 0) return [];
  return layTable([HEADER, ...plans.map((plan) => rowOf(plan, hours))], STYLE, width);
}

const RESERVED_HEADER = ['Reserved', 'Term', 'Payment', 'Count', 'Without', 'With', 'Saved', 'Unused'];

function reservedTable({ reservedInstances, hours }: CommitmentsAdvice, width: number): string[] {
  if (reservedInstances.length === 0) return [];
  const rows = reservedInstances.map((reserved) => reservedRow(reserved, hours));
  return layTable([RESERVED_HEADER, ...rows], STYLE, width);
}

function reservedRow(reserved: ReservedAdvice, hours: number): string[] {
  const { best, none, term, payment, instanceType, productDescription, sizeFlexibleFamily } = reserved;
  const paid = best.cost - best.onDemand;
  const platform = productDescription === 'Windows' ? ' Windows' : '';
  return [
    `${instanceType}${platform}${sizeFlexibleFamily === null ? '' : `, any ${sizeFlexibleFamily}`}`,
    term,
    payment,
    String(best.count),
    formatUsd(none.cost),
    formatUsd(best.cost),
    none.cost === 0 ? '-' : formatShare((none.cost - best.cost) / none.cost),
    best.count === 0 || hours === 0 ? '-' : formatShare(best.unused / paid),
  ];
}

function rowOf(plan: PlanAdvice, hours: number): string[] {
  const { best, none, term, payment } = plan;
  const committed = best.hourlyCommitment * hours;
  return [
    nameOf(plan),
    term,
    payment,
    formatRate(best.hourlyCommitment),
    formatUsd(none.cost),
    formatUsd(best.cost),
    formatShare((none.cost - best.cost) / none.cost),
    committed === 0 ? '-' : formatShare(best.unused / committed),
  ];
}

function nameOf({ type, instanceFamily }: PlanAdvice): string {
  return instanceFamily === null ? type : `${type} ${instanceFamily}`;
}

/** USD an hour with the decimals that plans are bought by. */
function formatRate(usd: number): string {
  return `$${usd.toFixed(usd !== 0 && usd < 1 ? 5 : 3).replace(/(\.\d{2}\d*?)0+$/, '$1')}`;
}

/** What other commitments of the best plan cost: the price of a wrong guess. */
function curveOf({ plans }: CommitmentsAdvice, width: number): string[] {
  const [first] = plans;
  if (first === undefined || first.best.cost === first.none.cost) return [];
  const most = Math.max(...first.curve.map(({ regret }) => regret));
  const rows = first.curve.map((point) => curveRow(point, first.best, most, width));
  const title = `What a wrong guess costs: ${nameOf(first)}, ${first.term}, ${first.payment}`;
  return [...wrapText(title, width), ...rows.map((row) => fitText(row, width))];
}

const RATE_WIDTH = 10;
const COST_WIDTH = 12;

function curveRow(point: CommitmentPoint, best: CommitmentPoint, most: number, width: number): string {
  const { hourlyCommitment, cost, regret } = point;
  const rate = padText(formatRate(hourlyCommitment), RATE_WIDTH, true);
  const money = padText(formatUsd(cost), COST_WIDTH, true);
  if (hourlyCommitment === best.hourlyCommitment) return `${rate}${money}  the least`;
  const more = `+${formatUsd(regret)}`;
  const room = Math.max(1, width - RATE_WIDTH - COST_WIDTH - more.length - 4);
  return `${rate}${money}  ${'█'.repeat(most === 0 ? 0 : Math.round((regret / most) * room))} ${more}`;
}

function legend({ plans, reservedInstances }: CommitmentsAdvice, width: number): string[] {
  if (plans.length + reservedInstances.length === 0) return [];
  return wrapText(
    'Without and With: what such a commitment could cover costs in these hours at list prices, without it and with it. Each row is bought alone. A commitment binds for its whole term: the saving is that of a term of hours like these. Reserved Instances of the scenario are applied before; its own Savings Plans are left out.',
    width,
  );
}
