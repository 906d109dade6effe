import type { Comparison } from '../../experiment/compare/comparison.ts';
import { alternativesTable } from './comparison/alternatives-table.ts';
import { answerOf } from './comparison/answer.ts';
import { breakEvenText } from './comparison/break-even.ts';
import { costBars } from './comparison/cost-bars.ts';
import { equalService } from './comparison/equal-service.ts';
import { brokenAssertions, failures, notes } from './comparison/notes.ts';
import { pairsTable } from './comparison/pairs-table.ts';
import { surfaceText } from './comparison/surface.ts';
import { tornadoText } from './comparison/tornado.ts';
import { cleanText, wrapText } from './layout.ts';
import { countOf } from './numbers.ts';

/** How a comparison is laid out. */
export interface ComparisonTextOptions {
  /** Files that it has left. */
  readonly files?: readonly string[];
  /** Columns, at least 60; default 80. */
  readonly width?: number;
}

/** A comparison for a terminal: the answer first, then what it rests on. */
export function comparisonText(
  comparison: Comparison,
  { files = [], width = 80 }: ComparisonTextOptions = {},
): string {
  const { scenario, alternatives, seeds } = comparison;
  const title = `${cleanText(scenario.name)}: ${countOf(alternatives.length, 'alternative')}, ${countOf(seeds.length, 'replication')}`;
  const parts = [
    wrapText(title, width),
    wrapText(answerOf(comparison).join(' '), width),
    alternativesTable(comparison, width),
    costBars(comparison, width),
    pairsTable(comparison, width),
    equalService(comparison, width),
    breakEvenText(comparison, width),
    surfaceText(comparison, width),
    tornadoText(comparison, width),
    brokenAssertions(comparison, width),
    notes('Resampled', comparison.resampled.map(sentence), width),
    notes(
      'Assumed',
      comparison.assumptions.map(({ name, value, note }) => `${name}: ${value}. ${note}`),
      width,
    ),
    failures(comparison, width),
    notes('Files', files, width),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n');
}

/** `no sampling uncertainty: one recorded trace` as a sentence. */
function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
