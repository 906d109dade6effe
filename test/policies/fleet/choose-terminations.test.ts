import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Candidate,
  chooseTerminations,
  type TerminationPolicy,
} from '../../../src/policies/fleet/choose-terminations.ts';

const NOW = 10 * 3_600_000;
const policy = fc.constantFrom<TerminationPolicy>(
  'OldestInstance',
  'NewestInstance',
  'ClosestToNextInstanceHour',
  'Default',
  'OldestLaunchTemplate',
);
const fleet = fc
  .array(
    fc.record({
      zone: fc.integer({ min: 0, max: 2 }),
      launchedAt: fc.integer({ min: 0, max: 9 }).map((quarter) => quarter * 900_000),
      outdated: fc.constantFrom(0, 0, 1, 2),
      isProtected: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((rows): Candidate[] => rows.map((row, instance) => ({ ...row, instance, pool: 0 })));

/** What goes next by the book, looked at anew each time: zones first, then one policy after the other. */
function equals(left: readonly Candidate[], policies: readonly TerminationPolicy[]): readonly Candidate[] {
  const inZone = (zone: number) => left.filter((other) => other.zone === zone).length;
  let open = left.filter(({ isProtected }) => !isProtected);
  const keep = (keyOf: (candidate: Candidate) => number) => {
    const highest = Math.max(...open.map(keyOf));
    open = open.filter((candidate) => keyOf(candidate) === highest);
  };
  keep(({ zone }) => inZone(zone));
  for (const name of policies) {
    if (name === 'Default') keep(({ outdated }) => outdated);
    keep(({ launchedAt, outdated }) => {
      if (name === 'OldestLaunchTemplate') return outdated;
      if (name === 'OldestInstance') return -launchedAt;
      return name === 'NewestInstance' ? launchedAt : (NOW - launchedAt) % 3_600_000;
    });
  }
  return open;
}

test('those that go together are those that would go one after the other', () => {
  fc.assert(
    fc.property(
      fleet,
      fc.array(policy, { minLength: 1, maxLength: 3 }),
      fc.nat(25),
      fc.float({ min: 0, max: Math.fround(0.99) }),
      (instances, policies, count, drawn) => {
        const chosen = chooseTerminations(instances, count, policies, NOW, () => drawn);
        let left: readonly Candidate[] = instances;
        for (const instance of chosen) {
          expect(equals(left, policies).map((candidate) => candidate.instance)).toContain(instance);
          left = left.filter((candidate) => candidate.instance !== instance);
        }
        const open = instances.filter(({ isProtected }) => !isProtected);
        expect(chosen).toHaveLength(Math.min(count, open.length));
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});

test('a draw decides among equals of all zones', () => {
  const instances = [0, 1, 0, 1].map((zone, instance) => ({
    instance,
    zone,
    launchedAt: 0,
    outdated: 0,
    isProtected: false,
    pool: 0,
  }));
  const by = (drawn: number) => chooseTerminations(instances, 1, ['Default'], NOW, () => drawn)[0];
  expect(new Set([0, 0.3, 0.6, 0.9].map(by))).toEqual(new Set([0, 1, 2, 3]));
});
