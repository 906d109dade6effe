import { DEFAULT_TIMINGS, type Timings } from '../src/catalog/defaults.ts';
import { ScenarioRun } from '../src/experiment/run.ts';
import type { Scenario, TaskDefinitionSpec, WorkloadSpec } from '../src/scenario/scenario.ts';
import { advanceTo } from '../src/simulation/advance.ts';
import { createSimulation } from '../src/simulation/create-simulation.ts';
import { TEST_PRICES } from '../test/support/prices.ts';
import { instances, poisson, scenarioWith } from '../test/support/scenario.ts';
import { aim, alternate, type Finding, type Measured, ns, type Variant } from './harness.ts';
import { type BareOptions, bareRun } from './twins/bare-run.ts';

/** The delays of the bare loop, so that both draw alike: two numbers a task. */
const FIXED: Timings = {
  ...DEFAULT_TIMINGS,
  'fargate.provision': { kind: 'constant', value: 4000 },
  'fargate.host': { kind: 'constant', value: 4000 },
  'container.start': { kind: 'constant', value: 1000 },
  'ec2.agentHandover': { kind: 'constant', value: 4000 },
  'ec2.stop': { kind: 'constant', value: 20_000 },
  'fargate.deprovision': { kind: 'constant', value: 20_000 },
  'pull.fargate': { baseMs: 4000, megabytesPerSecond: 1e9, sigma: 0 },
  'pull.ec2': { baseMs: 4000, megabytesPerSecond: 1e9, sigma: 0 },
};

/** Sixteenths of an instance that tasks take: 2.5 on average. */
const SIZES = [1, 1, 1, 2, 2, 3, 4, 6];
const MEAN_SIZE = 2.5;
const INSTANCE_UNITS = 16;
const UNIT = { cpu: 256, memory: 512 };
const MEAN_SECONDS = 600;
/** From placement to release, with what the bare loop takes beside a task's own time. */
const HELD_SECONDS = MEAN_SECONDS + 38;
const END_MS = 1e13;

/** `bench run-ec2`: whole runs on instances, beside the bare loop. */
export function benchRunEc2(quick: boolean): Finding[] {
  const findings = compare('1,000 instances', onInstances(1000, quick ? 20_000 : 300_000), quick);
  if (quick) return findings;
  const options = onInstances(10_000, 100_000);
  const [bare, large] = alternate([bareLoop(options), product('10,000', options, FIXED)], 2) as [
    Measured,
    Measured,
  ];
  return [
    ...findings,
    { what: '10,000 instances: bare loop', figure: figureOf(bare) },
    { what: '10,000 instances: product', figure: figureOf(large) },
  ];
}

/** `bench run-fargate`: whole runs on Fargate, beside the bare loop; then a day of 18.4 M tasks. */
export function benchRunFargate(quick: boolean): Finding[] {
  const findings = compare('Fargate', onFargate(quick ? 50_000 : 1_000_000, 8), quick);
  if (quick) return findings;
  const [whole] = alternate([product('day', onFargate(18_400_000, 213), DEFAULT_TIMINGS)], 1) as [Measured];
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  return [
    ...findings,
    {
      what: '18.4 M tasks in a day',
      figure: `${whole.seconds.toFixed(1)} s, checksum ${whole.checksum}`,
      aim: 'below 20 s',
      met: whole.seconds < 20,
    },
    {
      what: '  peak memory of the process',
      figure: `${megabytes} MiB`,
      aim: 'at most 256 MiB',
      met: megabytes <= 256,
    },
  ];
}

/** `bench observers`: what bill, statistics and timeline add to the engine alone. */
export function benchObservers(quick: boolean): Finding[] {
  const tasks = quick ? 30_000 : 500_000;
  const cases: [string, BareOptions][] = [
    ['EC2, 1,000 instances', onInstances(1000, quick ? 20_000 : 100_000)],
    ['Fargate', onFargate(tasks, 20)],
    ['Fargate, 135,000 live', onFargate(tasks, 213)],
  ];
  return cases.map(([what, options]) => {
    const [alone, whole] = alternate(
      [engineAlone(options), product('product', options, FIXED)],
      quick ? 1 : 5,
    ) as [Measured, Measured];
    return aim(`${what}: with observers against without`, whole.seconds / alone.seconds, 'at most', 1.5);
  });
}

