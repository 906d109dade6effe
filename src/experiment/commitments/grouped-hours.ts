import type { BillHour, BillLine } from '../../billing/bill-line.ts';

/** Hours that used the same have the same list of lines, so they are looked at once. */
export function groupedHours<Usage>(
  hours: readonly BillHour[],
  usageOf: (lines: readonly BillLine[]) => readonly Usage[],
): { readonly times: number; readonly usage: readonly Usage[] }[] {
  const times = new Map<readonly BillLine[], number>();
  for (const { lines } of hours) times.set(lines, (times.get(lines) ?? 0) + 1);
  return [...times].map(([lines, count]) => ({ times: count, usage: usageOf(lines) }));
}
