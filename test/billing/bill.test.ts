import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bill } from '../../src/billing/bill.ts';
import { Rates } from '../../src/billing/rates.ts';
import type { Usage } from '../../src/billing/usage.ts';
import { UsageMeter } from '../../src/billing/usage-meter.ts';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { type BilledThing, slowBill } from '../oracles/slow-biller.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { burst, DEFAULT_TIMINGS, instances, scenarioWith } from '../support/scenario.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

/** Writes down what has to be paid for, thing by thing. */
class Receipts extends Observer {
  readonly things: BilledThing[] = [];
  private readonly opened = new Map<number, number>();
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }
  override taskGone(at: number, task: number): void {
    this.addTask(task, at);
  }
  override instanceStatusChanged(
    at: number,
    instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    // A group's instances cost from their launch on, in its warm pool as long as they run; what drains runs on.
    const { ACTIVE, DRAINING, REGISTERING, WARM_RUNNING } = InstanceStatus;
    if ([ACTIVE, DRAINING, REGISTERING, WARM_RUNNING].some((running) => running === to)) {
      if (!this.opened.has(instance)) this.opened.set(instance, at);
    } else if (this.opened.has(instance)) this.addInstance(instance, at);
  }
  override runEnded(): void {
    const { tasks } = this.world;
    for (const task of tasks.liveTasks()) this.addTask(task, null);
    for (const instance of this.opened.keys()) this.addInstance(instance, null);
  }
  private addTask(task: number, toMs: number | null): void {
    const { tasks, workloads, definitions, zones, providers } = this.world;
    const fromMs = tasks.pullStartedAt[task]!;
    if (tasks.instance[task]! >= 0 || fromMs < 0) return;
    const { arm, windows, ephemeralStorageGib } = definitions[workloads[tasks.workload[task]!]!.definition]!;
    const { name = '', kind = '' } = providers[tasks.provider[task]!] ?? {};
    const platform = windows ? 'WINDOWS' : arm ? 'ARM' : 'X86';
    const place = `${zones[tasks.zone[task]!]} ${platform} ${name}`;
    const rates = RATES[`${kind === 'FARGATE_SPOT' ? 'Spot' : ''}${platform}`]!;
    const thing = { fromMs, toMs, minimumSeconds: windows ? 300 : 60, rounds: true };
    if (windows)
      this.things.push({
        ...thing,
        sku: `licence ${place}`,
        amount: tasks.cpu[task]!,
        rate: 460_000_000n,
        per: 1024n * HOUR,
      });
    this.things.push(
      {
        ...thing,
        sku: `vcpu ${place}`,
        amount: tasks.cpu[task]!,
        rate: rates.vcpu,
        per: 1024n * HOUR,
      },
      {
        ...thing,
        sku: `gb ${place}`,
        amount: tasks.memory[task]!,
        rate: rates.gb,
        per: 1024n * HOUR,
      },
      {
        ...thing,
        sku: `storage ${place}`,
        amount: Math.max(0, ephemeralStorageGib - 20),
        rate: 1_110_000n,
        per: HOUR,
      },
    );
  }
  private addInstance(instance: number, toMs: number | null): void {
    const { fleet, entries, zones } = this.world;
    const { ideal, name, countedAs, spot } = entries[fleet.entry[instance]!]!;
    const fromMs = this.opened.get(instance)!;
    this.opened.delete(instance);
    const bought = spot === null ? 'On-Demand' : 'Spot';
    const sku = `${name} ${countedAs} ${bought} ${zones[fleet.zone[instance]!]}`;
    this.things.push({
      sku,
      fromMs,
      toMs,
      amount: 1,
      minimumSeconds: 60,
      rounds: !ideal,
      rate: 960_000_000n,
      per: HOUR,
    });
  }
}
const HOUR = 3_600_000n;
/** 1e-10 USD an hour, as the test prices have them. */
const RATES: Readonly<Record<string, { readonly vcpu: bigint; readonly gb: bigint }>> = {
  X86: { vcpu: 404_800_000n, gb: 44_450_000n },
  ARM: { vcpu: 323_800_000n, gb: 35_600_000n },
  WINDOWS: { vcpu: 465_520_000n, gb: 51_117_500n },
  SpotX86: { vcpu: 128_887_100n, gb: 14_152_700n },
  SpotARM: { vcpu: 103_096_900n, gb: 11_334_900n },
};

