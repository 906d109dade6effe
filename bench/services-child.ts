import { ScenarioRun } from '../src/experiment/run.ts';
import { reportText } from '../src/reporters/text.ts';
import { TEST_PRICES } from '../test/support/prices.ts';
import { idleMonth } from './services-scenarios.ts';

/** Runs a month of so many idle services up to its summary, and prints the process's peak memory in bytes. */
const run = new ScenarioRun(idleMonth(Number(process.argv[2])), TEST_PRICES);
while (run.advance(1e13, Number.POSITIVE_INFINITY) !== 'ended');
reportText(run.streamedOutcome());
process.stdout.write(`${process.resourceUsage().maxRSS * 1024}`);
