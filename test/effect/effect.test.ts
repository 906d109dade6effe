import { expect, test } from 'vitest';
import { modelledKeys } from '../../src/scenario/keys.ts';
import { BASE_SCENARIOS, type BaseScenarioName } from './base-scenarios.ts';
import { type Effect, isKey, keyOf } from './effect.ts';
import { EFFECTS } from './effects.ts';
import { OTHER_PLACES } from './other-places.ts';
import { type Leavings, runSettings } from './run-settings.ts';

const patternsOf = ({ change }: Effect) => modelledKeys.filter((pattern) => isKey(pattern, keyOf(change)));

test('every modelled key has exactly one row', () => {
  const covered = EFFECTS.flatMap(patternsOf);
  expect(modelledKeys.filter((key) => !covered.includes(key))).toEqual([]);
  expect(covered.filter((key, i) => covered.indexOf(key) !== i)).toEqual([]);
});

test('every row is about exactly one modelled key', () => {
  expect(EFFECTS.filter((effect) => patternsOf(effect).length !== 1).map(({ change }) => change)).toEqual([]);
});

test('a run with the same settings comes out the same', async () => {
  for (const name of Object.keys(BASE_SCENARIOS) as BaseScenarioName[])
    expect(differences(await runSettings(name, []), await runSettings(name, []))).toEqual([]);
});

test.each([...EFFECTS, ...OTHER_PLACES])(
  '$scenario: $change',
  async ({ scenario, before, change, along, refusal }) => {
    const unchanged = await leavingsBefore(scenario, before);
    const changed = runSettings(scenario, [...before, ...along, change]);
    if (refusal !== null) await expect(changed).rejects.toThrow(refusal);
    else expect(differences(unchanged, await changed)).not.toEqual([]);
  },
);

/** The files that are not equal. */
function differences(one: Leavings, other: Leavings): string[] {
  return (Object.keys(one) as (keyof Leavings)[]).filter((file) => one[file] !== other[file]);
}

const known = new Map<string, Promise<Leavings>>();

/** Many rows begin with the same run. */
function leavingsBefore(scenario: BaseScenarioName, before: readonly string[]): Promise<Leavings> {
  const name = [scenario, ...before].join('\n');
  const leavings = known.get(name) ?? runSettings(scenario, before);
  known.set(name, leavings);
  return leavings;
}
