import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  albDimensions,
  highestDimension,
  LCU_PARTS,
  nlbDimensions,
  ruleEvaluations,
} from '../../../src/billing/meters/load-balancer.ts';
import { chargeOf } from '../../../src/billing/pricing/charge.ts';
import { nearest, slowAlbUnits, slowNlbUnits } from '../../oracles/slow-meters.ts';

const ALB = {
  newConnectionsPerSecond: 25,
  activeConnectionsPerMinute: 3000,
  activeConnectionsPerMinuteMutualTls: 1500,
  gbPerHour: 1,
  gbPerHourLambda: 0.4,
  ruleEvaluationsPerSecond: 1000,
  freeRules: 10,
};

const NLB = {
  TCP: { newConnectionsPerSecond: 800, activeConnectionsPerMinute: 100_000, gbPerHour: 1 },
  UDP: { newConnectionsPerSecond: 400, activeConnectionsPerMinute: 50_000, gbPerHour: 1 },
  TLS: { newConnectionsPerSecond: 50, activeConnectionsPerMinute: 3000, gbPerHour: 1 },
};
const second = fc.record({
  newConnections: fc.nat(5000),
  active: fc.nat(50_000),
  bytes: fc.nat(1e9),
  lambdaBytes: fc.nat(1e8),
  requests: fc.nat(20_000),
});

test('agrees with averages of seconds, to the last digit', () => {
  fc.assert(
    fc.property(
      fc.array(second, { maxLength: 40 }),
      fc.nat(60),
      fc.boolean(),
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      (seconds, rules, mutualTls, rate) => {
        const sum = (of: (one: (typeof seconds)[number]) => number) =>
          seconds.reduce((total, one) => total + BigInt(of(one)), 0n);
        const lambdaBytes = sum((one) => one.lambdaBytes);
        const dimensions = albDimensions(
          {
            newConnections: sum((one) => one.newConnections),
            activeConnectionMs: sum((one) => one.active) * 1000n,
            mutualTls,
            bytes: sum((one) => one.bytes) + lambdaBytes,
            lambdaBytes,
            ruleEvaluations: ruleEvaluations(
              sum((one) => one.requests),
              rules,
              ALB,
            ),
          },
          ALB,
        );
        const { parts } = highestDimension(dimensions);
        const { units } = slowAlbUnits(seconds, rules, mutualTls);
        expect(parts * units.d).toBe(units.n * LCU_PARTS);
        expect(chargeOf(parts, LCU_PARTS, rate)).toBe(nearest({ n: units.n * rate, d: units.d * 10n }));
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});

test('so does a Network Load Balancer of each protocol', () => {
  fc.assert(
    fc.property(
      fc.array(second, { maxLength: 40 }),
      fc.constantFrom('TCP', 'UDP', 'TLS'),
      (seconds, protocol) => {
        const sum = (of: (one: (typeof seconds)[number]) => number) =>
          seconds.reduce((total, one) => total + BigInt(of(one)), 0n);
        const { parts } = highestDimension(
          nlbDimensions(
            {
              newConnections: sum((one) => one.newConnections),
              activeConnectionMs: sum((one) => one.active) * 1000n,
              bytes: sum((one) => one.bytes),
            },
            NLB[protocol],
          ),
        );
        const { units } = slowNlbUnits(seconds, protocol);
        expect(parts * units.d).toBe(units.n * LCU_PARTS);
      },
    ),
    { numRuns: 200, seed: 2 },
  );
});

/** A Gateway Load Balancer's. */
const GWLB = { newConnectionsPerSecond: 600, activeConnectionsPerMinute: 60_000, gbPerHour: 1 };

test.each(Object.entries({ ...NLB, GWLB }))(
  'an hour that fills each dimension of a unit of %s is one unit by each',
  (_protocol, unit) => {
    const hour = {
      newConnections: BigInt(unit.newConnectionsPerSecond * 3600),
      activeConnectionMs: BigInt(unit.activeConnectionsPerMinute) * 3_600_000n,
      bytes: 1_000_000_000n,
    };
    expect(Object.values(nlbDimensions(hour, unit))).toEqual([LCU_PARTS, LCU_PARTS, LCU_PARTS]);
    expect(highestDimension(nlbDimensions({ ...hour, bytes: 1_000_000_001n }, unit)).dimension).toBe(
      'processedBytes',
    );
  },
);

test('a unit that does not count in whole parts is a defect', () => {
  expect(() =>
    nlbDimensions(
      { newConnections: 1n, activeConnectionMs: 0n, bytes: 0n },
      {
        newConnectionsPerSecond: 7,
        activeConnectionsPerMinute: 1,
        gbPerHour: 1,
      },
    ),
  ).toThrow('whole parts');
});
