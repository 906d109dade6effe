import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  COMMITMENTS,
  fargateSavingsPlanRate,
  savingsPlanRate,
} from '../../src/catalog/commitments/commitments.ts';
import { loadRegionPrices, REGIONS, type RegionPrices } from '../../src/catalog/region-prices.ts';
import { FREE_TIERS } from '../../src/catalog/services/free-tiers.ts';
import type { ListPrice } from '../../src/catalog/services/list-price.ts';
import { LOAD_BALANCER_UNITS } from '../../src/catalog/services/load-balancer-units.ts';
import { MANAGED_INSTANCES_FEE } from '../../src/catalog/services/managed-instances.ts';
import { PRICE_NAMES, PRICES, type PriceName } from '../../src/catalog/services/price-names.ts';
import { loadWindowsLicences } from '../../src/catalog/windows-licences.ts';
import { formatRate, parseRate } from '../../src/units/money.ts';
import { FACTS_FILE, serviceModules } from '../support/generate-service-prices.ts';

const regions = (await Promise.all(REGIONS.map(loadRegionPrices))) as RegionPrices[];
const virginia = regions.find(({ region }) => region === 'us-east-1')!;
const facts = readFileSync(FACTS_FILE, 'utf8');

test('the data is what the generator makes of the facts', () => {
  for (const [name, text] of Object.entries(serviceModules(JSON.parse(facts))))
    expect(readFileSync(join(import.meta.dirname, '../../src/catalog/data', name), 'utf8')).toBe(text);
});

test('every price that is not of Fargate has a value in every region, with its day, its source and its rule', () => {
  for (const { region, services } of regions)
    for (const name of PRICE_NAMES) {
      const price = services.find(name);
      if (name.startsWith('fargate.')) expect(price).toBeNull();
      else expectWhole(price!, `${region} ${name}`);
    }
});

test('in us-east-1 nothing follows from another region', () => {
  for (const name of PRICE_NAMES) expect(virginia.services.find(name)?.rule ?? null).toBeNull();
});

test('prices that a person can look up', () => {
  const [tokyo, ireland] = ['ap-northeast-1', 'eu-west-1'].map(
    (name) => regions.find(({ region }) => region === name)!,
  );
  expect(priceOf(virginia, 'nat.hour')).toEqual(['0.045']);
  expect(priceOf(virginia, 'ebs.gp3.mibpsMonth')).toEqual(['0.04']);
  expect(priceOf(virginia, 's3.put')).toEqual(['0.000005']);
  expect(priceOf(virginia, 'ebs.standard.io')).toEqual(['0.00000005']);
  expect(virginia.services.find('transfer.internetOut.gb')).toEqual({
    unit: 'GB',
    tiers: [
      { from: '0', price: '0.09' },
      { from: '10240', price: '0.085' },
      { from: '51200', price: '0.07' },
      { from: '153600', price: '0.05' },
    ],
    asOf: '2026-09-28',
    source: 'REG',
    rule: null,
  });
  expect(priceOf(tokyo!, 'nat.gb')).toEqual(['0.062']);
  expect(tokyo!.services.find('nat.gb')).toMatchObject({ asOf: '2026-08', rule: null });
  expect(tokyo!.services.find('kms.keyMonth')).toMatchObject({ rule: 'as in us-east-1' });
  expect(priceOf(ireland!, 'ebs.gp3.iopsMonth')).toEqual(['0.0055']);
  expect(virginia.ec2.windowsHourlyPrice('c5.large')).toBe('0.177');
  expect(ireland!.ec2.windowsHourlyPrice('c5.large')).toBe('0.188');
  expect(virginia.ec2.windowsHourlyPrice('m7g.large')).toBeUndefined();
});

test("a usage type and its attributes name one price of a service's files", () => {
  const places = PRICE_NAMES.flatMap((name) => {
    const { services, usageType, attributes } = PRICES[name] as (typeof PRICES)['alb.hour'];
    if (usageType === null) return [];
    return services.map((service) => `${service} ${usageType} ${JSON.stringify(attributes)}`);
  });
  expect(new Set(places).size).toBe(places.length);
});

