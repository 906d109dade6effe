import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Rates } from '../../../src/billing/rates.ts';
import { FargateTaskCharges } from '../../../src/billing/task-charges.ts';
import { Observer } from '../../../src/events/observer.ts';
import type { TaskCharges } from '../../../src/events/task-charges.ts';
import type { World } from '../../../src/events/world.ts';
import { TASK_COLUMNS, TasksCsv } from '../../../src/reporters/streams/tasks-csv.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { burst, DEFAULT_TIMINGS, instances, scenarioWith } from '../../support/scenario.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';
import { taskRecord } from '../../support/task-record.ts';

/** The slow twin: keeps a record a task and leaves the writing to csv-stringify. */
class SlowTasks extends Observer {
  readonly rows: Record<string, string>[] = [];
  private world!: World;
  private readonly charges: TaskCharges;

  constructor(charges: TaskCharges) {
    super();
    this.charges = charges;
  }
  override begin(world: World): void {
    this.world = world;
  }
  override taskGone(_at: number, task: number): void {
    this.rows.push(this.rowOf(task, true));
  }
  override runEnded(): void {
    const { tasks } = this.world;
    const live = tasks
      .liveTasks()
      .map((task) => ({ ordinal: tasks.ordinal[task]!, row: this.rowOf(task, false) }));
    live.sort((a, b) => a.ordinal - b.ordinal);
    this.rows.push(...live.map(({ row }) => row));
  }
  text(): string {
    return stringify(this.rows, { header: true, columns: [...TASK_COLUMNS] });
  }

  private rowOf(task: number, gone: boolean): Record<string, string> {
    return taskRecord(this.world, this.charges, task, gone);
  }
}

function run(scenario: Scenario): { readonly fast: string; readonly slow: string } {
  const charges = new FargateTaskCharges(new Rates(TEST_PRICES));
  const fast = new TasksCsv(charges);
  const slow = new SlowTasks(charges);
  simulate(scenario, [charges, fast, slow]);
  return { fast: new TextDecoder().decode(fast.take()), slow: slow.text() };
}

test('a row of each kind, to be checked by hand', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 300_000 },
    capacityProviders: [{ name: 'FARGATE', kind: 'FARGATE' }],
    cluster: {
      containerInstances: [
        instances(1, 2048, 4096, {
          ec2InstanceType: 'm5.large',
          name: 'm5.large',
          availabilityZones: ['us-east-1b'],
        }),
      ],
    },
    definition: { need: { cpu: 2048, memory: 4096, gpu: 0 }, requiresCompatibilities: ['EC2', 'FARGATE'] },
    workloads: [
      { source: burst(1, 0, 250_000), onFailure: { kind: 'giveUp' } },
      { source: burst(1, 1000, 60_000), onFailure: { kind: 'giveUp' } },
      { source: burst(1, 2500, 100_000) },
      {
        source: burst(1, 3000, 90_500),
        launchType: 'FARGATE',
        capacityProviderStrategy: [{ provider: 0, base: 0, weight: 1 }],
      },
    ],
  });
  expect(run(scenario).fast).toBe(
    [
      TASK_COLUMNS.join(','),
      'job-2,job:1,family:job,main,EC2,,,,,2048,4096,2026-03-02T00:00:01.000Z,,,,,,,,RESOURCE:CPU,,,',
      'job-4,job:1,family:job,main,FARGATE,FARGATE,,,us-east-1a,2048,4096,2026-03-02T00:00:03.000Z,' +
        '2026-03-02T00:00:03.000Z,2026-03-02T00:00:03.000Z,2026-03-02T00:00:03.000Z,2026-03-02T00:01:33.500Z,' +
        '2026-03-02T00:01:33.500Z,STOPPED,EssentialContainerExited,Essential container in task exited,0.000,91,0.002495928',
      'job-1,job:1,family:job,main,EC2,,m5.large-1,m5.large,us-east-1b,2048,4096,2026-03-02T00:00:00.000Z,' +
        '2026-03-02T00:00:00.000Z,2026-03-02T00:00:00.000Z,2026-03-02T00:00:00.000Z,2026-03-02T00:04:10.000Z,' +
        '2026-03-02T00:04:10.000Z,STOPPED,EssentialContainerExited,Essential container in task exited,0.000,,',
      'job-3,job:1,family:job,main,EC2,,m5.large-1,m5.large,us-east-1b,2048,4096,2026-03-02T00:00:02.500Z,' +
        '2026-03-02T00:04:10.000Z,2026-03-02T00:04:10.000Z,2026-03-02T00:04:10.000Z,,,RUNNING,,,247.500,,',
      '',
    ].join('\n'),
  );
});

test('the bytes are those of csv-stringify, whatever happens to the tasks', () => {
  fc.assert(
    fc.property(
      scenarioArbitrary,
      fc.option(fc.integer({ min: 1, max: 200_000 }), { nil: null }),
      (spec, cutAtMs) => {
        // Without an end of its own a run with services would go on for ever.
        const durationMs = cutAtMs ?? spec.simulation.durationMs;
        const { fast, slow } = run({ ...spec, simulation: { ...spec.simulation, durationMs } });
        expect(fast).toBe(slow);
      },
    ),
    { numRuns: 150, seed: 3 },
  );
});

const nastyName = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', 'é', '日', '😀', '=', '\t', '\\'),
    maxLength: 8,
  }),
);

test('names with quotes, commas, line breaks, blanks and foreign letters are written as csv-stringify writes them', () => {
  fc.assert(
    fc.property(nastyName, nastyName, nastyName, nastyName, (cluster, family, group, box) => {
      const base = scenarioWith({
        timings: DEFAULT_TIMINGS,
        cluster: {
          containerInstances: [
            instances(2, 4096, 4096, { name: box, ec2InstanceType: box, availabilityZones: [group] }),
          ],
        },
        definition: { family },
        workloads: [
          { source: burst(3, 0, 1000), group },
          { source: burst(2, 500, 1000), launchType: 'FARGATE' },
        ],
        actions: [{ kind: 'stopTask', atMs: 9000, cluster, task: `${family}-1`, reason: group }],
      });
      const spec = {
        ...base,
        clusters: base.clusters.map((spec) => ({ ...spec, clusterName: cluster })),
        workloads: base.workloads.map((spec) => ({ ...spec, cluster })),
      };
      const { fast, slow } = run(spec);
      expect(fast).toBe(slow);
    }),
    { numRuns: 300, seed: 4 },
  );
});

test('the bytes are the same however often they are taken', () => {
  const scenario = scenarioWith({
    timings: DEFAULT_TIMINGS,
    cluster: { containerInstances: [instances(4, 4096, 4096)] },
    workloads: [{ source: burst(200, 0, 10_000) }],
  });
  const charges = { billedSeconds: () => -1, chargeNanoUsd: () => -1 };
  const whole = new TasksCsv(charges);
  simulate(scenario, [whole]);
  const often = new TasksCsv(charges);
  const simulation = createSimulation(scenario, [often]);
  let gathered = '';
  while (advanceTo(simulation, 1e12, 7) !== 'ended') {
    const pending = often.pendingBytes;
    const taken = often.take();
    expect(taken.length).toBe(pending);
    gathered += new TextDecoder().decode(taken);
  }
  gathered += new TextDecoder().decode(often.take());
  expect(often.pendingBytes).toBe(0);
  expect(gathered).toBe(new TextDecoder().decode(whole.take()));
  expect(gathered.split('\n').length).toBe(202);
});
