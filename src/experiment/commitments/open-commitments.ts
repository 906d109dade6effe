import type { ReservedInstances, SavingsPlan } from '../../billing/commitments/commitment.ts';
import type { CommitmentTerms, OpenCommitments } from '../../billing/commitments/open-commitments.ts';
import type { PriceTable } from '../../billing/rates.ts';
import { savingsPlanRate } from '../../catalog/commitments/commitments.ts';
import type { ReservedInstancesSpec, SavingsPlanSpec } from '../../scenario/pricing-spec.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { parseRate } from '../../units/money.ts';

/** The commitments of a scenario with their rates; `null`: there are none. */
export function openCommitments({ pricing, region }: Scenario, prices: PriceTable): OpenCommitments | null {
  const { savingsPlans, reservedInstances, otherUsage } = pricing;
  if (savingsPlans.length + reservedInstances.length === 0) return null;
  return {
    region,
    commitments: {
      reservedInstances: reservedInstances.map((spec) => reservedOf(spec, region, prices)),
      savingsPlans: savingsPlans.map((spec, i) =>
        planOf(spec, otherUsage.savingsPlans[i] ?? '0', region, prices),
      ),
    },
    terms: [
      ...reservedInstances.map((spec, i) => reservedTerms(spec, i)),
      ...savingsPlans.map((spec, i) => planTerms(spec, i)),
    ],
  };
}

/** What a plan of these terms costs by SKU; `commitment`: what the run has of it. */
export function planOf(
  { type, hourlyCommitment, instanceFamily, term, payment }: SavingsPlanSpec,
  taken: string,
  region: string,
  prices: PriceTable,
): SavingsPlan {
  const rates = new Map<string, bigint | null>();
  return {
    kind: type,
    family: instanceFamily,
    region: type === 'EC2Instance' ? region : null,
    commitment: (parseRate(hourlyCommitment) - parseRate(taken)) / 10n,
    rateOf(sku) {
      const known = rates.get(sku);
      if (known !== undefined) return known;
      const listed = prices.commitmentPrice?.({ kind: type, term, payment }, sku);
      const rate =
        listed !== undefined
          ? parseRate(listed)
          : sku.startsWith('fargate.')
            ? fargateRate(sku, { type, term, payment }, prices)
            : instanceRate(sku, { type, term, payment }, region, prices);
      rates.set(sku, rate);
      return rate;
    },
  };
}

type Terms = Pick<SavingsPlanSpec, 'type' | 'term' | 'payment'>;

/** `m5.large`, or `m5.large/Windows`: the licence costs the same under a plan (billing:E5). */
function instanceRate(
  sku: string,
  { type, term, payment }: Terms,
  region: string,
  prices: PriceTable,
): bigint | null {
  const [name = '', platform] = sku.split('/');
  const linux = prices.ec2.hourlyPrice(name);
  if (linux === undefined) return null;
  const rate = parseRate(savingsPlanRate(name, region, type, term, payment, linux).rate);
  if (platform === undefined) return rate;
  const windows = prices.ec2.windowsHourlyPrice(name);
  return windows === undefined ? null : rate + parseRate(windows) - parseRate(linux);
}

/** `fargate.vcpuHour/X86_64`: of the price list where it was read there, else On-Demand less what such a plan takes off (billing:S10). */
function fargateRate(sku: string, { type, term, payment }: Terms, prices: PriceTable): bigint | null {
  const [part, architecture] = sku.replace('fargate.', '').split('/') as [
    'vcpuHour' | 'gbHour',
    'X86_64' | 'ARM64',
  ];
  const onDemand = prices.fargate?.[architecture]?.[part];
  if (type !== 'Compute' || onDemand === undefined) return null;
  const plan = prices.fargateSavingsPlans.find(
    (row) => row.architecture === architecture && row.term === term && row.payment === payment,
  );
  return plan === undefined ? null : parseRate(plan[part]);
}

/** A standard Reserved Instance costs what an EC2 Instance plan asks, a convertible one what a Compute plan does (billing:S6). */
export function reservedOf(
  spec: ReservedInstancesSpec,
  region: string,
  prices: PriceTable,
): ReservedInstances {
  const { instanceType, offeringClass, productDescription, term, payment, hourlyPrice } = spec;
  const platform = productDescription === 'Windows' ? 'Windows' : 'Linux';
  const type = offeringClass === 'standard' ? 'EC2Instance' : 'Compute';
  const sku = platform === 'Windows' ? `${instanceType}/Windows` : instanceType;
  const listed =
    prices.commitmentPrice?.({ kind: offeringClass, term, payment }, sku) ??
    prices.commitmentPrice?.({ kind: type, term, payment }, sku);
  return {
    count: spec.count,
    type: instanceType,
    region,
    zone: spec.availabilityZone,
    platform,
    tenancy: 'default',
    hourlyRate:
      hourlyPrice !== null || listed !== undefined
        ? parseRate((hourlyPrice ?? listed)!)
        : instanceRate(sku, { type, term, payment }, region, prices)!,
  };
}

/** Of an hour's price what is paid by the hour (billing:S8). */
const HOURLY_PERCENT = { NoUpfront: 100n, PartialUpfront: 50n, AllUpfront: 0n } as const;

function planTerms(
  { type, payment, term, instanceFamily, hourlyCommitment }: SavingsPlanSpec,
  i: number,
): CommitmentTerms {
  const kind = type === 'Compute' ? 'Compute Savings Plan' : 'EC2 Instance Savings Plan';
  const of = instanceFamily === null ? '' : ` ${instanceFamily}`;
  return {
    id: `savings-plan-${i + 1}`,
    name: `${kind}${of}, $${hourlyCommitment} an hour, ${term}, ${payment}`,
    type: kind,
    product: 'ComputeSavingsPlans',
    hourlyPercent: HOURLY_PERCENT[payment],
  };
}

function reservedTerms(
  { instanceType, count, payment, term, offeringClass }: ReservedInstancesSpec,
  i: number,
): CommitmentTerms {
  return {
    id: `reserved-instances-${i + 1}`,
    name: `${count} x ${instanceType}, ${offeringClass}, ${term}, ${payment}`,
    type: 'Reserved Instance',
    product: 'AmazonEC2',
    hourlyPercent: HOURLY_PERCENT[payment],
  };
}
