import { expect, test } from 'vitest';
import type { BillLine } from '../../src/billing/bill-line.ts';
import { purposesOf } from '../../src/billing/purpose.ts';

const LINE: BillLine = {
  product: 'AmazonEC2',
  usageType: 'BoxUsage:m5.large',
  isInstance: false,
  zone: 0,
  cluster: 0,
  capacityProvider: '',
  launchType: '',
  quantity: 1n,
  perUnit: 1n,
  unit: 'Hrs',
  rate: 1n,
  amount: 100n,
  billed: 100n,
  list: 100n,
  contracted: 100n,
  pricingCategory: 'Standard',
  sku: null,
  commitment: null,
  onDemandAmount: 100n,
  shares: [],
  booting: 0n,
  draining: 0n,
  warmPool: 0n,
};
const purposeOf = (product: string, usageType: string, parts: Partial<BillLine> = {}) =>
  purposesOf({ ...LINE, product, usageType, ...parts }).map(([purpose]) => purpose);

test("lines are told by what AWS's bills call them", () => {
  expect(purposeOf('AmazonEC2', 'EU-EBS:VolumeUsage.gp3')).toEqual(['volumes']);
  expect(purposeOf('AmazonEC2', 'NatGateway-Bytes')).toEqual(['network']);
  expect(purposeOf('AmazonEC2', 'CPUCredits:t3')).toEqual(['other']);
  expect(purposeOf('AWSDataTransfer', 'DataTransfer-Out-Bytes')).toEqual(['network']);
  expect(purposeOf('AmazonVPC', 'PublicIPv4:InUseAddress')).toEqual(['network']);
  expect(purposeOf('AWSELB', 'LCUUsage')).toEqual(['loadBalancers']);
  expect(purposeOf('AmazonCloudWatch', 'DataProcessing-Bytes')).toEqual(['logsAndMonitoring']);
  expect(purposeOf('AmazonECR', 'TimedStorage-ByteHrs')).toEqual(['other']);
  expect(purposeOf('AWSFargate', 'Fargate-GB-Hours')).toEqual(['fargate']);
  expect(purposeOf('AWSFargate', 'Fargate-GB-Hours', { pricingCategory: 'Committed' })).toEqual(['fargate']);
  expect(purposeOf('AWSFargate', 'SpotUsage-Fargate-GB-Hours', { pricingCategory: 'Dynamic' })).toEqual([
    'fargateSpot',
  ]);
  const storage = { capacityProvider: 'FARGATE_SPOT' };
  expect(purposeOf('AWSFargate', 'Fargate-EphemeralStorage-GB-Hours', storage)).toEqual(['fargateSpot']);
  const unused: BillLine['commitment'] = { index: 0, status: 'Unused' };
  expect(purposeOf('ComputeSavingsPlans', '', { commitment: unused })).toEqual(['unusedCommitment']);
});

test("an instance's money is parted as the bill parts it", () => {
  const line = {
    ...LINE,
    isInstance: true,
    shares: [
      { workload: 0, amount: 30n },
      { workload: 1, amount: 20n },
    ],
    booting: 7n,
    draining: 5n,
    warmPool: 3n,
  };
  expect(purposesOf(line)).toEqual([
    ['useful', 50n],
    ['idle', 35n],
    ['booting', 7n],
    ['draining', 5n],
    ['warmPool', 3n],
  ]);
});
