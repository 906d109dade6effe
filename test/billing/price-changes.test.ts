import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bill } from '../../src/billing/bill.ts';
import { type PriceTable, Rates } from '../../src/billing/rates.ts';
import type { Usage } from '../../src/billing/usage.ts';
import { UsageMeter } from '../../src/billing/usage-meter.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const HOUR = 3_600_000;
const DEARER: PriceTable = {
  ...TEST_PRICES,
  ec2: { ...TEST_PRICES.ec2, hourlyPrice: () => '0.123' },
  fargate: {
    X86_64: { vcpuHour: '0.1', gbHour: '0.01' },
    ARM64: { vcpuHour: '0.2', gbHour: '0.02' },
    ephemeralGbHour: '0.0003',
  },
};

test('law: each hour has the lines of the prices that were in force when it began, and no others', () => {
  fc.assert(
    fc.property(
      scenarioArbitrary,
      fc.integer({ min: 1, max: 5 * HOUR }),
      fc.integer({ min: -HOUR, max: 5 * HOUR }),
      (spec, durationMs, changesAt) => {
        const { startMs } = spec.simulation;
        const simulated = { ...spec, simulation: { ...spec.simulation, durationMs } };
        const hours: Usage[] = [];
        const world = createSimulation(simulated, [
          new UsageMeter(spec.simulation.warmUpMs, (usage) => hours.push(usage)),
        ]);
        advanceTo(world, 1e12);
        const billOf = (prices: PriceTable): Bill => {
          const bill = new Bill({
            world,
            rates: new Rates(prices, { startMs }),
            weights: { cpu: 0.9, memory: 0.1 },
          });
          for (const usage of hours) bill.closeHour(usage);
          return bill;
        };
        const fromMs = startMs + changesAt;
        const [old, dear, changed] = [
          billOf(TEST_PRICES),
          billOf(DEARER),
          billOf({ ...TEST_PRICES, later: [{ fromMs, prices: DEARER }] }),
        ] as const;
        for (const [i, hour] of changed.hours.entries()) {
          const beganMs = Math.floor((startMs + hour.fromMs) / HOUR) * HOUR;
          expect(hour).toEqual((beganMs >= fromMs ? dear : old).hours[i]);
        }
        const lines = changed.hours.flatMap((hour) => hour.lines);
        expect(changed.total).toBe(lines.reduce((sum, { amount }) => sum + amount, 0n));
      },
    ),
    { numRuns: 60 },
  );
});

test('law: going back from an instant, one price after the other, leaves no gap', () => {
  const instants = fc.integer({ min: 0, max: 20 * HOUR });
  fc.assert(
    fc.property(fc.uniqueArray(instants, { maxLength: 5 }), instants, (changes, until) => {
      const later = changes.sort((x, y) => x - y).map((fromMs) => ({ fromMs, prices: DEARER }));
      const rates = new Rates({ ...TEST_PRICES, later });
      let hours = 0;
      for (let inForce = rates.at(until); inForce !== rates; inForce = rates.at(inForce.fromMs - 1)) {
        expect(inForce.fromMs % HOUR).toBe(0);
        expect(inForce.fromMs).toBeLessThanOrEqual(until);
        expect(rates.at(inForce.fromMs)).toBe(inForce);
        hours++;
      }
      // Of two changes within an hour the last one counts.
      const begin = changes.map((at) => Math.ceil(at / HOUR)).filter((hour) => hour * HOUR <= until);
      expect(hours).toBe(new Set(begin).size);
    }),
  );
});