/** Of all its hours. */
function linesOf({ hours }: Bill) {
  return hours.flatMap(({ lines }) => lines);
}

function billed(spec: Scenario, untilMs: number) {
  const scenario = { ...spec, simulation: { ...spec.simulation, durationMs: untilMs } };
  const receipts = new Receipts();
  const hours: Usage[] = [];
  const meter = new UsageMeter(scenario.simulation.warmUpMs, (usage) => hours.push(usage));
  const simulation = createSimulation(scenario, [meter, receipts]);
  advanceTo(simulation, 1e12);
  const bill = new Bill({
    world: simulation,
    rates: new Rates(TEST_PRICES),
    weights: { cpu: 0.9, memory: 0.1 },
  });
  for (const usage of hours) bill.closeHour(usage);
  return { bill, receipts, scenario };
}

test('agrees with the slow biller to the last digit, hour by hour and SKU by SKU', () => {
  fc.assert(
    fc.property(
      scenarioArbitrary,
      fc.nat(3 * 3_600_000),
      fc.constantFrom(0, 0, 60_000, 1_000_000),
      fc.nat(3_600_000),
      (spec, length, warmUpMs, offset) => {
        const { startMs } = spec.simulation;
        const priced = {
          ...spec,
          clusters: spec.clusters.map((cluster) => ({
            ...cluster,
            containerInstances: cluster.containerInstances.map((entry) => ({
              ...entry,
              hourlyPrice: '0.096',
            })),
            idealFleet: cluster.idealFleet === null ? null : { ...cluster.idealFleet, hourlyPrice: '0.096' },
          })),
          autoScalingGroups: spec.autoScalingGroups.map((group) => ({
            ...group,
            configurations: group.configurations.map(({ options, mixed }) => ({
              mixed,
              options: options.map((option) => ({
                ...option,
                instances: { ...option.instances, hourlyPrice: '0.096' },
              })),
            })),
          })),
          simulation: { ...spec.simulation, startMs: startMs + offset, warmUpMs },
        };
        const end = warmUpMs + 1 + length;
        const { bill, receipts, scenario } = billed(priced, end);
        const slow = slowBill(receipts.things, scenario.simulation.startMs, warmUpMs, end);
        expect(bill.total).toBe(slow.reduce((sum, line) => sum + line.nanoUsd, 0n));
        expect(sorted(linesOf(bill).map((line) => `${line.quantity} ${line.amount}`))).toEqual(
          sorted(slow.map((line) => `${line.quantity} ${line.nanoUsd}`)),
        );
      },
    ),
    { numRuns: 150, seed: 7 },
  );
});

test('every way of adding up the lines comes to the total', () => {
  fc.assert(
    fc.property(scenarioArbitrary, (spec) => {
      const { bill } = billed(spec, 4_000_000);
      const sum = (parts: Iterable<bigint>) => [...parts].reduce((total, part) => total + part, 0n);
      expect(sum(linesOf(bill).map((line) => line.amount))).toBe(bill.total);
      for (const parts of [bill.byProduct, bill.byUsageType, bill.byCapacityProvider, bill.byCluster])
        expect(sum(parts.values())).toBe(bill.total);
      expect(sum(bill.byWorkload.values()) + bill.idle + bill.booting + bill.draining).toBe(bill.total);
      expect(bill.idle >= 0n && bill.booting >= 0n && bill.draining >= 0n).toBe(true);
    }),
    { numRuns: 100, seed: 8 },
  );
});

