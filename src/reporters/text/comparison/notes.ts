import type { Comparison } from '../../../experiment/compare/comparison.ts';
import { cleanText, unbroken, wrapText } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';

/** A heading and sentences below it, each on lines of its own. */
export function notes(heading: string, sentences: readonly string[], width: number): string[] {
  if (sentences.length === 0) return [];
  return [heading, ...sentences.flatMap((text) => indented(cleanText(text), width))];
}

/** Assertions of the scenario that did not hold, by alternative. */
export function brokenAssertions({ alternatives }: Comparison, width: number): string[] {
  return notes(
    'Assertions that did not hold',
    alternatives.flatMap(({ name, replications, brokenAssertions: broken = [] }) =>
      broken.map(
        ({ that, limit, runs }) =>
          `${name}: ${that} ${limit}, in ${formatCount(runs)} of ${countOf(replications, 'replication')}`,
      ),
    ),
    width,
  );
}

/** Failed runs that are shown; JSON has all. */
const MOST_FAILURES = 8;

export function failures({ failures: all }: Comparison, width: number): string[] {
  const shown = all
    .slice(0, MOST_FAILURES)
    .map(({ alternative, seed, message }) => `${alternative}, seed ${seed}: ${message}`);
  const left = all.length - shown.length;
  return notes(
    `${countOf(all.length, 'run')} failed and ${all.length === 1 ? 'does' : 'do'} not count`,
    left > 0 ? [...shown, `${formatCount(left)} more in --format json`] : shown,
    width,
  );
}

function indented(text: string, width: number): string[] {
  const whole = text.replace(/\d (?=%|(?:h|s|days|vCPU|GiB)\b)/g, unbroken);
  return wrapText(whole, width - 2).map((line, i) => (i === 0 ? '- ' : '  ') + line);
}
