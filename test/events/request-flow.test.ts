import { expect, test } from 'vitest';
import { failedOf } from '../../src/events/request-flow.ts';

test('what failed is every kind of failure, and neither what was served nor what is in flight', () => {
  const flow = {
    rejected: 1,
    timedOut: 20,
    cutOff: 300,
    noTarget: 4000,
    errors: 50_000,
    failedCalls: 600_000,
  };
  expect(failedOf({ offered: 1e9, served: 1e6, ...flow })).toBe(654_321);
});
