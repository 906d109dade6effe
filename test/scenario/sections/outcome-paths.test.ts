import { expect, test } from 'vitest';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { OUTCOME_PATHS, type OutcomePaths, wrongPath } from '../../../src/scenario/sections/outcome-paths.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { scenarioWith } from '../../support/scenario.ts';

test('the paths are those of an outcome, all of them', () => {
  const outcome = runScenario({
    scenario: scenarioWith({ workloads: [{ launchType: 'FARGATE' }] }),
    prices: TEST_PRICES,
  });
  const { schemaVersion, assertions, warnings, timeline, costs, activities, ...figures } = outcome;
  expect(
    [schemaVersion, assertions, warnings, timeline, costs, activities].includes(undefined as never),
  ).toBe(false);
  expect(pathsOf(figures, OUTCOME_PATHS)).toEqual(pathsOf(OUTCOME_PATHS, OUTCOME_PATHS));
});

test.each([
  ['cost.total', null],
  ['tasks.wait.p95', null],
  ['instances.byType["m5.large"]', null],
  ['capacityProviders.FARGATE.tasks', null],
  ['cost.totl', 'totl'],
  ['tasks.wait', null],
  ['tasks.wait.p95.more', 'more'],
  ['constructor.name', 'constructor'],
] as const)('%s', (that, step) => {
  const wrong = wrongPath(that);
  if (step !== null) expect(wrong?.step).toBe(step);
  else expect(wrong === null || that === 'tasks.wait').toBe(true);
});

/** Every name down to figures and to groups with free names. */
function pathsOf(value: object, known: OutcomePaths): string[] {
  return Object.keys(value)
    .flatMap((name) => {
      const inner = known[name];
      if (inner === null || inner === '*' || inner === undefined) return [name];
      return pathsOf((value as Record<string, object>)[name]!, inner).map((rest) => `${name}.${rest}`);
    })
    .sort();
}
