import * as z from 'zod';
import { parseRate } from '../../../units/money.ts';
import type { LoadContext } from '../../context.ts';
import type { ReservedInstancesSpec, SavingsPlanSpec } from '../../pricing-spec.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { choice, integer, price, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

const terms = {
  term: choice(['1y', '3y']).prefault('1y').describe('How long it was bought for; default 1y.'),
  payment: choice(['NoUpfront', 'PartialUpfront', 'AllUpfront'])
    .prefault('NoUpfront')
    .describe('What of it was paid at once, before the run: its price is lower then; default NoUpfront.'),
};

export const savingsPlanSchema = mapping({
  type: choice(['Compute', 'EC2Instance']).describe(
    'Compute: any instance and Fargate; EC2Instance: one family in one region.',
  ),
  hourlyCommitment: price().describe('USD an hour that are paid at its rates, used or not.'),
  ...terms,
  instanceFamily: text('a family of instance types such as m5', 20)
    .optional()
    .describe('Of an EC2Instance plan: the family that it is for.'),
});

export const reservedInstancesSchema = mapping({
  instanceType: text('the name of an EC2 instance type', 50).describe('What is reserved: m5.large.'),
  count: integer(1, 100_000).prefault(1).describe('How many; default 1.'),
  ...terms,
  offeringClass: choice(['standard', 'convertible'])
    .prefault('standard')
    .describe('Standard ones cost less; default standard.'),
  availabilityZone: text('an Availability Zone', 50)
    .optional()
    .describe('Zonal: for instances of that zone and of that type only. Default: the whole region.'),
  productDescription: choice(['Linux/UNIX', 'Windows'])
    .prefault('Linux/UNIX')
    .describe('The platform; default Linux/UNIX.'),
  hourlyPrice: price()
    .optional()
    .describe('USD an hour of one of them, an upfront payment spread over the term. Default: the catalogue.'),
});

export const savingsPlansSchema: z.ZodArray<typeof savingsPlanSchema> = z.array(savingsPlanSchema);
export const reservedListSchema: z.ZodArray<typeof reservedInstancesSchema> =
  z.array(reservedInstancesSchema);

/** What Savings Plans can be bought for, 1e-10 USD: from a tenth of a cent to a million an hour, at most five decimals (billing:S9). */
const LEAST = parseRate('0.001');
const MOST = parseRate('1000000');
const STEP = parseRate('0.00001');

/** Savings Plans that are had from the run's start to its end. */
export function resolveSavingsPlans(
  plans: z.output<typeof savingsPlansSchema>,
  { findings }: LoadContext,
): SavingsPlanSpec[] {
  return plans.map(({ hourlyCommitment, instanceFamily = null, ...plan }, i) => {
    const path: Path = ['pricing', 'savingsPlans', i];
    const rate = parseRate(hourlyCommitment);
    if (rate < LEAST || rate > MOST || rate % STEP !== 0n)
      findings.add(
        [...path, 'hourlyCommitment'],
        'from 0.001 to 1000000 USD an hour with at most five decimals',
        describeValue(hourlyCommitment),
      );
    const needsFamily = plan.type === 'EC2Instance';
    if (needsFamily !== (instanceFamily !== null))
      findings.add(
        [...path, 'instanceFamily'],
        needsFamily ? 'the family of an EC2Instance plan' : 'no `instanceFamily` beside type Compute',
        instanceFamily === null ? 'nothing' : describeValue(instanceFamily),
      );
    return { ...plan, hourlyCommitment, instanceFamily };
  });
}

/** Reserved Instances that are had from the run's start to its end. */
export function resolveReservedInstances(
  list: z.output<typeof reservedListSchema>,
  { findings, prices, region, types }: LoadContext,
): ReservedInstancesSpec[] {
  return list.map(({ availabilityZone = null, hourlyPrice = null, ...reserved }, i) => {
    const path: Path = ['pricing', 'reservedInstances', i];
    const { instanceType, productDescription } = reserved;
    const windows = productDescription === 'Windows';
    const listed = windows
      ? prices?.ec2.windowsHourlyPrice(instanceType)
      : prices?.ec2.hourlyPrice(instanceType);
    if (types.find(instanceType) === undefined)
      findings.add(
        [...path, 'instanceType'],
        'the name of an EC2 instance type',
        describeValue(instanceType),
      );
    else if (prices !== null && listed === undefined && hourlyPrice === null)
      findings.add(
        [...path, 'instanceType'],
        `an instance type with an On-Demand price in ${region}`,
        describeValue(instanceType),
        'Give it an `hourlyPrice`, or bring its price in with `ecsim prices import`.',
      );
    if (availabilityZone !== null && !availabilityZone.startsWith(region))
      findings.add(
        [...path, 'availabilityZone'],
        `an Availability Zone of ${region}`,
        describeValue(availabilityZone),
      );
    return { ...reserved, availabilityZone, hourlyPrice };
  });
}
