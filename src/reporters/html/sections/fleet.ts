import type { FleetRow, FleetView } from '../../../experiment/outcome-views.ts';
import { countOf, formatAmount, formatCount, formatShare } from '../../text/numbers.ts';
import { FEW_TICKS, gridLines, HEIGHT, percent, tickNumber, valueAxis, valueLabels } from '../charts/axes.ts';
import { chart } from '../charts/frame.ts';
import { HEAT_LEVELS, heatShapes, levelsOf } from '../charts/heat.ts';
import { timeLabels } from '../charts/labels.ts';
import { lineShape } from '../charts/lines.ts';
import { disclosure, table } from '../charts/table.ts';
import { highestOf } from '../charts/thin.ts';
import { timeTable } from '../charts/time-table.ts';
import { type Child, element, type Markup, plain } from '../element.ts';
import { derived, figure, moment } from '../figure-data.ts';
import { msOf, shortInstant } from '../instants.ts';
import type { ReportContext, Section } from './context.ts';
import { groupsPart } from './groups.ts';
import { packingPart } from './packing.ts';

/** Container instances: how many, how full each of them, what is in them; `null`: there never was one. */
export function fleet(context: ReportContext): Section | null {
  const { outcome } = context;
  if (outcome.instances.running.max === 0 && outcome.views?.fleet == null) return null;
  const view = outcome.views?.fleet ?? null;
  return {
    id: 'fleet',
    name: 'The fleet',
    content: [
      view === null ? null : heatMap(context, view),
      hasCountsOfItsOwn(context) ? countChart(context) : null,
      groupsPart(context),
      packingPart(context),
    ],
  };
}

/** Not where nothing changes, nor where a single group has its own picture of the same. */
function hasCountsOfItsOwn({ outcome, timeline }: ReportContext): boolean {
  const counts = timeline.values(timeline.rows('run'), 'instances');
  const groups = Object.values(outcome.autoScalingGroups);
  const isOneGroup = groups.length === 1 && groups[0]!.instances === counts.at(-1);
  return !isOneGroup && counts.some((count) => count !== counts[0]);
}

function countChart(context: ReportContext): Markup {
  const { outcome, timeline, x, detail } = context;
  const rows = timeline.rows('run');
  const times = rows.map((row) => timeline.at(row));
  const values = timeline.values(rows, 'instances');
  const y = valueAxis(highestOf(values));
  const { mean, max } = outcome.instances.running;
  return chart({
    title: [
      figure(outcome, ['instances', 'running', 'mean'], formatAmount),
      ' instances on average, at most ',
      figure(outcome, ['instances', 'running', 'max'], formatCount),
      '; ',
      figure(outcome, ['instances', 'launched'], formatCount),
      ' launched, ',
      figure(outcome, ['instances', 'terminated'], formatCount),
      ' terminated',
    ],
    unit: ['Instances', timeline.sampled()],
    label: `${formatAmount(mean)} instances on average, at most ${formatCount(max)}.`,
    yLabels: valueLabels(y, tickNumber, FEW_TICKS),
    xLabels: timeLabels(x),
    isSmall: true,
    shapes: [
      gridLines(y, FEW_TICKS),
      lineShape({ colour: 'c1', kind: 'area', times, values }, x, y, detail.columns),
    ],
    table: timeTable(
      'Instances over time',
      timeline,
      rows,
      [{ head: 'Instances', column: 'instances' }],
      x,
      detail.rows,
    ),
  });
}

/** Of the picture, in CSS pixels. */
const MOST_HEIGHT = 260;
const LEAST_HEIGHT = 36;
const ROW_HEIGHT = 22;

function heatMap({ outcome, x, endMs, detail }: ReportContext, view: FleetView): Markup {
  const used = new Set(view.rows.flatMap((row) => levelsOf(row)));
  const { mean, max } = outcome.instances.running;
  const bands = view.rows.some(({ instances }) => instances > 1);
  return chart({
    title: [
      derived('fleetInstances', view.instances, countOf(view.instances, 'instance')),
      max === view.instances && mean === max
        ? ' all the time'
        : [' over the run, ', figure(outcome, ['instances', 'running', 'mean'], formatAmount), ' at a time'],
      ', on average ',
      figure(outcome, ['utilization', 'cpu', 'reservedFraction'], formatShare),
      ' of their CPU reserved',
    ],
    height: Math.min(MOST_HEIGHT, LEAST_HEIGHT + view.rows.length * ROW_HEIGHT),
    unit: [
      'Each row is ',
      bands ? 'a band of instances' : 'an instance',
      ', in order of registration, from its launch to its end; colour: the fuller of CPU and memory, reserved by tasks',
    ],
    label: `The fleet over time: ${countOf(view.instances, 'instance')}, ${formatAmount(mean)} on average, at most ${formatCount(max)} at once.`,
    legend: HEAT_LEVELS.filter((_, level) => used.has(level)).map(({ name, colour }) => ({ name, colour })),
    yLabels: rowLabels(view.rows),
    xLabels: timeLabels(x),
    shapes: heatShapes(view, x, msOf(view.start), endMs, detail.heatEvery),
    table: fleetTable(view, detail.lines),
  });
}

/** The numbers of the first and the last row. */
function rowLabels(rows: readonly FleetRow[]): Markup {
  const edge = 50 / Math.max(rows.length, 5) / 100;
  const last = rows.reduce((total, { instances }) => total + instances, 0);
  const label = (part: number, text: string) => element('span', { style: `top:${percent(part)}` }, text);
  return element(
    'div',
    { class: 'y', 'aria-hidden': 'true' },
    label(Math.max(edge, 6 / HEIGHT), 'first'),
    last > 1 ? label(1 - Math.max(edge, 6 / HEIGHT), 'last') : null,
  );
}

function fleetTable(view: FleetView, most: number): Markup {
  const rows = view.rows.slice(0, most);
  return disclosure(
    'Table',
    rows.length < view.rows.length
      ? element(
          'p',
          { class: 'note', 'data-count': 'rows' },
          `The first ${formatCount(rows.length)} of ${formatCount(view.rows.length)} rows.`,
        )
      : null,
    table(
      'The fleet',
      [
        { head: 'Instance', isText: true },
        { head: 'Type', isText: true },
        { head: 'Zone', isText: true },
        { head: 'Launched, UTC' },
        { head: 'Ended, UTC' },
        { head: 'Highest', attributes: { 'data-derived': 'fleetHighest' } },
      ],
      rows.map((row, i) => ({ attributes: { 'data-fleet': i }, cells: cellsOf(row) })),
    ),
  );
}

function cellsOf(row: FleetRow): Child[] {
  const name = row.instances === 1 ? row.id : `${row.id} to ${row.lastId} (${formatCount(row.instances)})`;
  const full = row.percents.filter((one) => one !== null);
  return [
    plain(name),
    plain(row.instanceType) || 'several',
    plain(row.availabilityZone) || 'several',
    moment(msOf(row.launchedAt), shortInstant),
    row.endedAt === null ? '–' : moment(msOf(row.endedAt), shortInstant),
    full.length === 0 ? '–' : `${formatCount(Math.max(...full))} %`,
  ];
}
