import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';
import { checkScenario } from './check-scenario.ts';

test('a small swarm: random scenarios under every checker', () => {
  let events = 0;
  fc.assert(
    fc.property(scenarioArbitrary, fc.nat(2000), (scenario, forkAfter) => {
      events += checkScenario(scenario, forkAfter);
    }),
    { seed: 11, numRuns: 60 },
  );
  expect(events).toBeGreaterThan(10_000);
});
