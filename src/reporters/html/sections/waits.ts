import type { WaitsView } from '../../../experiment/outcome-views.ts';
import { formatCount, formatSeconds } from '../../text/numbers.ts';
import { gridLines, tickNumber, valueAxis, valueLabels } from '../charts/axes.ts';
import { chart } from '../charts/frame.ts';
import { barShapes, limitLine, partOf } from '../charts/histogram.ts';
import { type Label, labelRows } from '../charts/labels.ts';
import { disclosure, table } from '../charts/table.ts';
import { highestOf } from '../charts/thin.ts';
import type { Child, Markup } from '../element.ts';
import { figure } from '../figure-data.ts';
import type { ReportContext } from './context.ts';

/** How long tasks waited, as a distribution; `null`: none started. */
export function waitsChart({ outcome }: ReportContext): Markup | null {
  const view = outcome.views?.waits;
  if (view === undefined || view.counts.length === 0) return null;
  const { wait } = outcome.tasks;
  // The last bucket may have no end of its own.
  const bounds = Array.from({ length: view.counts.length + 1 }, (_, i) => view.bounds[i] ?? wait.max);
  const y = valueAxis(highestOf(view.counts));
  const quantile = (name: 'p50' | 'p95') => figure(outcome, ['tasks', 'wait', name], formatSeconds);
  return chart({
    title: ['Half of the tasks start within ', quantile('p50'), ', 95 % within ', quantile('p95')],
    unit: 'Tasks by the time from their request to their start; the steps grow by the logarithm; lines: 50th, 95th and 99th percentile',
    label: `Half of the tasks start within ${formatSeconds(wait.p50)}, 95 % within ${formatSeconds(wait.p95)}. Bars by wait.`,
    yLabels: valueLabels(y, tickNumber),
    xLabels: labelRows(edgesOf(bounds, 7), edgesOf(bounds, 3)),
    shapes: [gridLines(y), barShapes(view.counts, y, 'c1')],
    over: (['p50', 'p95', 'p99'] as const).map((name) => limitLine(partOf(wait[name], bounds), name)),
    table: waitsTable(view, bounds),
  });
}

/** At most so many edges, as far apart from each other as they can be. */
function edgesOf(bounds: readonly number[], most: number): Label[] {
  const buckets = bounds.length - 1;
  const every = Math.ceil(buckets / most);
  return bounds
    .map((bound, i) => ({ part: i / buckets, text: formatSeconds(shown(bound)) }))
    .filter((_, i) => i % every === 0);
}

/** Two digits are enough for an axis. */
function shown(seconds: number): number {
  return seconds >= 100 ? Math.round(seconds) : Number(seconds.toPrecision(2));
}

function waitsTable(view: WaitsView, bounds: readonly number[]): Markup {
  const span = (i: number): Child =>
    `${formatSeconds(shown(bounds[i]!))} to ${formatSeconds(shown(bounds[i + 1]!))}`;
  const buckets = view.counts.length;
  return disclosure(
    'Table',
    table(
      'Tasks by their wait',
      [{ head: 'Wait' }, { head: 'Tasks', attributes: { 'data-list': '/views/waits/counts' } }],
      view.counts.map((count, i) => ({
        attributes: { 'data-item': i, 'data-x': Math.round(((i + 0.5) / buckets) * 1000) },
        cells: [span(i), formatCount(count)],
      })),
    ),
  );
}
