import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { catalogueFile } from '../support/catalogue.ts';
import { answerLine, instanceProduct, offerFile, usageProduct } from '../support/offer-file.ts';
import { commandLine, ended, FIRST_SCENARIO, folderWith, runHere } from './support.ts';

const start = commandLine();

const PRODUCTS = [
  instanceProduct('A', 'm5.large', '0.1000000000'),
  instanceProduct('B', 'm5.large', '9', { tenancy: 'Dedicated' }),
  usageProduct('C', 'EU-NatGateway-Hours', '0.0500000000', 'Hrs'),
];
const OFFER = [...offerFile('AmazonEC2', () => PRODUCTS, ['A'])].join('');
const OLD = catalogueFile([
  ['us-east-1', 'ec2.linux:m5.large', '2026-01-01', '0.08'],
  ['us-east-1', 'nat.hour', '2026-01-01', '0.04'],
]);
const lines = (text: string) => text.split('\n').map((line) => line.replace(/ +/g, ' ').trim());

describe('import', () => {
  test('an offer file into a new catalogue: what was taken, and why the rest was not', async () => {
    const folder = folderWith({ 'index.json': OFFER });
    const { exitCode, stdout, stderr } = await runHere(folder, [
      'prices',
      'import',
      'index.json',
      '--into',
      'mine.json',
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(lines(stdout)).toEqual([
      'index.json: AmazonEC2, published 2026-10-02. 3 products, 2 prices taken in 2',
      'regions.',
      'rejected because',
      '1 tenancy other than Shared',
      '1 entries of Reserved terms were passed over.',
      'mine.json holds 2 prices.',
      '',
    ]);
    expect(readdirSync(folder).sort()).toEqual(['index.json', 'mine.json']);
  });

  test('gzip and lines of GetProducts, into one that there is: both dates stay', async () => {
    const folder = folderWith({
      'old.json': OLD,
      'lines.jsonl': PRODUCTS.map((product) => `${answerLine('AmazonEC2', product)}\n`).join(''),
    });
    writeFileSync(join(folder, 'index.json.gz'), gzipSync(OFFER));
    const given = [
      'prices',
      'import',
      'index.json.gz',
      'lines.jsonl',
      '--into',
      'old.json',
      '--format',
      'json',
    ];
    const { exitCode, stdout } = await runHere(folder, [...given, '--region', 'us-east-1']);
    expect(exitCode).toBe(0);
    const of = {
      services: ['AmazonEC2'],
      published: '2026-10-02',
      products: 3,
      taken: 1,
      regions: ['us-east-1'],
      rejected: { 'tenancy other than Shared': 1, 'another region': 1 },
    };
    expect(JSON.parse(stdout)).toEqual({
      catalogue: 'old.json',
      prices: 3,
      files: [
        { file: 'index.json.gz', ...of, reservedPrices: 0, reservedTerms: 1 },
        { file: 'lines.jsonl', ...of, reservedPrices: 0, reservedTerms: 3 },
      ],
    });
    expect(JSON.parse(readFileSync(join(folder, 'old.json'), 'utf8'))).toMatchObject({
      sources: [{ service: 'AmazonEC2', published: '2026-10-02' }],
      prices: [
        { price: 'ec2.linux:m5.large', from: '2026-01-01', tiers: '0:0.08' },
        { price: 'ec2.linux:m5.large', from: '2026-10-01', tiers: '0:0.1' },
        { price: 'nat.hour', from: '2026-01-01', tiers: '0:0.04' },
      ],
    });
  });

  test.each([
    [['import', '--into', 'new.json'], "prices import: expected AWS's price lists, received no file."],
    [['import', 'index.json'], 'prices import: expected --into FILE, the catalogue, received none.'],
    [
      ['import', 'none.json', '--into', 'new.json'],
      'none.json: expected a file that can be read, received no such file.',
    ],
    [['import', 'half.json', '--into', 'new.json'], 'half.json: byte 600'],
    [
      ['import', 'page.html', '--into', 'new.json'],
      'page.html: byte 0: expected an object or a list, received `<`.',
    ],
    [
      ['import', 'half.json.gz', '--into', 'new.json'],
      'half.json.gz: expected whole gzip data, received data that breaks off',
    ],
    [
      ['import', 'index.json', '--into', 'page.html'],
      'page.html: the file: expected JSON, received text that is none',
    ],
  ])('%j leaves everything as it was', async (args, message) => {
    const folder = folderWith({
      'index.json': OFFER,
      'half.json': OFFER.slice(0, 600),
      'page.html': '<html></html>',
    });
    writeFileSync(join(folder, 'half.json.gz'), gzipSync(OFFER).subarray(0, 200));
    const before = readdirSync(folder).sort();
    const { exitCode, stdout, stderr } = await runHere(folder, ['prices', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('an import that is interrupted leaves the catalogue as it was', async () => {
    const cwd = folderWith({ 'old.json': OLD });
    const child = start(['prices', 'import', '-', '--into', 'old.json'], { cwd });
    const end = ended(child);
    child.stdin!.on('error', () => {});
    child.stdin!.write(OFFER.slice(0, 1500));
    // More than a pipe holds: it drains when it is being read.
    if (!child.stdin!.write(' '.repeat(1 << 20))) await once(child.stdin!, 'drain');
    child.kill('SIGINT');
    expect(await end).toEqual({
      exitCode: 130,
      stdout: '',
      stderr: 'Stopped by SIGINT before it was done; nothing was written.\n',
    });
    expect(readdirSync(cwd)).toEqual(['old.json']);
    expect(readFileSync(join(cwd, 'old.json'), 'utf8')).toBe(OLD);
  });
});

describe('show', () => {
  const show = (folder: string, ...args: readonly string[]) => runHere(folder, ['prices', 'show', ...args]);

  test('a type, a family and a service of the built-in catalogue', async () => {
    const { stdout } = await show('.', 'm5.large', 'nat', 'transfer.internetOut.gb', '--region', 'us-east-1');
    expect(lines(stdout)).toEqual([
      'us-east-1',
      'price unit from USD as of source',
      'ec2.linux:m5.large Hrs 0.096 2026-02-07 AWS',
      'ec2.windows:m5.large Hrs 0.188 2025-05-28 AWS',
      'nat.hour Hrs 0.045 2026-09-28 REG',
      'nat.gb GB 0.045 2026-09-28 REG',
      'transfer.internetOut.gb GB 0 0.09 2026-09-28 REG',
      '10240 0.085',
      '51200 0.07',
      '153600 0.05',
      '',
      'source what it is day',
      "AWS AWS's Price List: instances and Fargate -",
      'REG first-party price lists as quoted in public notes 2026-09-28',
      '',
    ]);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const whole = await show('.', '--region', 'eu-west-1', '--region', 'ap-south-2');
    for (const line of whole.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('of a day of a catalogue, as JSON', async () => {
    const folder = folderWith({ 'old.json': OLD });
    const { stdout } = await show(folder, 'nat.hour', '--catalogue', 'old.json', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual([
      {
        region: 'us-east-1',
        prices: [
          {
            id: 'nat.hour',
            service: 'AmazonEC2',
            usageType: 'NatGateway-Hours',
            unit: 'Hrs',
            tiers: [{ from: '0', price: '0.04' }],
            asOf: '2026-01-01',
            source: 'catalogue',
            rule: null,
          },
        ],
      },
    ]);
  });

  test.each([
    [['m5.huge'], 'received "m5.huge", which has no price in us-east-1.'],
    [
      ['nat', '--region', 'eu-wset-1'],
      '--region: expected a region with known prices, received "eu-wset-1". Did you mean eu-west-1?',
    ],
    [['nat', '--as-of', 'May'], '--as-of: expected a day such as 2026-09-01, received "May".'],
    [
      ['nat', '--as-of', '2026-05-01'],
      '--as-of: expected a --catalogue, whose prices have dates, received none.',
    ],
  ])('not %j', async (args, message) => {
    const { exitCode, stderr } = await show('.', ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

test('list: regions, services and sources with their days, of either catalogue', async () => {
  const folder = folderWith({ 'old.json': OLD });
  const builtIn = await runHere(folder, ['prices', 'list']);
  expect(builtIn.exitCode).toBe(0);
  for (const line of builtIn.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(lines(builtIn.stdout)).toContain('nat 9 18 2026-08 to 2026-09-28');
  const own = await runHere(folder, ['prices', 'list', '--catalogue', 'old.json', '--format', 'json']);
  expect(JSON.parse(own.stdout)).toMatchObject({
    regions: [{ region: 'us-east-1', types: 1, hasFargate: false, prices: 2, oldest: '2026-01-01' }],
    services: [{ service: 'ec2.linux' }, { service: 'nat' }],
  });
});

test('diff: two catalogues, two days of one, or the built-in one', async () => {
  const folder = folderWith({ 'old.json': OLD, 'index.json': OFFER });
  await runHere(folder, ['prices', 'import', 'index.json', '--into', 'new.json']);
  const diff = async (...args: readonly string[]) =>
    lines((await runHere(folder, ['prices', 'diff', ...args, '--region', 'us-east-1'])).stdout);
  expect(await diff('old.json', 'new.json')).toEqual([
    'us-east-1: 2 changed, 0 new, 0 gone, 1,249 the same.',
    'price before after change',
    'ec2.linux:m5.large 0.08 0.1 +25.0 %',
    'nat.hour 0.04 0.045 +12.5 %',
    '',
  ]);
  await runHere(folder, ['prices', 'import', 'index.json', '--into', 'old.json']);
  expect(await diff('old.json@2026-02-01', 'old.json')).toContain('ec2.linux:m5.large 0.08 0.1 +25.0 %');
  expect(await diff('new.json')).toContain('ec2.linux:m5.large 0.096 0.1 +4.2 %');
  expect((await runHere(folder, ['prices', 'diff'])).exitCode).toBe(2);
  const itself = await runHere(folder, ['prices', 'diff', 'built-in']);
  expect(itself.stderr).toBe('prices diff: expected FILE or FILE@DATE, received built-in alone.\n');
});

const WITHOUT_VOLUMES = ['--set', 'timings["ec2.rootVolumeGib"]=0'];

test('a run is billed by the catalogue that its scenario names', async () => {
  const folder = folderWith({ 'old.json': OLD, 'first.yaml': FIRST_SCENARIO });
  const total = async (...args: readonly string[]) => {
    const { stdout } = await runHere(folder, [
      'run',
      'first.yaml',
      '--format',
      'json',
      ...WITHOUT_VOLUMES,
      ...args,
    ]);
    return JSON.parse(stdout).cost.total as number;
  };
  expect(await total()).toBeCloseTo(4 * 0.096, 8);
  expect(await total('--set', 'pricing.catalogue=old.json')).toBeCloseTo(4 * 0.08, 8);
});
