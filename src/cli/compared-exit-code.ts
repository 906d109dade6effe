import type { Comparison } from '../experiment/compare/comparison.ts';
import { ExitCode } from './exit-code.ts';

/** What a comparison ends with: failed runs go before assertions that did not hold, defects of ours before all else. */
export function comparedExitCode({
  failures,
  alternatives,
}: Pick<Comparison, 'failures' | 'alternatives'>): number {
  const begins = (...words: readonly string[]) =>
    failures.some(({ message }) => words.some((each) => message.startsWith(each)));
  if (begins('This is a defect')) return ExitCode.defect;
  // A thread ends for want of memory; all else that goes wrong in it is a reply.
  if (begins('The machine refused', 'The thread that made this run has ended')) return ExitCode.refused;
  if (failures.length > 0) return ExitCode.wrongInput;
  return alternatives.some(({ brokenAssertions }) => brokenAssertions !== undefined)
    ? ExitCode.assertionFailed
    : ExitCode.done;
}
