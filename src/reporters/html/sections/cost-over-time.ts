import { PURPOSES, type Purpose } from '../../../events/cost-purposes.ts';
import type { CostView } from '../../../experiment/outcome-views.ts';
import { formatShare, formatUsd } from '../../text/numbers.ts';
import { gridLines, tickDollars, valueAxis, valueLabels } from '../charts/axes.ts';
import { chart } from '../charts/frame.ts';
import { timeLabels } from '../charts/labels.ts';
import { highestTotal, stackShapes, totals } from '../charts/stack.ts';
import { disclosure, table } from '../charts/table.ts';
import { highestOf, highestOfEach, placeOfHighest } from '../charts/thin.ts';
import { thinnedNote, xOf } from '../charts/time-table.ts';
import { type Child, element, type Markup } from '../element.ts';
import { derived, figure, moment, share } from '../figure-data.ts';
import { msOf, sayInstant, shortInstant } from '../instants.ts';
import type { ReportContext, Section } from './context.ts';

/** What each purpose is called, and its colour. */
const SHOWN: Readonly<Record<Purpose, readonly [name: string, colour: string]>> = {
  useful: ['Useful: reserved by tasks', 'c1'],
  idle: ['Idle instances', 'c2'],
  booting: ['Booting', 'c5'],
  draining: ['Draining', 'c6'],
  warmPool: ['Warm pool', 'c7'],
  fargate: ['Fargate', 'c1'],
  fargateSpot: ['Fargate Spot', 'c7'],
  loadBalancers: ['Load balancers', 'c3'],
  volumes: ['Volumes', 'c4'],
  network: ['Network', 'c5'],
  logsAndMonitoring: ['Logs and monitoring', 'c6'],
  other: ['Other', 'c8'],
  unusedCommitment: ['Unused commitment', 'c2'],
};

/** What was paid for, over time; `null`: nothing was paid. */
export function costOverTime(context: ReportContext): Section | null {
  const view = context.outcome.views?.cost;
  const purposes = PURPOSES.filter((purpose) => (view?.byPurpose[purpose]?.length ?? 0) > 0);
  if (view === undefined || purposes.length === 0) return null;
  return { id: 'cost', name: 'Cost over time', content: costChart(context, view, purposes) };
}

function costChart(context: ReportContext, view: CostView, purposes: readonly Purpose[]): Markup {
  const { outcome, x, detail, startMs, endMs } = context;
  const stepMs = Math.max(1, view.stepSeconds) * 1000;
  const hours = view.stepSeconds / 3600;
  const amounts = purposes.map((purpose) => view.byPurpose[purpose]!);
  const first = msOf(view.start);
  const times = amounts[0]!.map((_, step) => first + step * stepMs);
  const hoursIn = times.map((from) => hoursOf(from, from + stepMs, startMs, endMs));
  const colours = coloursOf(purposes);
  const layers = amounts.map((list, i) => ({
    colour: colours[i]!,
    values: list.map((amount, step) => amount / hoursIn[step]!),
  }));
  const highest = highestTotal(layers, times.length);
  const y = valueAxis(highest);
  const title = findingOf(totals(layers, times.length), times, hoursIn);
  const per = hours === 1 ? 'by the hour of the clock' : `mean of each ${hours} hours`;
  return chart({
    title: [title.said, idlePart(context)],
    unit: [
      `US dollars an hour, ${per}, in UTC; extrapolated to a month: `,
      figure(outcome, ['cost', 'monthly'], formatUsd),
    ],
    label: `${title.text}. Stacked areas: ${purposes.map((purpose) => SHOWN[purpose][0]).join(', ')}.`,
    legend: purposes.map((purpose, i) => ({ colour: colours[i]!, name: SHOWN[purpose][0] })),
    yLabels: valueLabels(y, tickDollars),
    xLabels: timeLabels(x),
    shapes: [gridLines(y), stackShapes(layers, times, endMs, x, y, detail.columns)],
    table: costTable(context, purposes, amounts, times),
  });
}

/** How much of a step the run was there; what is billed for less than a twentieth of it says nothing about an hour. */
function hoursOf(from: number, to: number, startMs: number, endMs: number): number {
  const there = Math.min(to, endMs) - Math.max(from, startMs);
  return Math.max(there, (to - from) / 20) / 3_600_000;
}

/** Says how much of all went to instances that nobody reserved, where that is worth a word. */
function idlePart({ outcome }: ReportContext): Child {
  const { idle, total } = outcome.cost;
  if (!(idle / total >= LEAST_IDLE)) return null;
  return ['; ', share(outcome, ['cost', 'idle'], ['cost', 'total'], formatShare), ' of all is idle'];
}

const LEAST_IDLE = 0.05;

/** Purposes that are seldom together share colours; where they are, the later one takes one that is free. */
function coloursOf(purposes: readonly Purpose[]): string[] {
  const taken = new Set<string>();
  return purposes.map((purpose) => {
    const own = SHOWN[purpose][1];
    const colour = taken.has(own) ? (FREE.find((one) => !taken.has(one)) ?? 'c8') : own;
    taken.add(colour);
    return colour;
  });
}

const FREE = ['c3', 'c4', 'c7', 'c5', 'c6', 'c8'] as const;

/** Less than this part between the highest and the mean is steady. */
const STEADY = 1.05;

function findingOf(
  rates: readonly number[],
  times: readonly number[],
  hoursIn: readonly number[],
): { readonly said: Child; readonly text: string } {
  // What is billed by the hour, whatever was used of it, makes parts of an hour dear.
  const whole = highestOf(hoursIn);
  const isWhole = hoursIn.map((hours) => hours >= whole);
  const peak = placeOfHighest(rates.map((rate, step) => (isWhole[step]! ? rate : Number.NaN)));
  const highest = rates[peak]!;
  const counted = rates.filter((_, step) => isWhole[step]!);
  const mean = counted.reduce((total, rate) => total + rate, 0) / counted.length;
  const said = derived('peakCost', highest, formatUsd(highest));
  if (highest <= mean * STEADY)
    return {
      said: ['Cost is steady at ', said, ' an hour'],
      text: `Cost is steady at ${formatUsd(highest)} an hour`,
    };
  const at = times[peak]!;
  return {
    said: ['Cost peaks at ', said, ' an hour on ', moment(at)],
    text: `Cost peaks at ${formatUsd(highest)} an hour on ${sayInstant(at)}`,
  };
}

function costTable(
  { x, detail }: ReportContext,
  purposes: readonly Purpose[],
  amounts: readonly (readonly number[])[],
  times: readonly number[],
): Markup {
  const sums = times.map((_, step) => amounts.reduce((total, list) => total + list[step]!, 0));
  const shown = highestOfEach(sums, detail.rows);
  return disclosure(
    'Table',
    thinnedNote(shown.length, times.length, 'Together'),
    table(
      'Cost over time, US dollars in each step',
      [
        { head: 'From, UTC' },
        ...purposes.map((purpose) => ({
          head: SHOWN[purpose][0],
          attributes: { 'data-purpose': purpose },
        })),
        { head: 'Together', attributes: { 'data-purpose': 'all' } },
      ],
      shown.map((step) => ({
        attributes: { 'data-step': step, 'data-x': xOf(x, times[step]!) },
        cells: [
          shortInstant(times[step]!),
          ...amounts.map((list) => formatUsd(list[step]!)),
          element('b', {}, formatUsd(sums[step]!)),
        ],
      })),
    ),
  );
}