test('a task of half a vCPU and 1 GB with 30 GiB for 20 s pays the minimum of a minute', () => {
  const { bill } = billed(
    scenarioWith({
      definition: {
        need: { cpu: 512, memory: 1024, gpu: 0 },
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        ephemeralStorageGib: 30,
      },
      workloads: [{ launchType: 'FARGATE', source: burst(1, 0, 20_000) }],
    }),
    3_600_000,
  );
  expect(linesOf(bill).map(({ usageType, amount }) => [usageType, amount])).toEqual([
    ['USE1-Fargate-vCPU-Hours:perCPU', 337_333n],
    ['USE1-Fargate-GB-Hours', 74_083n],
    ['USE1-Fargate-EphemeralStorage-GB-Hours', 18_500n],
  ]);
});

test('on Spot vCPU and memory cost less, storage the same, and it is said what On-Demand would have cost', () => {
  const { bill } = billed(
    scenarioWith({
      capacityProviders: [
        { name: 'FARGATE', kind: 'FARGATE' },
        { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
      ],
      definition: {
        need: { cpu: 1024, memory: 2048, gpu: 0 },
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        ephemeralStorageGib: 120,
      },
      workloads: [
        {
          launchType: 'FARGATE',
          capacityProviderStrategy: [
            { provider: 0, base: 1, weight: 0 },
            { provider: 1, base: 0, weight: 1 },
          ],
          source: burst(3, 0, 1_800_000),
        },
      ],
    }),
    3_600_000,
  );
  const lines = linesOf(bill).map(
    ({ usageType, capacityProvider, pricingCategory, quantity, perUnit, amount }) => [
      usageType,
      capacityProvider,
      pricingCategory,
      Number(quantity) / Number(perUnit),
      amount,
    ],
  );
  expect(lines.slice(0, 3)).toEqual([
    ['USE1-Fargate-vCPU-Hours:perCPU', 'FARGATE', 'Standard', 0.5, 20_240_000n],
    ['USE1-Fargate-GB-Hours', 'FARGATE', 'Standard', 1, 4_445_000n],
    ['USE1-Fargate-EphemeralStorage-GB-Hours', 'FARGATE', 'Standard', 50, 5_550_000n],
  ]);
  const onSpot = lines.filter(([, provider]) => provider === 'FARGATE_SPOT');
  const sumOf = (type: string) =>
    onSpot.filter(([usageType]) => usageType === type).reduce((sum, line) => sum + (line[4] as bigint), 0n);
  expect(onSpot.every(([type, , category]) => (category === 'Dynamic') === `${type}`.includes('Spot'))).toBe(
    true,
  );
  expect(sumOf('USE1-SpotUsage-Fargate-vCPU-Hours:perCPU')).toBe(12_888_710n);
  expect(sumOf('USE1-SpotUsage-Fargate-GB-Hours')).toBe(2_830_540n);
  expect(sumOf('USE1-Fargate-EphemeralStorage-GB-Hours')).toBe(11_100_000n);
  expect(bill.byCapacityProvider.get('FARGATE')).toBe(30_235_000n);
  expect(bill.byCapacityProvider.get('FARGATE_SPOT')).toBe(26_819_250n);
  expect(bill.onDemandTotal).toBe(3n * 30_235_000n);
});

test('instances of a group are money of its capacity provider', () => {
  const { bill } = billed(
    scenarioWith({
      capacityProviders: [{ name: 'fleet', kind: 'group' }],
      cluster: {
        containerInstances: [
          instances(1, 2048, 8192, { name: 'ours', hourlyPrice: '0.2', capacityProvider: 'fleet' }),
          instances(1, 2048, 8192, { name: 'other', hourlyPrice: '0.3' }),
        ],
      },
    }),
    3_600_000,
  );
  expect([...bill.byCapacityProvider]).toEqual([
    ['fleet', 200_000_000n],
    ['launch type EC2', 300_000_000n],
  ]);
});

test('an m5.large half of whose CPU is reserved for half an hour: useful and idle money', () => {
  const { bill } = billed(
    scenarioWith({
      definition: { need: { cpu: 1024, memory: 0, gpu: 0 } },
      cluster: {
        containerInstances: [instances(1, 2048, 8192, { ec2InstanceType: 'm5.large', hourlyPrice: null })],
      },
      workloads: [{ source: burst(1, 0, 1_800_000) }],
    }),
    3_600_000,
  );
  expect(bill.total).toBe(96_000_000n);
  expect(bill.useful).toBe(21_600_000n);
  expect(bill.idle).toBe(74_400_000n);
});

test('an m5.large with Windows costs its licence, too, on a line of its own', () => {
  const rented = { ec2InstanceType: 'm5.large', hourlyPrice: null };
  const windows = { ...rented, attributes: { 'ecs.os-type': 'windows' } };
  const { bill } = billed(
    scenarioWith({
      cluster: {
        containerInstances: [instances(1, 2048, 8192, rented), instances(2, 2048, 8192, windows)],
      },
    }),
    3_600_000,
  );
  expect(linesOf(bill).map(({ sku, quantity, amount }) => [sku?.sku, quantity, amount])).toEqual([
    ['m5.large', 3_600_000n, 96_000_000n],
    ['m5.large/Windows', 7_200_000n, 376_000_000n],
  ]);
});

test('Windows on Fargate: five minutes at least, vCPU and memory at prices of its own, and the licence', () => {
  const { bill } = billed(
    scenarioWith({
      definition: {
        need: { cpu: 1024, memory: 2048, gpu: 0 },
        networkMode: 'awsvpc',
        osFamily: 'WINDOWS_SERVER_2019_CORE',
      },
      workloads: [{ launchType: 'FARGATE', source: burst(1, 0, 1000) }],
    }),
    3_600_000,
  );
  const vcpuMs = 300_000n * 1024n;
  expect(
    linesOf(bill).map(({ usageType, quantity, amount, sku }) => ({ usageType, quantity, amount, sku })),
  ).toEqual([
    { usageType: 'USE1-Fargate-Windows-vCPU-Hours:perCPU', quantity: vcpuMs, amount: 3_879_333n, sku: null },
    { usageType: 'USE1-Fargate-Windows-GB-Hours', quantity: 2n * vcpuMs, amount: 851_958n, sku: null },
    {
      usageType: 'USE1-Fargate-Windows-OS-Hours:perCPU',
      quantity: vcpuMs,
      amount: 3_833_333n,
      sku: null,
    },
  ]);
});

test('double the rate, double every line', () => {
  const spec = scenarioWith({
    timings: DEFAULT_TIMINGS,
    definition: { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] },
    workloads: [{ launchType: 'FARGATE', source: burst(7, 0, 4_000_000) }],
  });
  const { X86_64, ARM64 } = TEST_PRICES.fargate!;
  const dear = {
    ...TEST_PRICES,
    fargate: { ARM64, X86_64: { vcpuHour: '0.08096', gbHour: '0.00889' }, ephemeralGbHour: '0.000222' },
  };
  const amounts = (prices: typeof TEST_PRICES) => {
    const hours: Usage[] = [];
    const simulation = createSimulation(spec, [new UsageMeter(0, (usage) => hours.push(usage))]);
    advanceTo(simulation, 1e12);
    const bill = new Bill({
      world: simulation,
      rates: new Rates(prices),
      weights: { cpu: 0.9, memory: 0.1 },
    });
    for (const usage of hours) bill.closeHour(usage);
    return linesOf(bill).map((line) => line.amount);
  };
  const cheap = amounts({ ...TEST_PRICES, fargate: { ARM64, X86_64, ephemeralGbHour: '0.000111' } });
  for (const [i, amount] of amounts(dear).entries())
    expect(Number(amount - 2n * cheap[i]!)).toBeLessThanOrEqual(1);
  expect(cheap.length).toBeGreaterThan(2);
});

function sorted(texts: readonly string[]): string[] {
  return [...texts].sort();
}
