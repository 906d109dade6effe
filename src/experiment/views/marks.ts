import type { Warning } from '../../events/warning.ts';
import type { ActionSpec } from '../../scenario/action-spec.ts';
import type { FailureSpec, Scenario } from '../../scenario/scenario.ts';
import { formatInstant, parseInstant } from '../../units/calendar.ts';
import type { Mark } from '../outcome-views.ts';
import { wordsOf } from './action-words.ts';

const MOST_MARKS = 100;

/** What was done to a run from outside up to `nowMs`, when images could not be pulled, and warnings of a moment. */
export function marksOf(
  scenario: Scenario,
  warnings: readonly Warning[],
  { startMs, nowMs }: { readonly startMs: number; readonly nowMs: number },
): { readonly marks: readonly Mark[]; readonly marksLeftOut: number } {
  const timed = [
    ...scenario.actions.map((action) => actionMark(action, scenario)),
    ...scenario.failures.flatMap(pullMark),
    ...warnings.flatMap(({ code, message, firstAt }): TimedMark[] =>
      firstAt === ''
        ? []
        : [
            {
              atMs: (parseInstant(firstAt) ?? startMs) - startMs,
              forMs: null,
              kind: 'warning',
              subject: code,
              what: message,
            },
          ],
    ),
  ];
  const marks = timed
    .filter(({ atMs }) => atMs <= nowMs)
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, forMs, ...mark }): Mark => {
      const isOver = forMs !== null && atMs + forMs <= nowMs;
      const until = isOver ? formatInstant(startMs + atMs + forMs) : null;
      return { at: formatInstant(startMs + atMs), until, ...mark };
    });
  return { marks: marks.slice(0, MOST_MARKS), marksLeftOut: Math.max(0, marks.length - MOST_MARKS) };
}

type TimedMark = Omit<Mark, 'at' | 'until'> & { readonly atMs: number; readonly forMs: number | null };

function actionMark(action: ActionSpec, scenario: Scenario): TimedMark {
  const { kind, atMs } = action;
  return { atMs, forMs: 'forMs' in action ? action.forMs : null, kind, ...wordsOf(action, scenario) };
}

function pullMark(failure: FailureSpec): TimedMark[] {
  if (failure.kind !== 'pull') return [];
  const { image, share, isThrottling, fromMs, untilMs } = failure;
  const subject = image ?? '';
  const whose = image === null ? 'any image' : image;
  const what = `The registry ${isThrottling ? 'throttles' : 'does not give'} ${whose} (${100 * share} % of the tasks).`;
  return [{ atMs: fromMs, forMs: untilMs === null ? null : untilMs - fromMs, kind: 'pull', subject, what }];
}
