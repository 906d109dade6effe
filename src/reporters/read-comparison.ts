import type { Comparison } from '../experiment/compare/comparison.ts';
import { comparisonSchema } from './comparison-schema.ts';
import { checkSaved, isObject, parseSaved } from './saved-json.ts';

/** Reads a saved comparison.json. Throws `OutcomeError` for anything that `compare` of this version would not have written. */
export function readComparison(text: string): Comparison {
  return comparisonOf(parseSaved(text));
}

/** The same of what has been parsed. */
export function comparisonOf(value: unknown): Comparison {
  return checkSaved(value, comparisonSchema, 'a comparison');
}

/** Whether somebody meant it to be a comparison and not the outcome of a run. */
export function looksLikeComparison(value: unknown): boolean {
  return isObject(value) && 'alternatives' in value && !('timeline' in value);
}
