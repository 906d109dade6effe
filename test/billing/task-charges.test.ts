import { expect, test } from 'vitest';
import { fargateCharges } from '../../src/billing/fargate.ts';
import { Rates } from '../../src/billing/rates.ts';
import { FargateTaskCharges } from '../../src/billing/task-charges.ts';
import { loadRegionPrices, REGIONS } from '../../src/catalog/region-prices.ts';
import { Observer } from '../../src/events/observer.ts';
import type { TaskIndex } from '../../src/model/task-table.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { burst, DEFAULT_TIMINGS, scenarioWith } from '../support/scenario.ts';

/** Asks for each task's charge at its end. */
class Asker extends Observer {
  readonly asked: { seconds: number; nanoUsd: number }[] = [];
  private readonly charges: FargateTaskCharges;

  constructor(charges: FargateTaskCharges) {
    super();
    this.charges = charges;
  }
  override taskGone(_at: number, task: TaskIndex): void {
    this.asked.push({ seconds: this.charges.billedSeconds(task), nanoUsd: this.charges.chargeNanoUsd(task) });
  }
}

test('in every region a task alone is charged what its own bill would be, part by part, to the nano-dollar', async () => {
  let asked = 0;
  for (const region of REGIONS) {
    const prices = (await loadRegionPrices(region))!;
    if (prices.fargate === null) continue;
    for (const [cpu, memory, seconds, storage] of [
      [256, 512, 1, 20],
      [2048, 9216, 86_399, 77],
      [16_384, 122_880, 3_000_007, 200],
    ] as const) {
      const rates = new Rates(prices);
      const charges = new FargateTaskCharges(rates);
      const asker = new Asker(charges);
      const definition = {
        need: { cpu, memory, gpu: 0 },
        networkMode: 'awsvpc',
        ephemeralStorageGib: storage,
        architecture: prices.fargate.ARM64 === null ? 'X86_64' : 'ARM64',
      } as const;
      simulate(
        scenarioWith({
          timings: DEFAULT_TIMINGS,
          definition,
          workloads: [{ launchType: 'FARGATE', source: burst(3, 0, seconds * 1000) }],
        }),
        [charges, asker],
      );
      for (const { seconds: billed, nanoUsd } of asker.asked) {
        const ms = BigInt(billed) * 1000n;
        const usage = {
          cpuUnitMs: BigInt(cpu) * ms,
          mibMs: BigInt(memory) * ms,
          ephemeralGibMs: BigInt(storage - 20) * ms,
        };
        const {
          vcpu,
          memory: gb,
          storage: extra,
        } = fargateCharges(usage, rates.fargate(definition.architecture, false));
        expect(BigInt(nanoUsd)).toBe(vcpu + gb + extra);
        asked++;
      }
    }
  }
  expect(asked).toBeGreaterThan(150);
});

test('a task on Spot is charged the Spot price, the one beside it On-Demand', () => {
  const charges = new FargateTaskCharges(new Rates(TEST_PRICES));
  const asker = new Asker(charges);
  simulate(
    scenarioWith({
      capacityProviders: [
        { name: 'FARGATE', kind: 'FARGATE' },
        { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
      ],
      definition: {
        need: { cpu: 1024, memory: 2048, gpu: 0 },
        networkMode: 'awsvpc',
        ephemeralStorageGib: 120,
      },
      workloads: [
        {
          launchType: 'FARGATE',
          capacityProviderStrategy: [
            { provider: 0, base: 0, weight: 1 },
            { provider: 1, base: 0, weight: 1 },
          ],
          source: burst(2, 0, 3_600_000),
        },
      ],
    }),
    [charges, asker],
  );
  const storage = 11_100_000;
  expect(asker.asked).toEqual([
    { seconds: 3600, nanoUsd: 40_480_000 + 2 * 4_445_000 + storage },
    { seconds: 3600, nanoUsd: 12_888_710 + 2 * 1_415_270 + storage },
  ]);
});

test('a task with Windows is billed for five minutes at least, and for its licence', () => {
  const charges = new FargateTaskCharges(new Rates(TEST_PRICES));
  const asker = new Asker(charges);
  simulate(
    scenarioWith({
      definition: {
        need: { cpu: 2048, memory: 4096, gpu: 0 },
        networkMode: 'awsvpc',
        osFamily: 'WINDOWS_SERVER_2022_CORE',
      },
      workloads: [{ launchType: 'FARGATE', source: burst(1, 0, 1000) }],
    }),
    [charges, asker],
  );
  // A twelfth of an hour: 2 vCPU at 0.046552 and 0.046, 4 GB at 0.00511175.
  expect(asker.asked).toEqual([{ seconds: 300, nanoUsd: 7_758_667 + 1_703_917 + 7_666_667 }]);
});
