import { after, type Effect, inScenario } from './effect.ts';

const PLAN = 'pricing.savingsPlans=[{type: Compute, hourlyCommitment: 0.05}]';
const RESERVED = 'pricing.reservedInstances=[{instanceType: m5.large}]';
const WHOLE_HOURS = 'simulation.start=2026-03-02T00:00:00Z';

/** Rows about what the bill is made by. */
export const PRICING_EFFECTS: readonly Effect[] = inScenario('fleet', [
  { change: 'pricing.freeTier=true', before: ['clusters[0].containerInstances[1].external=true'] },
  'pricing.discount=0.1',
  { change: 'pricing.discount.others=0.2', before: ['pricing.discount={AmazonECS: 0.1}'] },
  ...after(
    [
      'clusters[0].containerInstances[1].external=true',
      'pricing.freeTier=true',
      'pricing.otherUsage.metered=[{price: ecs.anywhere.hour, units: 3000}]',
    ],
    ['pricing.otherUsage.metered[0].units=10', 'pricing.otherUsage.metered[0].price=logs.ingestGb'],
  ),
  ...after(
    [WHOLE_HOURS, PLAN],
    [
      'pricing.savingsPlans[0].hourlyCommitment=0.06',
      'pricing.savingsPlans[0].term=3y',
      'pricing.savingsPlans[0].payment=AllUpfront',
      {
        change: 'pricing.savingsPlans[0].type=EC2Instance',
        along: ['pricing.savingsPlans[0].instanceFamily=m5'],
      },
      {
        change: 'pricing.savingsPlans[0].instanceFamily=c5',
        before: ['pricing.savingsPlans=[{type: EC2Instance, hourlyCommitment: 0.05, instanceFamily: m5}]'],
      },
      'pricing.otherUsage.savingsPlans=["0.02"]',
    ],
  ),
  ...after(
    [WHOLE_HOURS, RESERVED],
    [
      'pricing.reservedInstances[0].instanceType=m5.xlarge',
      'pricing.reservedInstances[0].count=2',
      'pricing.reservedInstances[0].term=3y',
      'pricing.reservedInstances[0].payment=AllUpfront',
      'pricing.reservedInstances[0].offeringClass=convertible',
      'pricing.reservedInstances[0].availabilityZone=us-east-1f',
      'pricing.reservedInstances[0].productDescription=Windows',
      'pricing.reservedInstances[0].hourlyPrice=0.01',
    ],
  ),
]);
