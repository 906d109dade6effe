import { monthAround } from '../../units/month.ts';

/**
 * How long the month of a price "a month" is. AWS bills by the calendar month; its calculator and comparison sites take 730
 * hours, the examples of its pages 30 days. Never mixed in one bill (billing spec section 8).
 */
export type MonthLength = 'calendar' | '730 hours' | '30 days';

/** Milliseconds of the month that an instant lies in. */
export function monthMs(length: MonthLength, epochMs: number): bigint {
  switch (length) {
    case 'calendar': {
      const { startMs, endMs } = monthAround(epochMs);
      return BigInt(endMs - startMs);
    }
    case '730 hours':
      return 730n * 3_600_000n;
    case '30 days':
      return 30n * 86_400_000n;
    default:
      return length satisfies never;
  }
}
