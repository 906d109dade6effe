import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PriceListImport, PriceListReader } from '../../../src/catalog/price-list/price-list-reader.ts';
import { largeOffer, takenOf } from '../../support/large-offer.ts';
import {
  answerLine,
  chunksOf,
  instanceProduct,
  type OfferProduct,
  offerFile,
  usageProduct,
} from '../../support/offer-file.ts';

function read(pieces: Iterable<string>, chunk = 1000, regions: readonly string[] = []): PriceListImport {
  const reader = new PriceListReader(regions);
  for (const bytes of chunksOf(pieces, chunk)) reader.push(bytes);
  return reader.end();
}

const offer = (service: string, products: readonly OfferProduct[], reserved: readonly string[] = []) =>
  offerFile(service, () => products, reserved);
const rejectedOf = (result: PriceListImport) => Object.fromEntries(result.rejected);
const one = (product: OfferProduct, service = 'AmazonEC2') => read(offer(service, [product]));

describe('an offer file', () => {
  test('gives its prices, with region, date and tiers', () => {
    const transfer: OfferProduct = {
      ...usageProduct('T', 'EU-DataTransfer-Out-Bytes', '0', 'GB'),
      tiers: [
        ['10240', '51200', '0.0850000000'],
        ['0', '10240', '0.0900000000'],
        ['51200', 'Inf', '0.0700000000'],
      ],
    };
    const result = read(
      offer('AmazonEC2', [instanceProduct('A', 'm5.large', '0.0960000000'), transfer], ['A', 'Z']),
    );
    expect(result.rows).toEqual([
      {
        region: 'us-east-1',
        price: 'ec2.linux:m5.large',
        from: '2026-10-01',
        unit: 'Hrs',
        tiers: [{ from: '0', price: '0.096' }],
      },
      {
        region: 'eu-west-1',
        price: 'transfer.internetOut.gb',
        from: '2026-10-01',
        unit: 'GB',
        tiers: [
          { from: '0', price: '0.09' },
          { from: '10240', price: '0.085' },
          { from: '51200', price: '0.07' },
        ],
      },
    ]);
    expect(result).toMatchObject({
      services: ['AmazonEC2'],
      published: '2026-10-02',
      products: 2,
      reservedTerms: 2,
    });
    expect(rejectedOf(result)).toEqual({});
    expect(result.regions.get('eu-west-1')).toEqual({ name: 'EU (Ireland)', prefix: 'EU-' });
  });

  test("gp3's throughput is asked for by the GiB there, and by the MiB here", () => {
    const product = usageProduct('A', 'EU-EBS:VolumeP-Throughput.gp3', '40.96', 'GiBps-mo');
    expect(one(product).rows[0]!.tiers).toEqual([{ from: '0', price: '0.04' }]);
    expect(rejectedOf(one({ ...product, unit: 'MiBps-mo' }))).toEqual({
      'unit "MiBps-mo" where "GiBps-mo" was expected': 1,
    });
  });

  test.each([
    [{ price: '0.0000000000' }, 'a price of 0'],
    [{ price: null }, 'no On-Demand term'],
    [{ price: '-0.1' }, 'a price that is no number from 0 up'],
    [{ price: 'free' }, 'a price that is no number from 0 up'],
    [{ unit: 'GB' }, 'unit "GB" where "Hrs" was expected'],
    [{ effectiveDate: 'soon' }, 'a term without an effective date'],
    [{ tiers: [['10', 'Inf', '0.1']] }, 'tiers that do not follow on one another'],
    [
      {
        tiers: [
          ['0', '10', '0.1'],
          ['20', 'Inf', '0.1'],
        ],
      },
      'tiers that do not follow on one another',
    ],
  ] as [Partial<OfferProduct>, string][])('%j is rejected: %s', (more, reason) => {
    const result = one({ ...instanceProduct('A', 'm5.large', '0.1'), ...more });
    expect(rejectedOf(result)).toEqual({ [reason]: 1 });
    expect(result.rows).toEqual([]);
  });

  test('a free first tier is no price of 0', () => {
    const product = usageProduct('A', 'EU-CW:Requests', '0', 'Requests');
    const tiers = [
      ['0', '1000000', '0'],
      ['1000000', 'Inf', '0.00001'],
    ] as const;
    expect(one({ ...product, tiers }, 'AmazonCloudWatch').rows[0]!.tiers).toEqual([
      { from: '0', price: '0' },
      { from: '1000000', price: '0.00001' },
    ]);
  });

  test('Reserved rows are counted and give nothing', () => {
    const result = read(offer('AmazonEC2', [instanceProduct('A', 'm5.large', '0.1')], ['A', 'B', 'C']));
    expect(result.reservedTerms).toBe(3);
    expect(result.rows.map(({ tiers }) => tiers[0]!.price)).toEqual(['0.1']);
  });

  test('a second price of the same thing is said, and the first is kept', () => {
    const result = read(
      offer('AmazonEC2', [
        instanceProduct('A', 'm5.large', '0.1'),
        instanceProduct('B', 'm5.large', '0.1'),
        instanceProduct('C', 'm5.large', '0.2'),
      ]),
    );
    expect(result.rows.length).toBe(1);
    expect(rejectedOf(result)).toEqual({
      'the same price again': 1,
      'another price for what has one already (the first was kept)': 1,
    });
  });

  test('only the regions that are asked for', () => {
    const products = [...largeOffer(400)];
    const all = read(offer('AmazonEC2', products));
    const some = read(offer('AmazonEC2', products), 1000, ['eu-west-1']);
    expect(some.rows).toEqual(all.rows.filter(({ region }) => region === 'eu-west-1'));
    expect(some.rejected.get('another region')).toBe(all.rows.length - some.rows.length);
  });
});

