import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRegionPrices, loadUnknownRegion } from '../../../src/catalog/region-prices.ts';
import { PRICE_NAMES } from '../../../src/catalog/services/price-names.ts';
import {
  changeDays,
  NEWEST,
  pricesWithCatalogue,
} from '../../../src/catalog/user-catalogue/catalogue-prices.ts';
import type { CatalogueRow } from '../../../src/catalog/user-catalogue/catalogue-row.ts';
import { type CatalogueProblem, readCatalogue } from '../../../src/catalog/user-catalogue/read-catalogue.ts';
import {
  catalogueText,
  EMPTY_CATALOGUE,
  mergeCatalogues,
  type UserCatalogue,
} from '../../../src/catalog/user-catalogue/user-catalogue.ts';

const rows = fc.record({
  region: fc.constantFrom('us-east-1', 'eu-west-1', 'ap-southeast-9'),
  price: fc.constantFrom(...PRICE_NAMES, 'ec2.linux:m5.large' as const, 'ec2.windows:c5.large' as const),
  from: fc.constantFrom('2025-01-01', '2026-01-01', '2026-09-01'),
  unit: fc.constant('Hrs'),
  tiers: fc.constantFrom(
    [{ from: '0', price: '0.1' }],
    [
      { from: '0', price: '0' },
      { from: '10', price: '0.0000000001' },
    ],
  ),
});
const catalogues = fc.array(rows, { maxLength: 30 }).map(
  (all): UserCatalogue =>
    mergeCatalogues(EMPTY_CATALOGUE, {
      sources: [{ service: 'AmazonEC2', published: '2026-10-02' }],
      regions: { 'ap-southeast-9': { name: 'Asia Pacific (Nine)', prefix: 'APS9-' } },
      rows: all,
    }),
);
const read = (catalogue: UserCatalogue) => readCatalogue([...catalogueText(catalogue)].join(''));

test('law: a catalogue that is written and read is the same', () => {
  fc.assert(
    fc.property(catalogues, (catalogue) => {
      expect(read(catalogue)).toEqual(catalogue);
    }),
  );
});

test('law: to merge twice is to merge once, and what is added counts', () => {
  fc.assert(
    fc.property(catalogues, catalogues, (old, added) => {
      const merged = mergeCatalogues(old, added);
      expect(mergeCatalogues(merged, added)).toEqual(merged);
      for (const row of added.rows) expect(merged.rows).toContainEqual(row);
      const keys = new Set([...old.rows, ...added.rows].map(keyOf));
      expect(merged.rows.map(keyOf)).toEqual([...keys].sort());
    }),
  );
});

const keyOf = ({ region, price, from }: CatalogueRow) => `${region} ${price} ${from}`;

describe('a file that is none', () => {
  const file = (more: Readonly<Record<string, unknown>>) =>
    JSON.stringify({
      format: 'ecsim-catalogue-1',
      currency: 'USD',
      sources: [],
      regions: {},
      prices: [],
      ...more,
    });
  const row = (more: Readonly<Record<string, unknown>> = {}) => ({
    region: 'us-east-1',
    price: 'nat.hour',
    from: '2026-09-01',
    unit: 'Hrs',
    tiers: '0:0.05',
    ...more,
  });
  const problemsOf = (text: string) =>
    (readCatalogue(text) as readonly CatalogueProblem[]).map(
      ({ place, expected, received }) => `${place}: expected ${expected}, received ${received}`,
    );

  test('of another kind', () => {
    expect(problemsOf('{')[0]).toMatch(/^the file: expected JSON, received text that is none/);
    expect(problemsOf('[]')[0]).toMatch(/^format: expected "ecsim-catalogue-1"/);
    expect(problemsOf('{"format": "other"}')[0]).toMatch(/received "other"$/);
    expect(readCatalogue(new Uint8Array([0xff]))).toMatchObject([{ received: 'no UTF-8' }]);
  });

  test('with problems: all are said', () => {
    const prices = [
      row({ region: 'Paris' }),
      row({ price: 'nat.year' }),
      row({ from: 'May' }),
      row({ tiers: '5:0.1' }),
      row({ tiers: '0:0.1,0:0.2' }),
      row({ tiers: '0:-1' }),
      row({ note: 1 }),
      row(),
    ];
    expect(problemsOf(file({ currency: 'EUR', sources: [{}], regions: { x: {} }, prices }))).toEqual([
      'currency: expected "USD", received "EUR"',
      'sources[0]: expected { service, published }, received {}',
      'regions.x: expected { name, prefix } of a region, received {}',
      'prices[0].region: expected a region, received "Paris"',
      'prices[1].price: expected a price that `ecsim prices show` knows, or ec2.linux:TYPE, received "nat.year"',
      'prices[2].from: expected a date such as 2026-09-01, received "May"',
      'prices[3].tiers: expected FROM:PRICE with rising edges from 0 on, parted by commas, received "5:0.1"',
      'prices[4].tiers: expected FROM:PRICE with rising edges from 0 on, parted by commas, received "0:0.1,0:0.2"',
      'prices[5].tiers: expected FROM:PRICE with rising edges from 0 on, parted by commas, received "0:-1"',
      'prices[6].note: expected one of region, price, from, unit, tiers, received "note"',
    ]);
  });

  test('with two prices of a day', () => {
    expect(problemsOf(file({ prices: [row(), row()] }))).toEqual([
      'prices[1]: expected one price of a region and date, received "us-east-1 nat.hour 2026-09-01"',
    ]);
  });
});

