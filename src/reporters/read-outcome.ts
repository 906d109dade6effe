import type { Outcome } from '../experiment/outcome.ts';
import { outcomeSchema } from './outcome-schema.ts';
import { checkSaved, parseSaved } from './saved-json.ts';

/** Reads a saved outcome.json. Throws `OutcomeError` for anything that a run of this version would not have written. */
export function readOutcome(text: string): Outcome {
  return outcomeOf(parseSaved(text));
}

/** The same of what has been parsed. */
export function outcomeOf(value: unknown): Outcome {
  return checkSaved(value, outcomeSchema, 'an outcome');
}
