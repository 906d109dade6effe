import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../src/units/calendar.ts';
import { monthAround, splitAtMonths } from '../../src/units/month.ts';

const at = (text: string) => parseInstant(text)!;
const shown = ({ startMs, endMs }: { startMs: number; endMs: number }) => [
  formatInstant(startMs).slice(0, 10),
  formatInstant(endMs).slice(0, 10),
];

test.each([
  ['2024-02-29T23:59:59.999Z', '2024-02-01', '2024-03-01', 29],
  ['2026-02-28T12:00:00Z', '2026-02-01', '2026-03-01', 28],
  ['2100-02-01', '2100-02-01', '2100-03-01', 28],
  ['2000-02-15', '2000-02-01', '2000-03-01', 29],
  ['2026-12-31T23:00:00Z', '2026-12-01', '2027-01-01', 31],
  ['2026-04-30', '2026-04-01', '2026-05-01', 30],
])('the month around %s', (instant, from, to, days) => {
  const month = monthAround(at(instant));
  expect(shown(month)).toEqual([from, to]);
  expect((month.endMs - month.startMs) / 86_400_000).toBe(days);
});

test('a night into a leap day is one part, one out of February two', () => {
  expect(splitAtMonths(at('2024-02-28T12:00:00Z'), at('2024-02-29T12:00:00Z'))).toHaveLength(1);
  expect(splitAtMonths(at('2026-02-28T12:00:00Z'), at('2026-03-01T12:00:00Z')).map(shown)).toEqual([
    ['2026-02-28', '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
  ]);
  expect(splitAtMonths(5, 5)).toEqual([]);
});

test('the parts of a period are it, each in one month', () => {
  const instant = fc.integer({ min: at('1999-01-01'), max: at('2101-01-01') });
  fc.assert(
    fc.property(instant, fc.nat(200 * 86_400_000), (fromMs, length) => {
      const parts = splitAtMonths(fromMs, fromMs + length);
      let end = fromMs;
      for (const part of parts) {
        expect(part.startMs).toBe(end);
        expect(part.endMs).toBeGreaterThan(part.startMs);
        expect(monthAround(part.startMs)).toEqual(monthAround(part.endMs - 1));
        end = part.endMs;
      }
      expect(end).toBe(fromMs + length);
    }),
    { numRuns: 500, seed: 4 },
  );
});
