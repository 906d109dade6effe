import { expect, test } from 'vitest';
import { trackingAlarms } from '../../../src/policies/scaling/target-tracking-alarms.ts';

const SEEN = { highDatapoints: 3, lowForMs: 900_000, lowFraction: 0.9, extraPeriods: 'third' } as const;

test('the alarms that AWS makes for a target of 70: above it for 3 minutes, below 63 for 15', () => {
  expect(trackingAlarms(70, 60_000, SEEN)).toEqual({
    high: {
      comparison: 'GreaterThanThreshold',
      threshold: 70,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      evaluationRange: 5,
      treatMissingData: 'missing',
    },
    low: {
      comparison: 'LessThanThreshold',
      threshold: 63,
      evaluationPeriods: 15,
      datapointsToAlarm: 15,
      evaluationRange: 20,
      treatMissingData: 'missing',
    },
  });
});

test('shorter periods are as many more for AlarmLow, and as many for AlarmHigh', () => {
  const { high, low } = trackingAlarms(70, 20_000, { ...SEEN, extraPeriods: 1 });
  expect([high.evaluationPeriods, high.evaluationRange]).toEqual([3, 4]);
  expect([low.evaluationPeriods, low.evaluationRange]).toEqual([45, 46]);
});

test('longer periods are no fewer (scaling:R-3.14)', () => {
  const { high, low } = trackingAlarms(70, 300_000, SEEN);
  expect([high.evaluationPeriods, low.evaluationPeriods]).toEqual([3, 15]);
});

test('thresholds are the decimal numbers that they look like', () => {
  // 0.7 * 0.9 is 0.63 and 1.1 * 0.9 is 0.9900000000000001 in doubles.
  expect([0.7, 1.1, 33].map((target) => trackingAlarms(target, 60_000, SEEN).low.threshold)).toEqual([
    0.63, 0.99, 29.7,
  ]);
});
