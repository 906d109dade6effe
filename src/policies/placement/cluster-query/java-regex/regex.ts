import type { CharacterRanges } from './character-ranges.ts';

/** A regular expression of Java, as far as it matters to whether it matches: groups capture nothing, no repetition is lazy. */
export type Regex =
  | { readonly kind: 'character'; readonly ranges: CharacterRanges }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly Regex[] }
  /** `most` is Infinity when there is no limit. */
  | { readonly kind: 'repeat'; readonly item: Regex; readonly least: number; readonly most: number }
  | { readonly kind: 'place'; readonly place: Place }
  | Look;

/** Between which characters one stands. */
export type Place = 'start' | 'end' | 'wordBoundary' | 'noWordBoundary';

/** Looks ahead or behind without moving on; `holds`: whether what is looked for must be there or must not. */
export interface Look {
  readonly kind: 'look';
  readonly direction: 'ahead' | 'behind';
  readonly holds: boolean;
  readonly item: Regex;
}

/** What is wrong with a regular expression; `at` counts UTF-16 units from 0. */
export interface RegexMistake {
  readonly at: number;
  readonly expected: string;
  readonly received: string;
}
