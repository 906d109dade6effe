import { expect, test } from 'vitest';
import { fargateCharges } from '../../src/billing/fargate.ts';
import { Rates } from '../../src/billing/rates.ts';
import { FargateTaskCharges } from '../../src/billing/task-charges.ts';
import { loadRegionPrices, REGIONS } from '../../src/catalog/region-prices.ts';
import { Observer } from '../../src/events/observer.ts';
import type { TaskIndex } from '../../src/model/task-table.ts';
import { simulate } from '../../src/simulation/simulate.ts';
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
        } = fargateCharges(usage, rates.fargate(definition.architecture === 'ARM64'));
        expect(BigInt(nanoUsd)).toBe(vcpu + gb + extra);
        asked++;
      }
    }
  }
  expect(asked).toBeGreaterThan(150);
});
