import { expect, it } from 'vitest';
import type { ServiceTime } from '../../src/requests/service-time.ts';
import { strataOf } from '../../src/requests/work-strata.ts';

const SERVICES: readonly ServiceTime[] = [
  { kind: 'constant', meanMs: 5 },
  { kind: 'exponential', meanMs: 5 },
  { kind: 'lognormal', meanMs: 5, scv: 1 },
  { kind: 'lognormal', meanMs: 5, scv: 4 },
];

it.each(SERVICES)('of %j are all requests and all work', (service) => {
  const strata = strataOf(service);
  const shares = strata.reduce((sum, { share }) => sum + share, 0);
  const work = strata.reduce((sum, each) => sum + each.share * each.work, 0);
  expect(shares).toBeCloseTo(1, 4);
  expect(work).toBeCloseTo(1, 2);
  expect(strata.map((stratum) => stratum.work)).toEqual(
    strata.map((each) => each.work).sort((a, b) => a - b),
  );
  for (const { share, parts } of strata)
    expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(share, 12);
});

it('of work that does not vary is one', () => {
  expect(strataOf({ kind: 'lognormal', meanMs: 5, scv: 0 })).toHaveLength(1);
});
