import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { catalogueFile } from '../../support/catalogue.ts';
import { complaintsOf, small } from '../../support/load.ts';

const files = {
  'prices.json': catalogueFile([
    ['us-east-1', 'ec2.linux:m5.large', '2025-11-01', '0.1'],
    ['us-east-1', 'ec2.linux:m5.large', '2026-03-03', '0.2'],
    ['us-east-1', 'ec2.linux:c5.large', '2026-04-01', '0.3'],
    ['us-east-1', 'ec2.linux:c5.large', '2026-06-01', '0.4'],
    ['ap-southeast-9', 'ec2.linux:m5.large', '2026-01-01', '0.5'],
  ]),
  'broken.json':
    '{"format": "ecsim-catalogue-1", "currency": "EUR", "sources": [], "regions": {}, "prices": [7]}',
};
const loaded = async (pricing: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  loadScenario(small({ simulation: { start: '2026-03-02T12:00:00Z' }, pricing, ...more }), {
    files: memoryFiles(files),
    fileName: 'small.yaml',
  });
const complaints = (pricing: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  complaintsOf(small({ pricing, ...more }), { files });

test('a catalogue stands in place of the built-in prices: the newest, those of a day, or those in force', async () => {
  const priceOf = async (pricing: unknown, type = 'm5.large') =>
    (await loaded(pricing)).prices.ec2.hourlyPrice(type);
  const catalogue = 'prices.json';
  expect(await priceOf({})).toBe('0.096');
  expect(await priceOf({ catalogue })).toBe('0.2');
  expect(await priceOf({ catalogue, asOf: '2026-03-02' })).toBe('0.1');
  expect(await priceOf({ catalogue, asOf: '2020-01-01' })).toBe('0.1');
  expect(await priceOf({ catalogue, asOf: 'simulated' })).toBe('0.1');
  expect(await priceOf({ catalogue, asOf: 'simulated' }, 'c5.large')).toBe('0.3');
  expect(await priceOf({ catalogue }, 'm5.xlarge')).toBe('0.192');
});

test('later prices are those that change after the start', async () => {
  const { prices } = await loaded({ catalogue: 'prices.json', asOf: 'simulated' });
  expect(
    prices.later.map(({ fromMs, prices: then }) => [
      new Date(fromMs).toISOString(),
      then.ec2.hourlyPrice('m5.large'),
      then.ec2.hourlyPrice('c5.large'),
    ]),
  ).toEqual([
    ['2026-03-03T00:00:00.000Z', '0.2', '0.3'],
    ['2026-06-01T00:00:00.000Z', '0.2', '0.4'],
  ]);
  expect((await loaded({ catalogue: 'prices.json' })).prices.later).toEqual([]);
});

test('a catalogue brings in a region of its own', async () => {
  const { scenario, prices } = await loaded({ catalogue: 'prices.json' }, { region: 'ap-southeast-9' });
  expect(scenario.region).toBe('ap-southeast-9');
  expect(prices.ec2.hourlyPrice('m5.large')).toBe('0.5');
  expect((await complaints({}, { region: 'ap-southeast-9' }))[0]).toMatch(
    /^region: expected a region with known prices .* received "ap-southeast-9"\. Did you mean/,
  );
});

test('a catalogue without the region is said', async () => {
  const { scenario } = await loaded({ catalogue: 'prices.json' }, { region: 'eu-west-1' });
  expect(scenario.warnings.map(({ message }) => message)).toContain(
    '"prices.json" has no price of eu-west-1: all are the built-in ones.',
  );
});

test('what a catalogue lacks of its region is said, once', async () => {
  const warningsOf = async (ec2InstanceType: string) => {
    const clusters = [{ containerInstances: [{ ec2InstanceType }, { ec2InstanceType, name: 'more' }] }];
    const { scenario } = await loaded({ catalogue: 'prices.json' }, { clusters });
    return scenario.warnings.filter(({ code }) => code === 'price-built-in').map(({ message }) => message);
  };
  expect(await warningsOf('m5.large')).toEqual([]);
  expect(await warningsOf('m5.xlarge')).toEqual([
    '"prices.json" has no price of m5.xlarge in us-east-1: it is billed by the built-in one.',
  ]);
});

test('what is wrong with a catalogue is said at its name', async () => {
  expect(await complaints({ catalogue: 'broken.json' })).toEqual([
    'pricing.catalogue: expected "USD" at currency of "broken.json", received "EUR".',
    'pricing.catalogue: expected { region, price, from, unit, tiers } at prices[0] of "broken.json", received 7.',
  ]);
  expect(await complaints({ catalogue: 'none.json' })).toEqual([
    'pricing.catalogue: expected a file that can be read, received "none.json": no such file.',
  ]);
});

test('a day needs a catalogue, and is a day', async () => {
  expect(await complaints({ asOf: '2026-03-02' })).toEqual([
    'pricing.asOf: expected a `pricing.catalogue`, whose prices have dates, received none. The built-in catalogue has one price of each thing.',
  ]);
  for (const asOf of ['yesterday', '2026-02-30', '2026-03', 7])
    expect(await complaints({ catalogue: 'prices.json', asOf })).toEqual([
      `pricing.asOf: expected a date such as 2026-09-01, or \`simulated\`, received ${JSON.stringify(asOf)}.`,
    ]);
});
