import type { Comparison } from '../experiment/compare/comparison.ts';

/** A comparison as JSON for people and programs (`comparison.json`). */
export function comparisonJson(comparison: Comparison): string {
  return `${JSON.stringify(comparison, null, 2)}\n`;
}