describe('prices with a catalogue', () => {
  const flat = (region: string, price: CatalogueRow['price'], from: string, usd: string): CatalogueRow => ({
    region,
    price,
    from,
    unit: 'Hrs',
    tiers: [{ from: '0', price: usd }],
  });
  const catalogue: UserCatalogue = {
    sources: [],
    regions: {
      'us-east-1': { name: 'Nowhere', prefix: '' },
      'ap-southeast-9': { name: 'Asia Pacific (Nine)', prefix: 'APS9-' },
    },
    rows: [
      flat('us-east-1', 'ec2.linux:m5.large', '2026-01-01', '0.1'),
      flat('us-east-1', 'ec2.linux:m5.large', '2026-06-01', '0.2'),
      flat('us-east-1', 'nat.hour', '2026-03-01', '0.05'),
      flat('us-east-1', 'fargate.vcpuHour', '2026-03-01', '9'),
      flat('ap-southeast-9', 'fargate.vcpuHour', '2026-03-01', '0.05'),
      flat('ap-southeast-9', 'fargate.gbHour', '2026-03-01', '0.005'),
    ],
  };

  test('take the place of the built-in ones, price by price and day by day', async () => {
    const builtIn = (await loadRegionPrices('us-east-1'))!;
    const at = (day: string) => pricesWithCatalogue(builtIn, catalogue, day);
    const ofDay = (day: string) => at(day).ec2.hourlyPrice('m5.large');
    expect(['2025-01-01', '2026-01-01', '2026-05-31', '2026-06-01', NEWEST].map(ofDay)).toEqual([
      '0.1',
      '0.1',
      '0.1',
      '0.2',
      '0.2',
    ]);
    expect(at(NEWEST).ec2.hourlyPrice('m5.xlarge')).toBe('0.192');
    expect(at(NEWEST).services.find('nat.hour')).toEqual({
      unit: 'Hrs',
      tiers: [{ from: '0', price: '0.05' }],
      asOf: '2026-03-01',
      source: 'catalogue',
      rule: null,
    });
    expect(at(NEWEST).services.find('nat.gb')).toEqual(builtIn.services.find('nat.gb'));
    expect(at(NEWEST).fargate).toEqual(builtIn.fargate);
    expect(at(NEWEST)).toMatchObject({ regionName: builtIn.regionName, usagePrefix: builtIn.usagePrefix });
    expect(at('2026-05-01').ec2AsOf).toBe('2026-01-01');
    expect(changeDays(catalogue, 'us-east-1')).toEqual(['2026-06-01']);
  });

  test('make a region that is not built in', async () => {
    const prices = pricesWithCatalogue(await loadUnknownRegion('ap-southeast-9'), catalogue, NEWEST);
    expect(prices).toMatchObject({
      regionName: 'Asia Pacific (Nine)',
      usagePrefix: { ec2: 'APS9-', fargate: 'APS9-' },
      fargate: { X86_64: { vcpuHour: '0.05', gbHour: '0.005', derived: false }, ARM64: null },
      fargateSpot: { X86_64: { vcpuHour: '0.016', derived: true }, ARM64: null },
    });
    expect(prices.ec2.hourlyPrice('m5.large')).toBeUndefined();
    expect(prices.services.find('kms.keyMonth')).toMatchObject({ rule: 'as in us-east-1' });
  });
});
