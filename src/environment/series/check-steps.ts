/** More steps than this are not laid out: it would be about 200 MB. */
const MOST_STEPS = 10_000_000;

/** Throws RangeError when a series would be laid out in more than ten million steps; a year of minutes has half a million. */
export function checkSteps(count: number): void {
  if (count <= MOST_STEPS) return;
  throw new RangeError(
    `expected series that repeat with one period, or a run of at most ${MOST_STEPS} steps of a series, received more.`,
  );
}
