import { expect, test } from 'vitest';
import { recordsReturned, staleShare } from '../../../src/requests/balancing/dns.ts';

test('an answer has up to eight records: the healthy, or any when none is (ecs:R-8.5)', () => {
  expect(recordsReturned(6, 20)).toBe(6);
  expect(recordsReturned(20, 20)).toBe(8);
  expect(recordsReturned(0, 20)).toBe(8);
  expect(recordsReturned(0, 3)).toBe(3);
  expect(recordsReturned(0, 0)).toBe(0);
});

test('clients leave an old answer one after the other, until the TTL is over', () => {
  const at = [0, 15_000, 45_000, 60_000, 90_000];
  expect(at.map((ms) => staleShare(ms, 60_000))).toEqual([1, 0.75, 0.25, 0, 0]);
  expect(staleShare(0, 0)).toBe(0);
});
