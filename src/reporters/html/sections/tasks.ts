import { formatCount } from '../../text/numbers.ts';
import { gridLines, tickNumber, valueAxis, valueLabels } from '../charts/axes.ts';
import { chart } from '../charts/frame.ts';
import { timeLabels } from '../charts/labels.ts';
import { lineShape } from '../charts/lines.ts';
import { type MarkOf, markList, markShapes } from '../charts/marks.ts';
import { highestOf, placeOfHighest } from '../charts/thin.ts';
import { timeTable } from '../charts/time-table.ts';
import { element, fragment, type Markup, shortened } from '../element.ts';
import { cell, moment } from '../figure-data.ts';
import { msOf } from '../instants.ts';
import type { ReportContext, Section } from './context.ts';
import { waitsChart } from './waits.ts';

/** Tasks over time and how long they waited; `null`: there was none. */
export function tasks(context: ReportContext): Section | null {
  const parts = [tasksChart(context), waitsChart(context)].filter((part) => part !== null);
  return parts.length === 0
    ? null
    : { id: 'tasks', name: 'Tasks', content: element('div', { class: 'pair' }, parts) };
}

/** Tasks that run and that wait, over time, with what was done to the run. */
function tasksChart(context: ReportContext): Markup | null {
  const { outcome, timeline, x, detail } = context;
  const rows = timeline.rows('run');
  if (outcome.tasks.requested + outcome.tasks.runningAtEnd === 0 || rows.length === 0) return null;
  const times = rows.map((row) => timeline.at(row));
  const running = timeline.values(rows, 'running');
  const pending = timeline.values(rows, 'pending');
  const y = valueAxis(Math.max(highestOf(running), highestOf(pending)));
  const peak = placeOfHighest(running);
  const mostPending = placeOfHighest(pending);
  const waits = pending[mostPending]! > 0;
  const marks = outcomeMarks(context);
  return fragment(
    chart({
      title: [
        'At most ',
        cell(outcome, 'running', rows[peak]!, formatCount),
        ' tasks run at once, on ',
        moment(times[peak]!),
        waits
          ? ['; at most ', cell(outcome, 'pending', rows[mostPending]!, formatCount), ' wait']
          : '; none waits at the end of a step',
      ],
      unit: ['Tasks', timeline.sampled()],
      label: `At most ${formatCount(running[peak]!)} tasks run at once, at most ${formatCount(pending[mostPending]!)} wait.`,
      legend: [
        { name: 'Running', colour: 'c1', kind: 'area' },
        { name: 'Pending', colour: 'c2', kind: 'line' },
        ...(marks.length > 0 ? [{ name: 'Events, listed below', colour: 'c4' }] : []),
      ],
      yLabels: valueLabels(y, tickNumber),
      xLabels: timeLabels(x),
      shapes: [
        gridLines(y),
        lineShape({ colour: 'c1', kind: 'area', times, values: running }, x, y, detail.columns),
        lineShape({ colour: 'c2', times, values: pending }, x, y, detail.columns),
      ],
      over: markShapes(marks, x),
      table: fragment(
        markList('What happened', marks, detail.lines, marks.length + (outcome.views?.marksLeftOut ?? 0)),
        timeTable(
          'Tasks over time',
          timeline,
          rows,
          [
            { head: 'Running', column: 'running' },
            { head: 'Pending', column: 'pending' },
          ],
          x,
          detail.rows,
        ),
      ),
    }),
  );
}

const MOST_TEXT = 400;

function outcomeMarks({ outcome }: ReportContext): MarkOf[] {
  return (outcome.views?.marks ?? []).map(({ at, kind, subject, what }) => ({
    ms: msOf(at),
    colour: kind === 'warning' ? 'c5' : 'c4',
    what: shortened(kind === 'warning' ? 'warning' : `${kind} ${subject}`, MOST_TEXT),
    cause: shortened(what, MOST_TEXT),
  }));
}
