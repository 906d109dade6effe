import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaskVolumeCounter } from '../../../src/billing/counters/task-volume-counter.ts';
import type { MeteredUsage } from '../../../src/billing/meters/metered-lines.ts';
import { UsageMeter } from '../../../src/billing/usage-meter.ts';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import { Observer } from '../../../src/events/observer.ts';
import type { World } from '../../../src/events/world.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { Scenario, VolumeSpec } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { type BilledThing, slowBill } from '../../oracles/slow-biller.ts';
import { small } from '../../support/load.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';

const NAME = 'EBS:VolumeUsage.gp3';
const GIB_SECOND = 0.08 / (31 * 86_400);

async function costOf(volume: object | null, others: object = {}) {
  const volumes = volume === null ? [] : [{ name: 'disk', configuredAtLaunch: true }];
  const containerDefinitions = [{ name: 'job', image: 'job', cpu: 512, memory: 1024 }];
  const text = small({
    simulation: { start: '2026-03-02T00:00:00Z', duration: '1h' },
    timings: { base: 'instant', 'ebs.attach': '10s', 'ec2.rootVolumeGib': 0 },
    taskDefinitions: [{ family: 'job', volumes, containerDefinitions }],
    workloads: [
      {
        taskDefinition: 'job',
        arrivals: { burst: { at: 0, count: 2 } },
        duration: '90s',
        ...(volume === null ? {} : { volumeConfigurations: [{ name: 'disk', managedEBSVolume: volume }] }),
        ...others,
      },
    ],
  });
  return runScenario(await loadScenario(text, { fileName: 's.yaml', files: memoryFiles({}) })).cost;
}

test('a volume is billed from the placement of its task to its end, by its size, IOPS and throughput (ecs:R-1.20)', async () => {
  const { byUsageType, byTaskDefinition } = await costOf({ sizeInGiB: 1000, iops: 4000, throughput: 225 });
  const seconds = 2 * (10 + 90);
  expect(byUsageType[NAME]).toBeCloseTo(1000 * seconds * GIB_SECOND, 8);
  expect(byUsageType['EBS:VolumeP-IOPS.gp3']).toBeCloseTo((1000 * seconds * 0.005) / (31 * 86_400), 8);
  expect(byUsageType['EBS:VolumeP-Throughput.gp3']).toBeCloseTo((100 * seconds * 0.04) / (31 * 86_400), 8);
  const bare = await costOf(null);
  const volumes = Object.entries(byUsageType).filter(([name]) => name.startsWith('EBS:'));
  const caused = byTaskDefinition['job:1']! - bare.byTaskDefinition['job:1']!;
  // Ten seconds of attaching reserve something of the instance, too.
  expect(caused).toBeGreaterThan(volumes.reduce((sum, [, cost]) => sum + cost, 0) - 1e-9);
  expect(Object.keys(bare.byUsageType).some((name) => name.startsWith('EBS:'))).toBe(false);
});

test('twice the tasks cost twice; a minute at least; one that is kept, to the end of the run', async () => {
  const once = (await costOf({ sizeInGiB: 1000 })).byUsageType[NAME]!;
  const more = await costOf({ sizeInGiB: 1000 }, { arrivals: { burst: { at: 0, count: 4 } } });
  expect(more.byUsageType[NAME]).toBeCloseTo(2 * once, 8);
  const short = (await costOf({ sizeInGiB: 1000 }, { duration: '1s' })).byUsageType[NAME]!;
  expect(short).toBeCloseTo(1000 * 2 * 60 * GIB_SECOND, 8);
  const kept = await costOf({ sizeInGiB: 1000, terminationPolicy: { deleteOnTermination: false } });
  expect(kept.byUsageType[NAME]).toBeCloseTo(1000 * 2 * 3600 * GIB_SECOND, 8);
});

/** Writes down when each task with a volume was placed and went. */
class Comings extends Observer {
  readonly things: BilledThing[] = [];
  private readonly since = new Map<number, number>();
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }
  override taskPlaced(at: number, task: number): void {
    this.since.set(task, at);
  }
  override taskGone(at: number, task: number): void {
    if (this.since.has(task)) this.add(task, at);
  }
  override runEnded(): void {
    for (const task of this.since.keys()) this.add(task, null);
  }
  private add(task: number, toMs: number | null): void {
    const fromMs = this.since.get(task)!;
    this.since.delete(task);
    const volume = this.world.workloads[this.world.tasks.workload[task]!]!.managedVolume;
    if (volume === null) return;
    const { type, sizeGib: amount, deleteOnTermination } = volume;
    const until = deleteOnTermination ? toMs : null;
    const thing = { fromMs, toMs: until, amount, minimumSeconds: 60, rounds: true, rate: 0n, per: 1n };
    this.things.push({ sku: `ebs.${type}.gbMonth`, ...thing });
  }
}

const volume: fc.Arbitrary<VolumeSpec | null> = fc.option(
  fc.record({
    type: fc.constantFrom('gp2', 'gp3', 'st1'),
    sizeGib: fc.integer({ min: 1, max: 500 }),
    iops: fc.constant(3000),
    throughputMibps: fc.constant(125),
    deleteOnTermination: fc.boolean(),
  }),
);

/** The scenario with these volumes for the tasks of workloads and services, one after the other. */
function withVolumes(scenario: Scenario, volumes: readonly (VolumeSpec | null)[]): Scenario {
  let next = 0;
  const give = <T>(spec: T): T => {
    const managedVolume = volumes[next++ % volumes.length]!;
    return managedVolume === null ? spec : { ...spec, managedVolume };
  };
  return {
    ...scenario,
    workloads: scenario.workloads.map(give),
    services: scenario.services.map(give),
    timings: { ...scenario.timings, 'ebs.attach': { kind: 'constant', value: 4000 } },
  };
}

test('law: volumes of tasks are what a slow count by task and hour makes of them (billing spec section 4)', () => {
  fc.assert(
    fc.property(
      scenarioArbitrary,
      fc.array(volume, { minLength: 1, maxLength: 3 }),
      fc.nat(4 * 3_600_000),
      fc.constantFrom(0, 0, 60_000, 1_000_000),
      (drawn, volumes, length, warmUpMs) => {
        const simulationSpan = { ...drawn.simulation, warmUpMs, durationMs: warmUpMs + 1 + length };
        const scenario = withVolumes({ ...drawn, simulation: simulationSpan }, volumes);
        const counted = new Map<string, bigint>();
        const counter = new TaskVolumeCounter();
        const { startMs } = scenario.simulation;
        const addAll = (fromMs: number, usage: readonly MeteredUsage[]) => {
          for (const { meter, quantity } of usage) {
            const key = `${Math.floor((startMs + fromMs) / 3_600_000)} ${meter}`;
            if (meter.endsWith('gbMonth')) counted.set(key, (counted.get(key) ?? 0n) + quantity);
          }
        };
        const meter = new UsageMeter(warmUpMs, ({ fromMs, metered }) => addAll(fromMs, metered), [counter]);
        const comings = new Comings();
        const simulation = createSimulation(scenario, [counter, meter, comings]);
        advanceTo(simulation, 1e12);
        const slow = slowBill(comings.things, startMs, warmUpMs, warmUpMs + 1 + length);
        const expected = new Map(slow.map(({ hour, sku, quantity }) => [`${hour} ${sku}`, quantity]));
        expect([...counted].sort()).toEqual([...expected].sort());
      },
    ),
    { numRuns: 60, seed: 9 },
  );
});
