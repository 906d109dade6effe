import type { Comparison } from '../../../experiment/compare/comparison.ts';
import { notes } from './notes.ts';

/** What all alternatives are held to, and the capacity that each takes for it. */
export function equalService({ equalService: held, alternatives }: Comparison, width: number): string[] {
  if (held === null) return [];
  const found = alternatives.flatMap(({ name, capacity }) => {
    if (capacity === null) return [];
    const { variable, value, note } = capacity;
    return [value === null ? `${name}: ${note}` : `${name}: ${variable} = ${value}. ${note}`];
  });
  const limits = notes('Equal service', held.limits, width);
  const capacities = notes('Least capacity for it', found, width);
  return [...limits, ...(limits.length > 0 && capacities.length > 0 ? [''] : []), ...capacities];
}
