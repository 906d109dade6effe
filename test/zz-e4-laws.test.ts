import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advanceTo } from '../src/simulation/advance.ts';
import { createSimulation } from '../src/simulation/create-simulation.ts';
import { simulate } from '../src/simulation/simulate.ts';
import { restore, snapshot } from '../src/simulation/snapshot.ts';
import { InvariantChecker } from './support/invariant-checker.ts';
import { scenarioArbitrary } from './support/scenario-arbitrary.ts';
const specs = scenarioArbitrary.filter((s) => s.services.some((x) => x.loadBalancers.length > 0)).map((s) => ({ ...s, failures: s.failures.filter((f) => f.kind !== 'exit') }));
test('invariants', () => {
  let drained = 0;
  fc.assert(fc.property(specs, (spec) => {
    const s = createSimulation(spec, [new InvariantChecker()]);
    advanceTo(s, 1e12);
    expect(s.ended).toBe(true);
    drained += s.serviceStates.flatMap((x) => x.events).filter((e) => e.message.includes('draining')).length;
  }), { numRuns: 250, seed: 5, endOnFailure: true });
  console.log('draining events', drained);
}, 200_000);
test('restore', () => {
  fc.assert(fc.property(specs, fc.nat(600), (spec, timers) => {
    const whole = simulate(spec);
    const first = createSimulation(spec);
    advanceTo(first, 1e12, timers);
    const state = snapshot(first);
    advanceTo(first, 1e12);
    for (let i = 0; i < 2; i++) {
      const second = createSimulation(spec);
      restore(second, state);
      advanceTo(second, 1e12);
      expect(second.digest.hex()).toBe(whole.digest.hex());
    }
  }), { numRuns: 200, seed: 6, endOnFailure: true });
}, 200_000);
