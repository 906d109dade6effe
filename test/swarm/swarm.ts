import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';
import { checkScenario } from './check-scenario.ts';

/**
 * `npm run swarm -- --seed N --events 1e7`: random scenarios from the seed until so many events have passed under every
 * checker. A failure prints its seed and the smallest scenario that shows it, and exits with 1.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, events: { type: 'string', default: '1e6' } },
});
const wanted = Number(values.events);
const firstSeed = Number(values.seed);
if (!Number.isSafeInteger(firstSeed) || !(wanted > 0)) {
  process.stderr.write('swarm: --seed takes a whole number, --events a number above 0.\n');
  process.exit(2);
}

/** Scenarios a seed. */
const SCENARIOS = 25;

let events = 0;
let scenarios = 0;
for (let seed = firstSeed; events < wanted; seed++) {
  const outcome = fc.check(
    fc.property(scenarioArbitrary, fc.nat(2000), (scenario, forkAfter) => {
      events += checkScenario(scenario, forkAfter);
      scenarios++;
    }),
    { seed, numRuns: SCENARIOS },
  );
  if (!outcome.failed) continue;
  process.stderr.write(`swarm: seed ${seed} fails: ${String(outcome.errorInstance)}\n`);
  process.stderr.write(
    `smallest scenario (again with --seed ${seed} --events 1):\n${JSON.stringify(outcome.counterexample, null, 1)}\n`,
  );
  process.exit(1);
}
process.stdout.write(
  `swarm: ${scenarios} scenarios from seed ${firstSeed} on, ${events} events, nothing wrong.\n`,
);
