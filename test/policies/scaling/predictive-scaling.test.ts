import { expect, test } from 'vitest';
import {
  effectiveMaximum,
  predictiveCapacity,
  scalesAtMs,
} from '../../../src/policies/scaling/predictive-scaling.ts';

const honor = { behavior: 'HonorMaxCapacity' } as const;
const increase = (buffer: number) => ({ behavior: 'IncreaseMaxCapacity', buffer }) as const;
const ten = { desired: 10, minimum: 2, maximum: 40 };

test('a forecast may go above the maximum by its buffer, if it may go there at all', () => {
  expect(effectiveMaximum(50, 40, honor)).toBe(40);
  expect(effectiveMaximum(50, 40, increase(10))).toBe(55);
  expect(effectiveMaximum(50, 40, increase(1))).toBe(51);
  expect(effectiveMaximum(20, 40, increase(10))).toBe(40);
});

test('a forecast brings more tasks, never fewer', () => {
  expect(predictiveCapacity(ten, 14, honor)).toBe(14);
  expect(predictiveCapacity(ten, 6, honor)).toBe(10);
  expect(predictiveCapacity(ten, 50, honor)).toBe(40);
  expect(predictiveCapacity(ten, 50, increase(10))).toBe(50);
  expect(predictiveCapacity({ ...ten, desired: 1 }, 1, honor)).toBe(2);
  expect(predictiveCapacity({ ...ten, desired: 45 }, 50, honor)).toBe(45);
});

test('the capacity for an hour is there a buffer before it', () => {
  expect(scalesAtMs(36_000_000, 300_000)).toBe(35_700_000);
});
