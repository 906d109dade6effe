import type { BillHour, BillLine } from '../../billing/bill-line.ts';
import type { PlannedUsage } from '../../billing/commitments/commitment-curve.ts';
import { type CommitmentChoice, leastCostCommitment } from '../../billing/commitments/least-cost.ts';
import { familyOfType } from '../../billing/commitments/normalisation.ts';
import type { PriceTable } from '../../billing/rates.ts';
import type { SavingsPlanSpec } from '../../scenario/pricing-spec.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { adviseReserved, type ReservedAdvice } from './advise-reserved.ts';
import { groupedHours } from './grouped-hours.ts';
import { planOf } from './open-commitments.ts';

const HOUR_MS = 3_600_000;

/** Points of a cost curve. */
export const CURVE_POINTS = 11;

/** Which Savings Plan or which Reserved Instances would have been right for a run, and what a wrong guess costs. Money is in USD. */
export interface CommitmentsAdvice {
  readonly scenario: { readonly name: string };
  readonly region: string;
  /** Whole hours of the clock that the run has; parts of hours are left out. */
  readonly hours: number;
  /** What can be bought, the one that saves most first. */
  readonly plans: readonly PlanAdvice[];
  /** Each for itself, as if no plan were bought; the one that saves most first. */
  readonly reservedInstances: readonly ReservedAdvice[];
}

/** One kind of plan: the hourly commitment that costs least over the run's hours. */
export interface PlanAdvice {
  readonly type: SavingsPlanSpec['type'];
  /** Of an EC2Instance plan. */
  readonly instanceFamily: string | null;
  readonly term: SavingsPlanSpec['term'];
  readonly payment: SavingsPlanSpec['payment'];
  readonly best: CommitmentPoint;
  /** What all that plans of the kind could cover costs without any. */
  readonly none: CommitmentPoint;
  /** From none to more than any hour uses, the best one among them. */
  readonly curve: readonly CommitmentPoint[];
}

export interface CommitmentPoint {
  /** USD an hour. */
  readonly hourlyCommitment: number;
  /** Over the run's hours: the commitment, and what it does not cover On-Demand. */
  readonly cost: number;
  readonly unused: number;
  readonly onDemand: number;
  /** What it costs more than the best one. */
  readonly regret: number;
}

/** How plans are bought that are asked about; `null`: both terms. */
export interface PlanTerms {
  readonly term: SavingsPlanSpec['term'] | null;
  readonly payment: SavingsPlanSpec['payment'];
}

/** The advice for the hours of a bill that was made without Savings Plans. `toMs`: where the run ended. */
export function adviseCommitments(
  scenario: Scenario,
  prices: PriceTable,
  hours: readonly BillHour[],
  toMs: number,
  { term, payment }: PlanTerms,
): CommitmentsAdvice {
  const whole = hours.filter(({ fromMs }, i) => (hours[i + 1]?.fromMs ?? toMs) - fromMs === HOUR_MS);
  const terms = term === null ? (['1y', '3y'] as const) : [term];
  const kinds: readonly Pick<SavingsPlanSpec, 'type' | 'instanceFamily'>[] = [
    { type: 'Compute', instanceFamily: null },
    ...familiesOf(whole).map((instanceFamily) => ({ type: 'EC2Instance' as const, instanceFamily })),
  ];
  const plans = kinds.flatMap((kind) =>
    terms.map((years) => advisePlan({ ...kind, term: years, payment }, scenario, prices, whole)),
  );
  const saved = ({ none, best }: PlanAdvice) => none.cost - best.cost;
  return {
    scenario: { name: scenario.name },
    region: scenario.region,
    hours: whole.length,
    plans: plans.filter(({ none }) => none.cost > 0).sort((a, b) => saved(b) - saved(a)),
    reservedInstances: terms
      .flatMap((years) => adviseReserved({ term: years, payment }, scenario, prices, whole))
      .sort((a, b) => b.none.cost - b.best.cost - (a.none.cost - a.best.cost)),
  };
}

function advisePlan(
  terms: Omit<SavingsPlanSpec, 'hourlyCommitment'>,
  { region }: Scenario,
  prices: PriceTable,
  hours: readonly BillHour[],
): PlanAdvice {
  const plan = planOf({ ...terms, hourlyCommitment: '0' }, '0', region, prices);
  const isOfFamily = ({ sku }: BillLine) =>
    terms.instanceFamily === null ||
    (sku?.instance != null && familyOfType(sku.instance.type) === terms.instanceFamily);
  const planned = groupedHours(hours, (lines) =>
    lines.flatMap((line): PlannedUsage[] => {
      const { sku, quantity, perUnit, rate: onDemandRate } = line;
      if (sku === null || line.commitment !== null || !isOfFamily(line)) return [];
      const rate = plan.rateOf(sku.sku);
      return rate === null ? [] : [{ quantity, perUnit, onDemandRate, rate }];
    }),
  );
  const { best, none, curve } = leastCostCommitment(planned, CURVE_POINTS);
  const { type, instanceFamily, term, payment } = terms;
  return {
    type,
    instanceFamily,
    term,
    payment,
    best: pointOf(best),
    none: pointOf(none),
    curve: curve.map(pointOf),
  };
}

function familiesOf(hours: readonly BillHour[]): string[] {
  const families = new Set<string>();
  for (const lines of new Set(hours.map((hour) => hour.lines)))
    for (const { sku } of lines) if (sku?.instance != null) families.add(familyOfType(sku.instance.type));
  return [...families];
}

function pointOf({ commitment, cost, regret }: CommitmentChoice): CommitmentPoint {
  return {
    hourlyCommitment: nanoUsdToNumber(commitment),
    cost: nanoUsdToNumber(cost.total),
    unused: nanoUsdToNumber(cost.unused),
    onDemand: nanoUsdToNumber(cost.onDemand),
    regret: nanoUsdToNumber(regret),
  };
}
