const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Pictures have no more columns of time than this: a day by ten minutes, a week by hours. */
export const MOST_COLUMNS = 168;

/** Steps that people read easily, milliseconds; beyond them whole weeks. */
const STEPS_MS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR),
  ...[1, 2, 3, 7].map((days) => days * DAY),
];

/** The smallest step, at least `leastMs`, of which so many at most make up `spanMs`. */
export function columnStep(spanMs: number, leastMs: number = SECOND): number {
  const fitting = STEPS_MS.find((step) => step >= leastMs && spanMs <= step * MOST_COLUMNS);
  const week = 7 * DAY;
  return fitting ?? Math.ceil(spanMs / (week * MOST_COLUMNS)) * week;
}

/** Each a multiple of the one before: what series that thin themselves go through. */
const THINNING_MS: readonly number[] = [
  ...[1, 5, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 5, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 3, 6, 12].map((hours) => hours * HOUR),
  DAY,
];

/** With what a series begins whose end is not known. */
export const FIRST_STEP_MS: number = THINNING_MS[0]!;

/** A longer step, whose columns end where some of the shorter one's do. */
export function nextStep(stepMs: number): number {
  return THINNING_MS.find((step) => step > stepMs) ?? stepMs * 2;
}
