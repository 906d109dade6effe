import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/environment/memory-files.ts';
import { ScenarioRun } from '../../src/experiment/run.ts';
import { TasksCsv } from '../../src/reporters/streams/tasks-csv.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { catalogueFile } from '../support/catalogue.ts';

/** One instance, and one task on Fargate that runs from hour to hour; prices change at midnight, two hours after the start. */
const SCENARIO = `
simulation: { start: 2026-03-02T22:00:00Z, duration: 4h }
timings: { base: instant, ec2.rootVolumeGib: 0 }
clusters:
  - containerInstances: [{ ec2InstanceType: m5.large }]
taskDefinitions:
  - family: job
    requiresCompatibilities: [FARGATE]
    networkMode: awsvpc
    cpu: "1024"
    memory: "2048"
    containerDefinitions: [{ name: job, image: job }]
workloads:
  - { taskDefinition: job, launchType: FARGATE, arrivals: { schedule: "at(2026-03-02T23:30:00)" }, duration: 90m }
`;
const files = memoryFiles({
  'prices.json': catalogueFile([
    ['us-east-1', 'ec2.linux:m5.large', '2026-01-01', '0.1'],
    ['us-east-1', 'ec2.linux:m5.large', '2026-03-03', '0.3'],
    ['us-east-1', 'fargate.vcpuHour', '2026-01-01', '0.04'],
    ['us-east-1', 'fargate.vcpuHour', '2026-03-03', '0.08'],
    ['us-east-1', 'fargate.gbHour', '2026-01-01', '0.005'],
  ]),
});

async function ran(...settings: readonly string[]) {
  const { scenario, prices } = await loadScenario(SCENARIO, {
    files,
    fileName: 'changes.yaml',
    settings: ['pricing.catalogue=prices.json', ...settings],
  });
  let tasks: TasksCsv | null = null;
  const run = new ScenarioRun(scenario, prices, (charges) => [(tasks = new TasksCsv(charges))]);
  run.advance(1e12, Number.POSITIVE_INFINITY);
  const [, line] = new TextDecoder().decode(tasks!.take()).split('\n');
  return { outcome: run.outcome(), taskCost: Number(line!.split(',').at(-1)) };
}

test('each hour is billed at the prices in force when it begins', async () => {
  const { outcome, taskCost } = await ran('pricing.asOf=simulated');
  const fargate = 0.5 * (0.04 + 2 * 0.005) + 1 * (0.08 + 2 * 0.005);
  expect(taskCost).toBeCloseTo(fargate, 8);
  expect(outcome.cost.byProduct['AWSFargate']).toBeCloseTo(fargate, 8);
  expect(outcome.cost.byProduct['AmazonEC2']).toBeCloseTo(2 * 0.1 + 2 * 0.3, 8);
  expect(outcome.cost.total).toBeCloseTo(fargate + 0.8, 8);
});

test('the timeline is asked for what has been spent at those prices, and adds up to the bill', async () => {
  const { outcome } = await ran('pricing.asOf=simulated', 'simulation.timelineStep=15m');
  const { cost, scope } = outcome.timeline.columns;
  const steps = cost.filter((_, i) => scope[i] === 'run') as number[];
  expect(steps.reduce((sum, step) => sum + step, 0)).toBeCloseTo(outcome.cost.total, 8);
  expect(steps[0]).toBeCloseTo(0.025, 6);
  expect(steps.at(-1)).toBeCloseTo(0.075, 6);
});

test('without a change, and of a day, one price holds throughout', async () => {
  const of = async (...settings: readonly string[]) =>
    (await ran(...settings)).outcome.cost.byProduct['AmazonEC2'];
  expect(await of()).toBeCloseTo(1.2, 8);
  expect(await of('pricing.asOf=2026-03-02')).toBeCloseTo(0.4, 8);
  expect(
    await of('pricing.asOf=simulated', 'simulation.start=2026-02-02T22:00:00Z', 'workloads=[]'),
  ).toBeCloseTo(0.4, 8);
});
