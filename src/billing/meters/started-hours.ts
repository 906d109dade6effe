const HOUR_MS = 3_600_000;

/**
 * What is billed of a time by meters of whole hours of the clock: a started one is a full one (billing:N1, N5, N8).
 * Instants are epoch milliseconds, or any others that begin with an hour.
 */
export function startedHoursMs(fromMs: number, toMs: number): number {
  if (toMs <= fromMs) return 0;
  return (Math.ceil(toMs / HOUR_MS) - Math.floor(fromMs / HOUR_MS)) * HOUR_MS;
}
