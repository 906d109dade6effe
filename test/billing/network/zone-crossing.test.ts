import { expect, test } from 'vitest';
import { crossingPart, evenly } from '../../../src/billing/network/zone-crossing.ts';

test('what ends elsewhere than it began, both at random', () => {
  expect(crossingPart(evenly([0, 1]), evenly([0, 1]))).toBe(0.5);
  expect(crossingPart(evenly([0, 1, 2]), evenly([0, 1, 2]))).toBeCloseTo(2 / 3, 12);
  expect(crossingPart(evenly([0]), evenly([1]))).toBe(1);
  expect(crossingPart(evenly([4]), evenly([4]))).toBe(0);
  const most = new Map([
    [0, 0.9],
    [1, 0.1],
  ]);
  expect(crossingPart(most, most)).toBeCloseTo(0.18, 12);
  expect(crossingPart(evenly([0, 1]), most)).toBeCloseTo(0.5, 12);
});

test('parts need not add up to 1, and where there is no way nothing crosses', () => {
  expect(crossingPart(new Map([[0, 3]]), new Map([[1, 0.2]]))).toBe(1);
  expect(crossingPart(evenly([0]), new Map())).toBe(0);
  expect(crossingPart(new Map(), evenly([0]))).toBe(0);
});

test('two zones of a load balancer in which nothing else lies are two', () => {
  expect(crossingPart(evenly([0, -1, -1]), evenly([0]))).toBeCloseTo(2 / 3, 12);
});
