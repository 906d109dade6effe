import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ejectionMs, proxySize, retryRequests } from '../../../src/requests/balancing/service-connect.ts';
import { naiveRetries } from '../../oracles/naive-shares.ts';

test('five failures put a host out, each time for longer, and never above 300 s (ecs:R-8.1)', () => {
  expect(ejectionMs(4, 0)).toBe(0);
  expect([0, 1, 2, 9, 10, 99].map((before) => ejectionMs(5, before))).toEqual([
    30_000, 60_000, 90_000, 300_000, 300_000, 300_000,
  ]);
});

test('a request fails when three hosts in a row do (ecs:R-8.2)', () => {
  // One host in ten is down: the second attempt is always elsewhere.
  expect(retryRequests([1, ...Array(9).fill(0)])).toEqual({ failedShare: 0, attempts: 1.1 });
  // 5 of 10: 5/10 x 4/9 x 3/8.
  const half = retryRequests([...Array(5).fill(1), ...Array(5).fill(0)]);
  expect(half.failedShare).toBeCloseTo(1 / 12, 14);
  expect(half.attempts).toBeCloseTo(1 + 1 / 2 + 2 / 9, 14);
  expect(retryRequests(Array(10).fill(1))).toEqual({ failedShare: 1, attempts: 3 });
});

test('with fewer hosts than attempts each is tried once', () => {
  expect(retryRequests([1])).toEqual({ failedShare: 1, attempts: 1 });
  expect(retryRequests([1, 0])).toEqual({ failedShare: 0, attempts: 1.5 });
  expect(retryRequests([])).toEqual({ failedShare: 1, attempts: 0 });
});

test('when every host fails the part f, f cubed fails', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (hosts, f) => {
      const { failedShare, attempts } = retryRequests(Array(hosts).fill(f));
      expect(failedShare).toBeCloseTo(f ** 3, 10);
      expect(attempts).toBeCloseTo(1 + f + f * f, 10);
    }),
    { numRuns: 30 },
  );
});

test('the closed form is the mean over every order of hosts', () => {
  const part = fc.constantFrom(0, 1, 0.1, 0.5);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 7 }), (failing) => {
      const { failedShare, attempts } = retryRequests(failing);
      const naive = naiveRetries(failing);
      expect(failedShare).toBeCloseTo(naive.failedShare, 12);
      expect(attempts).toBeCloseTo(naive.attempts, 12);
    }),
  );
});

test('what AWS advises for the proxy (ecs:R-8.3)', () => {
  const small = { peakPerSecond: 500, services: 100, tasks: 2000 };
  expect(proxySize(small)).toEqual({ cpu: 256, memory: 64 });
  expect(proxySize({ ...small, peakPerSecond: 501 })).toEqual({ cpu: 512, memory: 64 });
  expect(proxySize({ ...small, services: 101 })).toEqual({ cpu: 256, memory: 128 });
  expect(proxySize({ ...small, tasks: 2001 })).toEqual({ cpu: 256, memory: 128 });
});
