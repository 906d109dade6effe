import type { TimelineColumn } from '../../../experiment/outcome.ts';
import { formatAmount, formatShare } from '../../text/numbers.ts';
import { gridLines, tickNumber, valueAxis, valueLabels } from '../charts/axes.ts';
import { chart, type LegendEntry } from '../charts/frame.ts';
import { timeLabels } from '../charts/labels.ts';
import { lineShape } from '../charts/lines.ts';
import { highestOf } from '../charts/thin.ts';
import { timeTable } from '../charts/time-table.ts';
import { type Child, element, type Markup } from '../element.ts';
import { figure } from '../figure-data.ts';
import type { ReportContext, Section } from './context.ts';

/** CPU and memory that were registered, reserved and used, over time; `null`: there never was any. */
export function utilization(context: ReportContext): Section | null {
  const { cpu, memory } = context.outcome.utilization;
  if (cpu.registered + cpu.reserved + memory.registered + memory.reserved === 0) return null;
  return {
    id: 'utilization',
    name: 'CPU and memory',
    content: element(
      'div',
      { class: 'pair' },
      resourceChart(context, 'cpu'),
      resourceChart(context, 'memory'),
    ),
  };
}

const RESOURCES = {
  cpu: { name: 'CPU', unit: 'vCPU', columns: ['cpuReserved', 'cpuUsed', 'cpuRegistered'] },
  memory: { name: 'Memory', unit: 'GiB', columns: ['memoryReserved', 'memoryUsed', 'memoryRegistered'] },
} as const satisfies Readonly<
  Record<string, { name: string; unit: string; columns: readonly TimelineColumn[] }>
>;

/** What each of the columns is called and how it is drawn. */
const SERIES: readonly LegendEntry[] = [
  { name: 'Reserved', colour: 'c1', kind: 'area' },
  { name: 'Used', colour: 'c2', kind: 'line' },
  { name: 'Registered by instances', colour: 'c8', kind: 'dashed' },
];

function resourceChart(context: ReportContext, key: keyof typeof RESOURCES): Markup {
  const { outcome, timeline, x, detail } = context;
  const { name, unit, columns } = RESOURCES[key];
  const { registered } = outcome.utilization[key];
  const rows = timeline.rows('run');
  const times = rows.map((row) => timeline.at(row));
  const count = registered > 0 ? 3 : 2;
  const series = SERIES.slice(0, count).map((entry, i) => ({
    ...entry,
    times,
    values: timeline.values(rows, columns[i]!),
  }));
  const y = valueAxis(highestOf(series.map(({ values }) => highestOf(values))));
  const title = findingOf(context, key);
  return chart({
    title: title.said,
    unit: [`${unit}`, timeline.sampled()],
    label: `${title.text}. Lines: ${series.map((entry) => entry.name.toLowerCase()).join(', ')}.`,
    legend: series,
    yLabels: valueLabels(y, tickNumber),
    xLabels: timeLabels(x),
    shapes: [gridLines(y), series.map((one) => lineShape(one, x, y, detail.columns))],
    table: timeTable(
      `${name} over time, ${unit}`,
      timeline,
      rows,
      series.map((entry, i) => ({ head: entry.name, column: columns[i]! })),
      x,
      detail.rows,
    ),
  });
}

function findingOf(
  { outcome }: ReportContext,
  key: keyof typeof RESOURCES,
): { readonly said: Child; readonly text: string } {
  const { name, unit } = RESOURCES[key];
  const { registered, reserved, used, reservedFraction, usedFraction } = outcome.utilization[key];
  const path = (figureName: string) => ['utilization', key, figureName];
  if (registered > 0)
    return {
      said: [
        `${name}: on average `,
        figure(outcome, path('reservedFraction'), formatShare),
        ' of what instances have is reserved, ',
        figure(outcome, path('usedFraction'), formatShare),
        ' used',
      ],
      text: `${name}: ${formatShare(reservedFraction)} of what instances have is reserved on average, ${formatShare(usedFraction)} used`,
    };
  return {
    said: [
      `${name}: on average `,
      figure(outcome, path('reserved'), formatAmount),
      ` ${unit} is reserved, `,
      figure(outcome, path('used'), formatAmount),
      ` ${unit} used`,
    ],
    text: `${name}: on average ${formatAmount(reserved)} ${unit} is reserved, ${formatAmount(used)} ${unit} used`,
  };
}
