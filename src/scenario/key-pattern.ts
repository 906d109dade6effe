/**
 * A path as a pattern: indexes become `[]`, keys that are no plain words are quoted. `clusters[].containerInstances[].count`,
 * `timings["ec2.stop"]`, `images.*.sizeMb`.
 */
export function keyPattern(path: readonly (string | number)[]): string {
  return path
    .map((step, i) => {
      if (typeof step === 'number') return '[]';
      if (/^(?:[\w$-]+|\*)$/.test(step)) return i === 0 ? step : `.${step}`;
      return `[${JSON.stringify(step)}]`;
    })
    .join('');
}
