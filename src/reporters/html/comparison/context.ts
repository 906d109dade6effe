import type { ComparedAlternative, Comparison } from '../../../experiment/compare/comparison.ts';
import { fitMiddle, fitText } from '../../text/layout.ts';
import { countOf } from '../../text/numbers.ts';
import { element, type Markup, plain } from '../element.ts';

/** What all sections of a comparison's page share. */
export interface ComparisonContext {
  readonly comparison: Comparison;
  /** Those that cost the least in the mean first. */
  readonly ranked: readonly RankedAlternative[];
  readonly detail: ComparisonDetail;
}

export interface RankedAlternative {
  readonly alternative: ComparedAlternative;
  /** Its place in comparison.json. */
  readonly index: number;
}

/** How much of a comparison is shown: a page that would be too long is made again with less. */
export interface ComparisonDetail {
  readonly alternatives: number;
  /** Pairs on a picture, and those that have a row. */
  readonly pairs: number;
  readonly pairRows: number;
  /** Pictures of a kind: break-even by pair, differences by metric. */
  readonly pictures: number;
  /** Rows of tables behind pictures. */
  readonly rows: number;
  /** Values of a surface's axes. */
  readonly steps: number;
  /** Entries of lists. */
  readonly lines: number;
  /** Columns of a name and of a sentence. */
  readonly name: number;
  readonly sentence: number;
}

export function contextOf(comparison: Comparison, detail: ComparisonDetail): ComparisonContext {
  const ranked = comparison.alternatives
    .map((alternative, index) => ({ alternative, index }))
    .sort(({ alternative: a }, { alternative: b }) => a.cost.mean - b.cost.mean || gapOf(a) - gapOf(b));
  return { comparison, ranked, detail };
}

/** Of alternatives that cost the same those that pack better come first. */
function gapOf({ packing }: ComparedAlternative): number {
  return packing?.gap.mean ?? 0;
}

/** A name as the page shows it: very long ones keep both ends. */
export function nameOf({ detail }: ComparisonContext, name: string): string {
  return fitMiddle(plain(name), detail.name);
}

/** A sentence of the comparison that begins as one. */
export function sentenceOf(context: ComparisonContext, text: string): string {
  const said = noteOf(context, text);
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}`;
}

/** What a comparison says of something, as the end of a sentence. */
export function noteOf({ detail }: ComparisonContext, text: string): string {
  const said = fitText(plain(text), detail.sentence);
  return /[.!?…]$/.test(said) ? said : `${said}.`;
}

/** Says what is not shown. */
export function leftOut(left: number, noun: string): Markup | null {
  if (left <= 0) return null;
  return element(
    'p',
    { class: 'note', 'data-text': 'left' },
    `And ${countOf(left, noun)} in comparison.json.`,
  );
}
