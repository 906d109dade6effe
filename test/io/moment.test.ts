import { expect, test } from 'vitest';
import { momentInRun } from '../../src/io/moment.ts';

const RUN = { startMs: Date.UTC(2026, 2, 2), durationMs: 86_400_000 };

test('a moment is a duration from the start or an instant', () => {
  const read = (text: string) => momentInRun('--at', text, RUN);
  expect([read('0s'), read('90m'), read('2026-03-02T01:00:00+01:00'), read('1d')]).toEqual([
    0, 5_400_000, 0, 86_400_000,
  ]);
  expect(momentInRun('--at', '9d', { ...RUN, durationMs: null })).toBe(777_600_000);
});

test.each([
  [
    'soon',
    '--at: expected a duration from the start such as 2h, or an instant such as 2026-03-02T06:00:00Z, received "soon".',
  ],
  ['2d', '--at: expected a moment up to 2026-03-03T00:00:00.000Z, the end, received 2d.'],
  [
    '2026-03-01',
    '--at: expected an instant from 2026-03-02T00:00:00.000Z on, the start, received 2026-03-01.',
  ],
])('%s is refused', (text, sentence) => {
  expect(() => momentInRun('--at', text, RUN)).toThrow(sentence);
});
