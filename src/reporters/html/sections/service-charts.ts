import type { ServiceSummary, TimelineColumn } from '../../../experiment/outcome.ts';
import { formatAmount, formatCount, formatSeconds, formatShare } from '../../text/numbers.ts';
import { FEW_TICKS, gridLines, tickNumber, valueAxis, valueLabels } from '../charts/axes.ts';
import { chart, type LegendEntry } from '../charts/frame.ts';
import { timeLabels } from '../charts/labels.ts';
import { lineShape } from '../charts/lines.ts';
import { type MarkOf, markShapes } from '../charts/marks.ts';
import { highestOf, placeOfHighest } from '../charts/thin.ts';
import { timeTable } from '../charts/time-table.ts';
import { type Child, type Markup, plain } from '../element.ts';
import { cell, figure, moment, share } from '../figure-data.ts';
import type { ReportContext } from './context.ts';

interface ServiceSeries extends LegendEntry {
  readonly column: TimelineColumn;
}

interface ServiceChart {
  readonly name: string;
  readonly title: Child;
  readonly unit: string;
  readonly label: string;
  readonly series: readonly ServiceSeries[];
  /** Values are divided by this. */
  readonly by?: number;
  readonly marks?: readonly MarkOf[];
}

/** Desired, running and pending tasks of a service. */
export function serviceTasksChart(
  context: ReportContext,
  name: string,
  marks: readonly MarkOf[],
): Markup | null {
  const { outcome, timeline } = context;
  const rows = timeline.rows('service', name);
  if (rows.length === 0) return null;
  const running = timeline.values(rows, 'running');
  const peak = placeOfHighest(running);
  const { min, max } = outcome.services[name]!.running;
  return smallChart(context, {
    name,
    title:
      min === max
        ? [figure(outcome, ['services', name, 'running', 'max'], formatCount), ' tasks run all the time']
        : [
            'From ',
            figure(outcome, ['services', name, 'running', 'min'], formatCount),
            ' to ',
            figure(outcome, ['services', name, 'running', 'max'], formatCount),
            ' tasks run',
          ],
    unit: 'Tasks',
    label: `Tasks of ${plain(name)}: at most ${formatCount(peak === -1 ? 0 : running[peak]!)} run.`,
    series: [
      { name: 'Running', colour: 'c1', kind: 'area', column: 'running' },
      { name: 'Desired', colour: 'c8', kind: 'dashed', column: 'desired' },
      { name: 'Pending', colour: 'c2', kind: 'line', column: 'pending' },
    ],
    marks,
  });
}

/** Requests or messages, and those that failed. */
export function requestsChart(context: ReportContext, name: string, service: ServiceSummary): Markup | null {
  const { outcome, timeline } = context;
  if (service.requests === null || service.requests === 0) return null;
  const noun = service.queue === null ? 'requests' : 'messages';
  const seconds = timeline.stepMs / 1000;
  const rows = timeline.rows('service', name);
  const came = timeline.values(rows, 'requests');
  const peak = placeOfHighest(came);
  if (peak === -1) return null;
  const at = ['services', name];
  return smallChart(context, {
    name,
    title: [
      'At most ',
      cell(outcome, 'requests', rows[peak]!, formatAmount, seconds),
      ` ${noun} a second, on `,
      moment(timeline.at(rows[peak]!)),
      '; ',
      share(outcome, [...at, 'failedRequests'], [...at, 'requests'], formatShare),
      ' fail',
    ],
    unit: `${noun === 'requests' ? 'Requests' : 'Messages'} a second`,
    label: `${noun} to ${plain(name)}: at most ${formatAmount(came[peak]! / seconds)} a second.`,
    by: seconds,
    series: [
      { name: noun === 'requests' ? 'Requests' : 'Messages', colour: 'c1', kind: 'area', column: 'requests' },
      { name: 'Failed', colour: 'c2', kind: 'line', column: 'failedRequests' },
    ],
  });
}

/** Response times: percentiles of each step. */
export function latencyChart(context: ReportContext, name: string, service: ServiceSummary): Markup | null {
  const { outcome, timeline } = context;
  if (service.latencyMs === null) return null;
  const rows = timeline.rows('service', name);
  const inSeconds = highestOf(timeline.values(rows, 'latencyP99Ms')) >= 10_000;
  const by = inSeconds ? 1000 : 1;
  const unit = inSeconds ? 'seconds' : 'milliseconds';
  const path = (key: string) => ['services', name, 'latencyMs', key];
  const say = (ms: number) => `${formatAmount(ms / by)} ${inSeconds ? 's' : 'ms'}`;
  return smallChart(context, {
    name,
    title: [
      'Half of the answers take at most ',
      figure(outcome, path('p50'), say),
      ', 99 % at most ',
      figure(outcome, path('p99'), say),
    ],
    unit: `Response time of what was served, ${unit}`,
    label: `Response times of ${plain(name)}: 99 % at most ${say(service.latencyMs.p99)}.`,
    by,
    series: [
      { name: '99th percentile', colour: 'c2', kind: 'line', column: 'latencyP99Ms' },
      { name: '95th', colour: 'c4', kind: 'line', column: 'latencyP95Ms' },
      { name: '50th', colour: 'c1', kind: 'line', column: 'latencyP50Ms' },
    ],
  });
}

/** Messages that wait in a service's queue. */
export function queueChart(context: ReportContext, name: string, service: ServiceSummary): Markup | null {
  const { outcome } = context;
  if (service.queue === null) return null;
  const path = (key: string) => ['services', name, 'queue', key];
  return smallChart(context, {
    name,
    title: [
      'At most ',
      figure(outcome, path('messagesMax'), formatCount),
      ' messages wait, the oldest for ',
      figure(outcome, path('oldestMaxSeconds'), formatSeconds),
    ],
    unit: 'Messages that wait',
    label: `At most ${formatCount(service.queue.messagesMax)} messages of ${plain(name)} wait.`,
    series: [{ name: 'Waiting', colour: 'c3', kind: 'area', column: 'messagesWaiting' }],
  });
}

function smallChart(
  { timeline, x, detail }: ReportContext,
  { name, title, unit, label, series, by = 1, marks = [] }: ServiceChart,
): Markup {
  const rows = timeline.rows('service', name);
  const times = rows.map((row) => timeline.at(row));
  const drawn = series
    .map((entry) => ({
      ...entry,
      times,
      values: timeline.values(rows, entry.column).map((value) => value / by),
    }))
    .filter(({ values }, i) => i < 2 || values.some((value) => value > 0));
  const y = valueAxis(highestOf(drawn.map(({ values }) => highestOf(values))));
  return chart({
    heading: 'h4',
    isSmall: true,
    title,
    unit: [`${unit}`, timeline.sampled()],
    label,
    legend: drawn,
    yLabels: valueLabels(y, tickNumber, FEW_TICKS),
    xLabels: timeLabels(x),
    shapes: [gridLines(y, FEW_TICKS), drawn.map((one) => lineShape(one, x, y, detail.smallColumns))],
    over: markShapes(marks, x),
    table: timeTable(
      `${unit} of ${plain(name)}`,
      timeline,
      rows,
      drawn.map((entry) => ({ head: entry.name, column: entry.column, by })),
      x,
      detail.smallRows,
    ),
  });
}
