import type { Assumption } from '../compare/comparison.ts';
import { field, listIn } from './document.ts';

/** What is taken for granted of all alternatives, beside what the runs themselves show. */
export function assumptionsOfAll(document: unknown, names: readonly string[]): Assumption[] {
  const assumptions: Assumption[] = [];
  if (names.some((name) => name.endsWith('-arm')))
    assumptions.push({
      name: 'images',
      value: 'for both architectures',
      note: 'Every image is taken to exist for X86_64 and for ARM64.',
    });
  const commitments = listIn(field(document, 'pricing'), 'commitments').length;
  if (commitments > 0)
    assumptions.push({
      name: 'commitments',
      value: `${commitments}, the same for all`,
      note: 'They are paid for whatever runs: what an alternative does not use of them is part of its cost.',
    });
  return assumptions;
}
