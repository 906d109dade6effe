import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ShareRules, shareRequests } from '../../../src/requests/balancing/share-requests.ts';
import { type NaiveTarget, naiveShares } from '../../oracles/naive-shares.ts';

const ZONES = 3;
const DEFAULTS: ShareRules = {
  crossZone: true,
  failOpen: { count: 1, percent: null },
  dnsFailover: { count: 1, percent: null },
};

function share(targets: readonly NaiveTarget[], rules: Partial<ShareRules> = {}): number[] {
  const columns = {
    zones: Int32Array.from(targets, ({ zone }) => zone),
    healthy: Uint8Array.from(targets, ({ isHealthy }) => (isHealthy ? 1 : 0)),
    weights: Float64Array.from(targets, ({ weight }) => weight),
  };
  return [...shareRequests(columns, { ...DEFAULTS, ...rules }, ZONES)];
}

/** So many targets of a zone, the first of them healthy. */
function zoneOf(zone: number, count: number, healthy: number): NaiveTarget[] {
  return Array.from({ length: count }, (_, i) => ({ zone, isHealthy: i < healthy, weight: 1 }));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test("ELB's own example: 10 of 10 and 4 of 10 targets healthy, both thresholds 50 % (autoscaling:X-5.4, X-5.5)", () => {
  const targets = [...zoneOf(0, 10, 10), ...zoneOf(1, 10, 4)];
  const half = { failOpen: { count: 1, percent: 50 }, dnsFailover: { count: 1, percent: 50 } };
  // Without cross-zone B is taken out of DNS ...
  const apart = share(targets, { ...half, crossZone: false });
  expect(apart).toEqual([...Array(10).fill(0.1), ...Array(10).fill(0)]);
  // ... and what still reaches it goes to all of its ten.
  const withoutDns = { ...half, dnsFailover: { count: 0, percent: null } };
  expect(share(targets, { ...withoutDns, crossZone: false })).toEqual(Array(20).fill(0.05));
  // With it 70 % are healthy: the 14 of them get all.
  expect(share(targets, half)).toEqual([...Array(14).fill(1 / 14), ...Array(6).fill(0)]);
});

test('with all targets unhealthy requests go to all', () => {
  expect(share(zoneOf(0, 4, 0))).toEqual(Array(4).fill(0.25));
  const off = { failOpen: { count: 0, percent: null }, dnsFailover: { count: 0, percent: null } };
  expect(share(zoneOf(0, 4, 0), off)).toEqual(Array(4).fill(0.25));
});

test('either threshold makes it fail open', () => {
  const targets = zoneOf(0, 5, 2);
  expect(share(targets)).toEqual([0.5, 0.5, 0, 0, 0]);
  expect(share(targets, { failOpen: { count: 3, percent: null } })).toEqual(Array(5).fill(0.2));
  expect(share(targets, { failOpen: { count: 1, percent: 41 } })).toEqual(Array(5).fill(0.2));
  expect(share(targets, { failOpen: { count: 2, percent: 40 } })).toEqual([0.5, 0.5, 0, 0, 0]);
});

test('without cross-zone the targets of a small zone get more; a zone without targets gets nothing', () => {
  const targets = [...zoneOf(0, 1, 1), ...zoneOf(2, 4, 4)];
  expect(share(targets)).toEqual(Array(5).fill(0.2));
  expect(share(targets, { crossZone: false })).toEqual([0.5, 0.125, 0.125, 0.125, 0.125]);
});

test('a weight counts only beside a target that is not in slow start', () => {
  const slow = { zone: 0, isHealthy: true, weight: 0.5 };
  expect(share([...zoneOf(0, 1, 1), slow])).toEqual([1 / 1.5, 0.5 / 1.5]);
  expect(share([slow, { ...slow, weight: 0.1 }])).toEqual([0.5, 0.5]);
  // Of the two, the other zone's is none.
  expect(share([...zoneOf(1, 1, 1), slow], { crossZone: false })).toEqual([0.5, 0.5]);
});

test('no targets, no shares', () => {
  expect(share([])).toEqual([]);
});

const target: fc.Arbitrary<NaiveTarget> = fc.record({
  zone: fc.nat(ZONES - 1),
  isHealthy: fc.boolean(),
  weight: fc.constantFrom(1, 1, 0.01, 0.25, 0.95),
});
const threshold = fc.record({
  count: fc.nat(4),
  percent: fc.option(fc.integer({ min: 1, max: 100 })),
});
const rules = fc.record({ crossZone: fc.boolean(), failOpen: threshold, dnsFailover: threshold });
const targets = fc.array(target, { maxLength: 12 });

function expectNear(received: readonly number[], expected: readonly number[]): void {
  expect(received).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(received[i]).toBeCloseTo(value, 12);
}

test('shares are those of the slow oracle', () => {
  fc.assert(
    fc.property(targets, rules, (all, stated) => {
      expectNear(share(all, stated), naiveShares(all, stated));
    }),
  );
});

test('shares add up to 1, or there is no target', () => {
  fc.assert(
    fc.property(targets, rules, (all, stated) => {
      const shares = share(all, stated);
      expect(shares.every((each) => each >= 0)).toBe(true);
      expect(sum(shares)).toBeCloseTo(all.length === 0 ? 0 : 1, 12);
    }),
  );
});

test('an unhealthy target gets nothing while enough are healthy', () => {
  fc.assert(
    fc.property(targets, fc.boolean(), (all, crossZone) => {
      const shares = share(all, { crossZone });
      if (!all.some(({ isHealthy }) => isHealthy)) return;
      // A zone where nobody is healthy is out of DNS, so this holds without cross-zone, too.
      for (const [i, { isHealthy }] of all.entries()) if (!isHealthy) expect(shares[i]).toBe(0);
    }),
  );
});

test('the order of targets does not matter', () => {
  fc.assert(
    fc.property(targets, rules, fc.nat(), (all, stated, turn) => {
      const by = all.length === 0 ? 0 : turn % all.length;
      const turned = [...all.slice(by), ...all.slice(0, by)];
      const shares = share(all, stated);
      expectNear(share(turned, stated), [...shares.slice(by), ...shares.slice(0, by)]);
    }),
  );
});

test('equal targets get equal shares', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), (count) => {
      expect(share(zoneOf(0, count, count))).toEqual(Array(count).fill(1 / count));
    }),
    { numRuns: 20 },
  );
});