describe('answers of GetProducts', () => {
  const products = [...largeOffer(100)];
  const whole = read(offer('AmazonEC2', products));
  const isLikeIt = (result: PriceListImport) => {
    expect(result.rows).toEqual(whole.rows);
    expect(result.products).toBe(100);
    expect(rejectedOf(result)).toEqual(rejectedOf(whole));
    expect(result.reservedTerms).toBe(100);
  };

  test('a product a line', () => {
    isLikeIt(read(products.map((product) => `${answerLine('AmazonEC2', product)}\n`)));
  });

  test('pages of texts, as the command line prints them', () => {
    const page = (some: readonly OfferProduct[]) =>
      JSON.stringify({
        FormatVersion: 'aws_v1',
        PriceList: some.map((product) => answerLine('AmazonEC2', product)),
        NextToken: 'more',
      });
    isLikeIt(read([page(products.slice(0, 60)), '\n', page(products.slice(60))]));
  });

  test('a line with its terms first, and one whose text is none', () => {
    const { product, terms, ...rest } = JSON.parse(answerLine('AmazonEC2', products[0]!));
    expect(read([JSON.stringify({ terms, ...rest, product })]).rows.length).toBe(1);
    expect(rejectedOf(read(['{"PriceList": ["{", null]}']))).toEqual({
      'text that is no JSON': 1,
      'not a product: no sku, or no attributes': 1,
    });
  });
});

test('law: every product is a price or a counted rejection, wherever the chunks end', () => {
  const kinds = fc.constantFrom<OfferProduct>(
    instanceProduct('', 'm5.large', '0.1'),
    instanceProduct('', 'm5.xlarge', '0.2', { tenancy: 'Dedicated' }),
    instanceProduct('', 'c5.large', '0'),
    usageProduct('', 'EU-NatGateway-Hours', '0.05', 'Hrs'),
    usageProduct('', 'EU-Nothing', '0.05', 'Hrs'),
    { ...usageProduct('', 'EU-NatGateway-Bytes', '0.05', 'GB'), price: null },
  );
  fc.assert(
    fc.property(
      fc.array(kinds, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 300 }),
      (some, size) => {
        const products = some.map((product, i) => ({ ...product, sku: `S${i % 10}` }));
        const unique = products.filter(
          ({ sku }, i) => products.findIndex((other) => other.sku === sku) === i,
        );
        const result = read(offer('AmazonEC2', unique), size);
        const rejected = [...result.rejected.values()].reduce((sum, count) => sum + count, 0);
        expect(result.products).toBe(unique.length);
        expect(result.rows.length + rejected).toBe(unique.length);
        expect(result.rows).toEqual(read(offer('AmazonEC2', unique), 1e9).rows);
      },
    ),
  );
});

test('of a large file only what is billed here is kept', () => {
  const result = read(
    offerFile('AmazonEC2', () => largeOffer(20_000)),
    64 * 1024,
  );
  expect(result.products).toBe(20_000);
  expect(result.rows.length).toBe(takenOf(20_000));
  expect(rejectedOf(result)).toEqual({
    'software installed': 5000,
    'capacity that is reserved and not used': 4000,
    'tenancy other than Shared': 5000,
    'another operating system or licence': 3000,
    'not in a region: Local Zone, Wavelength, Outpost or edge': 2000,
  });
});

describe('what is no price list is said', () => {
  test.each([
    ['', "the file: expected a price list of AWS's, received no product."],
    ['{"a": 1}', "the file: expected a price list of AWS's, received no product."],
    ['{"formatVersion": "v2.0"}', 'formatVersion: expected v1.0, received "v2.0".'],
    [
      '{"terms": {"OnDemand": {"A": {}}}}',
      'terms: expected `products` before `terms`, received terms first.',
    ],
    ['{"products": 7}', 'byte 13 (in products): expected an object or a list, received `7`.'],
    ['"SKU","OfferTermCode"', 'byte 0: expected an object or a list, received `"`.'],
    [
      '{"products": {',
      'byte 14 (in products): expected the rest of the document, received the end of the file.',
    ],
  ])('%s', (text, expected) => {
    expect(() => read([text])).toThrow(expected);
  });
});
