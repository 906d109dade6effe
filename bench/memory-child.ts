import { ScenarioRun } from '../src/experiment/run.ts';
import { TEST_PRICES } from '../test/support/prices.ts';
import { burst, poisson, scenarioWith } from '../test/support/scenario.ts';

/** Runs so many Fargate tasks, one after the other or all at once, and prints the process's peak memory in bytes. */
const [tasks = '0', allAtOnce = 'no'] = process.argv.slice(2);
const scenario = scenarioWith({
  definition: { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] },
  workloads: [
    {
      launchType: 'FARGATE',
      source: allAtOnce === 'yes' ? burst(Number(tasks), 0, 600_000) : poisson(8, 600_000, Number(tasks)),
    },
  ],
});
const run = new ScenarioRun(scenario, TEST_PRICES);
while (run.advance(1e13, Number.POSITIVE_INFINITY) !== 'ended');
process.stdout.write(`${process.resourceUsage().maxRSS * 1024} ${run.outcome().digest}`);
