const DAY_MS = 86_400_000;

/** For how long data points are kept, by the longest period that is still kept so long; each is rolled up into the next. */
const KEPT = [
  { belowMs: 60_000, periodMs: 0, forMs: 10_800_000 },
  { belowMs: 300_000, periodMs: 60_000, forMs: 15 * DAY_MS },
  { belowMs: 3_600_000, periodMs: 300_000, forMs: 63 * DAY_MS },
  { belowMs: Number.POSITIVE_INFINITY, periodMs: 3_600_000, forMs: 455 * DAY_MS },
] as const;

/**
 * The finest period in which data points of such an age are still there, when they were published once every `publishedMs`
 * (scaling: ). `null`: they are no longer kept.
 */
export function finestPeriodMs(ageMs: number, publishedMs: number): number | null {
  const kept = KEPT.find(({ belowMs, forMs }) => publishedMs < belowMs && ageMs <= forMs);
  return kept === undefined ? null : Math.max(publishedMs, kept.periodMs);
}
