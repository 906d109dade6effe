import type { Purpose } from '../events/cost-purposes.ts';
import type { BillLine } from './bill-line.ts';

/** What a line of the bill is paid for, in nano-USD that add up to its amount; the same sums as the bill's own of instances. */
export function purposesOf(line: BillLine): readonly (readonly [Purpose, bigint])[] {
  const { amount, shares, booting, draining, warmPool } = line;
  if (line.commitment?.status === 'Unused') return [['unusedCommitment', amount]];
  if (!line.isInstance) return [[purposeOf(line), amount]];
  const useful = shares.reduce((sum, share) => sum + share.amount, 0n);
  return [
    ['useful', useful],
    ['idle', amount - useful - booting - draining - warmPool],
    ['booting', booting],
    ['draining', draining],
    ['warmPool', warmPool],
  ];
}

/** By what AWS's bills call it: the product, and where one product sells several things the usage type. */
function purposeOf({ product, usageType, pricingCategory, capacityProvider }: BillLine): Purpose {
  if (product === 'AWSFargate')
    return pricingCategory === 'Dynamic' || capacityProvider === 'FARGATE_SPOT' ? 'fargateSpot' : 'fargate';
  const byProduct = BY_PRODUCT[product];
  if (byProduct !== undefined) return byProduct;
  return BY_USAGE_TYPE.find(([part]) => usageType.includes(part))?.[1] ?? 'other';
}

const BY_PRODUCT: Readonly<Record<string, Purpose>> = {
  AWSELB: 'loadBalancers',
  AmazonVPC: 'network',
  AWSDataTransfer: 'network',
  AmazonCloudWatch: 'logsAndMonitoring',
  AWSXRay: 'logsAndMonitoring',
};

/** Of Amazon EC2. */
const BY_USAGE_TYPE: readonly (readonly [string, Purpose])[] = [
  ['EBS:', 'volumes'],
  ['NatGateway-', 'network'],
  ['DataTransfer-', 'network'],
];
