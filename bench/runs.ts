import { DEFAULT_TIMINGS, type Timings } from '../src/catalog/defaults.ts';
import { ScenarioRun } from '../src/experiment/run.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { advanceTo } from '../src/simulation/advance.ts';
import { createSimulation } from '../src/simulation/create-simulation.ts';
import { TEST_PRICES } from '../test/support/prices.ts';
import { instances, poisson, scenarioWith } from '../test/support/scenario.ts';
import { alternate, type Finding, ns, type Variant } from './harness.ts';
import { aim } from './kernel.ts';
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

function scenarioOf({ tasks, instances: count, perSecond, meanSeconds }: BareOptions, timings: Timings): Scenario {
  const ec2 = count > 0;
  const source = poisson(perSecond, meanSeconds * 1000, tasks);
  return scenarioWith({
    timings,
    definition: {
      need: { cpu: 512, memory: 1024, gpu: 0 },
      networkMode: ec2 ? 'bridge' : 'awsvpc',
      requiresCompatibilities: [ec2 ? 'EC2' : 'FARGATE'],
    },
    cluster: {
      containerInstances: ec2
        ? [instances(count, 4096, 8192, { availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], hourlyPrice: '0.192' })]
        : [],
    },
    workloads: [
      {
        launchType: ec2 ? 'EC2' : 'FARGATE',
        source,
        placementStrategy: ec2 ? [{ type: 'spread', field: 'ecs.availability-zone' }, { type: 'binpack', field: 'memory' }] : [],
      },
    ],
  });
}

function product(name: string, options: BareOptions, timings: Timings): Variant {
  return {
    name,
    run() {
      const run = new ScenarioRun(scenarioOf(options, timings), TEST_PRICES);
      while (run.advance(1e13, Number.POSITIVE_INFINITY) !== 'ended');
      return { checksum: run.outcome().digest, units: options.tasks };
    },
  };
}

function engineAlone(name: string, options: BareOptions, timings: Timings): Variant {
  return {
    name,
    run() {
      const simulation = createSimulation(scenarioOf(options, timings));
      while (advanceTo(simulation, 1e13) !== 'ended');
      return { checksum: simulation.digest.hex(), units: options.tasks };
    },
  };
}

function bare(options: BareOptions): Variant {
  return { name: 'bare', run: () => ({ checksum: bareRun(options), units: options.tasks }) };
}

/** 80 % of the room for eight tasks of 640 s each on every instance. */
function onInstances(count: number, tasks: number): BareOptions {
  return { tasks, instances: count, perSecond: (count * 8 * 0.8) / 640, meanSeconds: 600 };
}

function compare(what: string, options: BareOptions, quick: boolean): Finding[] {
  const rounds = quick ? 1 : 5;
  const measured = alternate(
    [bare(options), product('product', options, FIXED), product('product, default timings', options, DEFAULT_TIMINGS)],
    rounds,
  );
  const [twin, fixed, drawn] = measured as [typeof measured[0], typeof measured[0], typeof measured[0]];
  return [
    { what: `${what}: bare loop`, figure: `${ns(twin.nsPerUnit)} a task, checksum ${twin.checksum.slice(0, 8)}` },
    { what: `${what}: product`, figure: `${ns(fixed.nsPerUnit)} a task, digest ${fixed.checksum}` },
    aim('  against the bare loop', fixed.nsPerUnit / twin.nsPerUnit, 'at most', 2),
    { what: `${what}: product, default timings`, figure: `${ns(drawn.nsPerUnit)} a task, digest ${drawn.checksum}` },
  ];
}

/** `bench run-ec2`: aim 4. 10,000 instances are stated; the index that makes their aim comes with the placement issue. */
export function benchRunEc2(quick: boolean): Finding[] {
  const findings = compare('1,000 instances', onInstances(1000, quick ? 20_000 : 300_000), quick);
  if (quick) return findings;
  const options = onInstances(10_000, 100_000);
  const [large] = alternate([product('10,000', options, FIXED)], 2);
  return [...findings, { what: '10,000 instances: product', figure: `${ns(large!.nsPerUnit)} a task, digest ${large!.checksum}` }];
}

/** `bench run-fargate`: aim 5. */
export function benchRunFargate(quick: boolean): Finding[] {
  const findings = compare('Fargate', { tasks: quick ? 50_000 : 1_000_000, instances: 0, perSecond: 60, meanSeconds: 600 }, quick);
  if (quick) return findings;
  const day: BareOptions = { tasks: 18_400_000, instances: 0, perSecond: 213, meanSeconds: 600 };
  const [whole] = alternate([product('day', day, DEFAULT_TIMINGS)], 1);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  return [
    ...findings,
    { what: '18.4 M tasks in a day', figure: `${whole!.seconds.toFixed(1)} s, digest ${whole!.checksum}`, aim: 'below 20 s', met: whole!.seconds < 20 },
    { what: '  peak memory of the process', figure: `${megabytes} MiB`, aim: 'at most 256 MiB', met: megabytes <= 256 },
  ];
}

/** `bench observers`: aim 7. What meter, statistics and timeline add to the engine alone. */
export function benchObservers(quick: boolean): Finding[] {
  const tasks = quick ? 30_000 : 500_000;
  return [
    ['EC2, 1,000 instances', onInstances(1000, quick ? 20_000 : 100_000)],
    ['Fargate', { tasks, instances: 0, perSecond: 20, meanSeconds: 600 }],
    ['Fargate, 135,000 live', { tasks, instances: 0, perSecond: 213, meanSeconds: 600 }],
  ].map(([what, options]) => {
    const [without, with_] = alternate(
      [engineAlone('engine', options as BareOptions, FIXED), product('product', options as BareOptions, FIXED)],
      quick ? 1 : 5,
    );
    return aim(`${what as string}: with observers against without`, with_!.nsPerUnit / without!.nsPerUnit, 'at most', 1.5);
  });
}