function compare(what: string, options: BareOptions, quick: boolean): Finding[] {
  const [bare, fixed, drawn] = alternate(
    [
      bareLoop(options),
      product('product', options, FIXED),
      product('product, default timings', options, DEFAULT_TIMINGS),
    ],
    quick ? 1 : 5,
  ) as [Measured, Measured, Measured];
  return [
    { what: `${what}: bare loop`, figure: figureOf(bare) },
    { what: `${what}: product`, figure: figureOf(fixed) },
    aim('  against the bare loop', fixed.nsPerUnit / bare.nsPerUnit, 'at most', 2),
    { what: `${what}: product, default timings`, figure: figureOf(drawn) },
  ];
}

function figureOf({ nsPerUnit, checksum }: Measured): string {
  return `${ns(nsPerUnit)} a task, checksum ${checksum}`;
}

function bareLoop(options: BareOptions): Variant {
  return {
    name: 'bare',
    prepare: () => () => ({ checksum: bareRun(options), units: options.tasks }),
  };
}

function product(name: string, options: BareOptions, timings: Timings): Variant {
  return {
    name,
    prepare() {
      const run = new ScenarioRun(scenarioOf(options, timings), TEST_PRICES);
      return () => {
        while (run.advance(END_MS, Number.POSITIVE_INFINITY) !== 'ended');
        return { checksum: run.outcome().digest, units: options.tasks };
      };
    },
  };
}

function engineAlone(options: BareOptions): Variant {
  return {
    name: 'engine',
    prepare() {
      const simulation = createSimulation(scenarioOf(options, FIXED));
      return () => {
        while (advanceTo(simulation, END_MS) !== 'ended');
        return { checksum: simulation.digest.hex(), units: options.tasks };
      };
    },
  };
}

/** 80 % of the instances' room. */
function onInstances(count: number, tasks: number): BareOptions {
  const perSecond = (count * INSTANCE_UNITS * 0.8) / MEAN_SIZE / HELD_SECONDS;
  return { tasks, instances: count, sizes: SIZES, perSecond, meanSeconds: MEAN_SECONDS };
}

function onFargate(tasks: number, perSecond: number): BareOptions {
  return { tasks, instances: 0, sizes: SIZES, perSecond, meanSeconds: MEAN_SECONDS };
}

/** The same work for the product: one task definition and one stream of arrivals a size. */
function scenarioOf(options: BareOptions, timings: Timings): Scenario {
  const { tasks, instances: count, perSecond, meanSeconds } = options;
  const isEc2 = count > 0;
  const distinct = [...new Set(SIZES)];
  const workloads = distinct.map((size, i): Partial<WorkloadSpec> => {
    const share = SIZES.filter((other) => other === size).length / SIZES.length;
    return {
      taskDefinitionIndex: i,
      launchType: isEc2 ? 'EC2' : 'FARGATE',
      source: poisson(perSecond * share, meanSeconds * 1000, Math.round(tasks * share)),
      placementStrategy: isEc2 ? SPREAD_THEN_BINPACK : [],
    };
  });
  const scenario = scenarioWith({
    timings,
    workloads,
    definition: {
      networkMode: isEc2 ? 'bridge' : 'awsvpc',
      requiresCompatibilities: [isEc2 ? 'EC2' : 'FARGATE'],
    },
    cluster: { containerInstances: isEc2 ? [machines(count)] : [] },
  });
  const [definition] = scenario.taskDefinitions as [TaskDefinitionSpec];
  return {
    ...scenario,
    taskDefinitions: distinct.map((size) => ({
      ...definition,
      family: `job-${size}`,
      need: { cpu: UNIT.cpu * size, memory: UNIT.memory * size, gpu: 0 },
    })),
  };
}

const SPREAD_THEN_BINPACK: WorkloadSpec['placementStrategy'] = [
  { type: 'spread', field: 'ecs.availability-zone' },
  { type: 'binpack', field: 'memory' },
];

function machines(count: number) {
  return instances(count, UNIT.cpu * INSTANCE_UNITS, UNIT.memory * INSTANCE_UNITS, {
    availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    hourlyPrice: '0.192',
  });
}
