import { field, listIn, textIn } from './document.ts';
import type { Move } from './move.ts';

/** Assertions about tasks and services hold whatever these run on; those about instances and money are of the scenario as written. */
export function keepServiceAssertions({ changes, assumptions }: Move): void {
  const all = listIn(changes.document, 'assertions');
  const kept = all.filter((assertion) => isAboutService(assertion));
  if (kept.length === all.length) return;
  changes.set(['assertions'], kept);
  const left = all
    .filter((assertion) => !kept.includes(assertion))
    .map((assertion) => textIn(assertion, 'that'));
  assumptions.push({
    name: 'assertions left out',
    value: left.join(', '),
    note: 'They are about what the scenario runs on as it is written, not about what its users get.',
  });
}

/** A figure that has to be met exactly says what came out once, not what is wanted, unless it is none of something. */
function isAboutService(assertion: unknown): boolean {
  const equals = field(assertion, 'equals');
  return (
    /^(tasks\.|services\[)/.test(textIn(assertion, 'that') ?? '') && (equals === undefined || equals === 0)
  );
}
