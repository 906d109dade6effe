import { Bill } from '../../src/billing/bill.ts';
import { Rates } from '../../src/billing/rates.ts';
import type { Usage } from '../../src/billing/usage.ts';
import { UsageMeter } from '../../src/billing/usage-meter.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { InvariantChecker } from '../support/invariant-checker.ts';
import { TEST_PRICES } from '../support/prices.ts';

/** More simulated time than any scenario of the swarm needs. */
const FOR_EVER = 1e12;

/**
 * Runs a scenario under every checker: the invariants after each piece of news, a fork in the middle that must end alike,
 * and a bill whose parts add up. Gives the events it came to; throws what is not true.
 */
export function checkScenario(scenario: Scenario, forkAfterTimers: number): number {
  const checker = new InvariantChecker();
  const hours: Usage[] = [];
  const simulation = createSimulation(scenario, [checker, new UsageMeter(0, (usage) => hours.push(usage))]);
  advanceTo(simulation, FOR_EVER);
  must(simulation.ended, 'the run does not end');

  const first = createSimulation(scenario);
  advanceTo(first, FOR_EVER, forkAfterTimers);
  const second = createSimulation(scenario);
  restore(second, snapshot(first));
  advanceTo(second, FOR_EVER);
  must(
    second.digest.hex() === simulation.digest.hex(),
    'a run that was saved and restored ended differently',
  );

  const bill = new Bill({
    world: simulation,
    rates: new Rates(TEST_PRICES),
    weights: { cpu: 0.9, memory: 0.1 },
  });
  for (const usage of hours) bill.closeHour(usage);
  const caused = [...bill.byWorkload.values()].reduce((sum, amount) => sum + amount, 0n);
  must(
    caused + bill.idle + bill.booting + bill.draining === bill.total,
    'the parts of the bill do not add up to its total',
  );
  return simulation.events + second.events;
}

function must(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(sentence);
}
