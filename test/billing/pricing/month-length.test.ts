import { expect, test } from 'vitest';
import { monthMs } from '../../../src/billing/pricing/month-length.ts';
import { parseInstant } from '../../../src/units/calendar.ts';

test('three months that are never mixed: AWS bills by the calendar, its calculator by 730 hours, its pages by 30 days', () => {
  const days = (length: Parameters<typeof monthMs>[0], instant: string) =>
    Number(monthMs(length, parseInstant(instant)!)) / 86_400_000;
  expect(days('calendar', '2024-02-10')).toBe(29);
  expect(days('calendar', '2026-02-10')).toBe(28);
  expect(days('calendar', '2026-07-31T23:59:59Z')).toBe(31);
  expect(days('730 hours', '2026-02-10')).toBeCloseTo(30.4167, 4);
  expect(days('30 days', '2026-02-10')).toBe(30);
});
