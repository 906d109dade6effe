import type { TimelineColumn } from '../../../experiment/outcome.ts';
import { formatCount } from '../../text/numbers.ts';
import { worstOf } from '../../text/worst-of.ts';
import { FEW_TICKS, gridLines, tickNumber, valueAxis, valueLabels } from '../charts/axes.ts';
import { chart, type LegendEntry } from '../charts/frame.ts';
import { timeLabels } from '../charts/labels.ts';
import { lineShape } from '../charts/lines.ts';
import { markList, markShapes } from '../charts/marks.ts';
import { highestOf } from '../charts/thin.ts';
import { timeTable } from '../charts/time-table.ts';
import { element, fragment, type Markup, plain } from '../element.ts';
import { figure } from '../figure-data.ts';
import { activityMarks } from './activity-marks.ts';
import type { ReportContext } from './context.ts';

const SERIES: readonly (LegendEntry & { readonly column: TimelineColumn })[] = [
  { name: 'In service', colour: 'c1', kind: 'area', column: 'inService' },
  { name: 'Desired', colour: 'c8', kind: 'dashed', column: 'desired' },
  { name: 'Booting', colour: 'c2', kind: 'line', column: 'booting' },
  { name: 'Draining', colour: 'c6', kind: 'line', column: 'draining' },
];

/** Auto Scaling groups over time, those that launched the most: each with its scaling activities; `null`: there is none. */
export function groupsPart(context: ReportContext): Markup | null {
  const groups = Object.entries(context.outcome.autoScalingGroups);
  if (groups.length === 0) return null;
  const shown = worstOf(groups, context.detail.services, ([, { instanceHours }]) => instanceHours.total);
  return element(
    'div',
    { class: 'pair' },
    shown.map(([name]) => groupChart(context, name)),
  );
}

function groupChart(context: ReportContext, name: string): Markup {
  const { outcome, timeline, x, detail } = context;
  const rows = timeline.rows('autoScalingGroup', name);
  const times = rows.map((row) => timeline.at(row));
  const series = SERIES.map((entry) => ({
    ...entry,
    times,
    values: timeline.values(rows, entry.column),
  })).filter(({ values }, i) => i < 2 || values.some((value) => value > 0));
  const y = valueAxis(highestOf(series.map(({ values }) => highestOf(values))));
  const { marks, all } = activityMarks(outcome, (resource) => resource === `autoScalingGroup/${name}`);
  const path = (key: string) => ['autoScalingGroups', name, key];
  return chart({
    heading: 'h3',
    isSmall: true,
    title: [
      plain(name),
      ': ',
      figure(outcome, path('desiredCapacity'), formatCount),
      ' desired at the end, of ',
      figure(outcome, path('minSize'), formatCount),
      ' to ',
      figure(outcome, path('maxSize'), formatCount),
    ],
    unit: ['Instances of the group', timeline.sampled()],
    label: `Auto Scaling group ${plain(name)} over time: ${series.map((entry) => entry.name.toLowerCase()).join(', ')}.`,
    legend: [...series, ...(marks.length > 0 ? [{ name: 'Scaled', colour: 'c4' }] : [])],
    yLabels: valueLabels(y, tickNumber, FEW_TICKS),
    xLabels: timeLabels(x),
    shapes: [gridLines(y, FEW_TICKS), series.map((one) => lineShape(one, x, y, detail.smallColumns))],
    over: markShapes(marks, x),
    table: fragment(
      markList('Scaling activities', marks, detail.lines, all),
      timeTable(
        `Instances of ${plain(name)} over time`,
        timeline,
        rows,
        series.map(({ name: head, column }) => ({ head, column })),
        x,
        detail.rows,
      ),
    ),
  });
}
