import { last } from './scenario-options.ts';

/** What an option's number must be. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly isWhole?: boolean;
}

/**
 * The number of an option, `undefined` when it was not given. What is none is told in `problems`, so that all that is wrong is
 * said at once.
 */
export function numberOf(
  name: string,
  given: string | readonly string[] | undefined,
  { from, to, isWhole = false }: NumberRange,
  problems: string[],
): number | undefined {
  const text = last(given);
  if (text === undefined) return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= from && value <= to && (!isWhole || Number.isInteger(value))) return value;
  const kind = isWhole ? 'a whole number' : 'a number';
  problems.push(`--${name}: expected ${kind} from ${from} to ${to}, received "${text}".`);
  return undefined;
}