test('free tiers, capacity units and the fee of Managed Instances are those of the facts', () => {
  expect(FREE_TIERS['transfer.internetOut.gb']).toBe(100);
  expect(FREE_TIERS['ecs.anywhere.hour']).toBe(2200);
  expect(LOAD_BALANCER_UNITS.alb).toMatchObject({ newConnectionsPerSecond: 25, freeRules: 10 });
  expect(LOAD_BALANCER_UNITS.nlb.TCP.activeConnectionsPerMinute).toBe(100_000);
  expect(MANAGED_INSTANCES_FEE).toMatchObject({ ofOnDemand: '0.12', ofFee: { g: '0.65' } });
});

test('licences of Windows are dated', async () => {
  expect((await loadWindowsLicences()).asOf).toBe('2025-05-28');
});

test("a Savings Plan's rate is AWS's where it is known, else follows from a discount", () => {
  const rate = (type: string, onDemand: string, payment: 'NoUpfront' | 'AllUpfront') =>
    savingsPlanRate(type, 'us-east-1', 'EC2Instance', '1y', payment, onDemand);
  expect(rate('c7i.xlarge', '0.1785', 'NoUpfront')).toEqual({ rate: '0.11808', rule: null });
  expect(rate('c7i.2xlarge', '0.357', 'NoUpfront').rate).toBe('0.23562');
  expect(rate('m5.large', '0.096', 'AllUpfront')).toEqual({
    rate: '0.056448',
    rule: 'On-Demand less 0.412 (Reserved m5)',
  });
  for (const plan of Object.values(COMMITMENTS.typicalDiscount))
    for (const term of ['1y', '3y'] as const) {
      const { NoUpfront, PartialUpfront, AllUpfront } = plan[term];
      expect(Number(NoUpfront)).toBeLessThan(Number(PartialUpfront));
      expect(Number(PartialUpfront)).toBeLessThan(Number(AllUpfront));
    }
  expect(COMMITMENTS.normalizationFactors['large']).toBe(4);
  expect(COMMITMENTS.notSizeFlexibleFamilies).toEqual(['g4ad', 'g4dn', 'g5', 'g5g', 'inf1']);
});

test("Fargate's rate under a Compute Savings Plan is AWS's in us-east-1, elsewhere in step with the price there", () => {
  const [ireland, tokyo] = ['eu-west-1', 'ap-northeast-1'].map(
    (name) => regions.find(({ region }) => region === name)!,
  );
  const rate = (prices: RegionPrices, payment: 'NoUpfront' | 'PartialUpfront' | 'AllUpfront' = 'NoUpfront') =>
    fargateSavingsPlanRate(prices, virginia, 'X86_64', '1y', payment);
  expect(rate(virginia)).toEqual({ vcpuHour: '0.032384', gbHour: '0.003556', derived: false });
  expect(rate(ireland!)).toEqual(rate(virginia));
  expect(rate(virginia, 'PartialUpfront')).toEqual({
    vcpuHour: '0.03036',
    gbHour: '0.00333375',
    derived: true,
  });
  expect(rate(tokyo!)?.derived).toBe(true);
  expect(Number(rate(tokyo!)?.vcpuHour) / Number(tokyo!.fargate!.X86_64.vcpuHour)).toBeCloseTo(0.8, 8);
  expect(rate(regions.find(({ fargate }) => fargate === null)!)).toBeNull();
});

function priceOf({ services }: RegionPrices, name: PriceName): readonly string[] {
  return services.find(name)!.tiers.map(({ price }) => price);
}

function expectWhole({ tiers, asOf, source, unit }: ListPrice, what: string): void {
  expect(unit, what).not.toBe('');
  expect(source, what).not.toBe('');
  if (asOf !== null) expect(asOf, what).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
  expect(tiers[0]!.from, what).toBe('0');
  for (const [i, { from, price }] of tiers.entries()) {
    expect(formatRate(parseRate(price)), what).toBe(price);
    expect(parseRate(price) > 0n, what).toBe(true);
    if (i > 0) expect(Number(from), what).toBeGreaterThan(Number(tiers[i - 1]!.from));
  }
}
