/** The median distance of two times that follow each other, of an even count the lower one; `null` when there are fewer than two times. */
export function medianStep(atMs: readonly number[]): number | null {
  const steps = new Float64Array(Math.max(0, atMs.length - 1));
  for (let i = 0; i < steps.length; i++) steps[i] = atMs[i + 1]! - atMs[i]!;
  return steps.sort()[(steps.length - 1) >> 1] ?? null;
}
