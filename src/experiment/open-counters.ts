import { AnywhereCounter } from '../billing/counters/anywhere-counter.ts';
import type { Counter } from '../billing/counters/counter.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What a scenario has that AWS measures beside instances and Fargate. */
export function openCounters(scenario: Scenario): Counter[] {
  const isAnywhere = scenario.clusters.some(({ containerInstances }) =>
    containerInstances.some(({ external }) => external),
  );
  return [...(isAnywhere ? [new AnywhereCounter()] : [])];
}
