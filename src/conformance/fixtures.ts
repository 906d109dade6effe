import type { Example, Given } from './example.ts';

/** Entries of this area are no examples: they hold what examples name in place of a value of their own. */
const FIXTURE_AREA = 'fixture';

/**
 * The examples with the values in place of the names of fixtures: where `given.instances` is the name of a fixture, the
 * fixture's `instances` take its place. Fixtures of the list come before those of `others`; neither are among the examples.
 */
export function withFixtures(examples: readonly Example[], others: readonly Example[]): readonly Example[] {
  const fixtures = new Map<string, Given>();
  for (const { id, area, given } of [...others, ...examples]) {
    if (area !== FIXTURE_AREA) continue;
    fixtures.set(id, given);
    fixtures.set(id.slice(id.indexOf(':') + 1), given);
  }
  return examples
    .filter(({ area }) => area !== FIXTURE_AREA)
    .map((example) => ({ ...example, given: replaceNames(example.given, fixtures) }));
}

function replaceNames(given: Given, fixtures: ReadonlyMap<string, Given>): Given {
  const replaced = Object.entries(given).map(([key, value]) => {
    const fixture = typeof value === 'string' ? fixtures.get(value) : undefined;
    return [key, fixture !== undefined && Object.hasOwn(fixture, key) ? fixture[key] : value];
  });
  return Object.fromEntries(replaced) as Given;
}
