import type { Comparison } from '../experiment/compare/comparison.ts';
import type { Outcome } from '../experiment/outcome.ts';
import { comparisonOf, looksLikeComparison } from './read-comparison.ts';
import { outcomeOf } from './read-outcome.ts';
import { parseSaved } from './saved-json.ts';

/** What a command has left: the outcome of a run, or a comparison. */
export type SavedResult = { readonly outcome: Outcome } | { readonly comparison: Comparison };

/** Reads a saved outcome.json or comparison.json, whatever its file is called. Throws `OutcomeError`. */
export function readSaved(text: string): SavedResult {
  const value = parseSaved(text);
  return looksLikeComparison(value) ? { comparison: comparisonOf(value) } : { outcome: outcomeOf(value) };
}
