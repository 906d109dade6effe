import type { BreakEven } from '../../../experiment/compare/comparison.ts';
import { estimatedUsd } from '../../text/comparison/estimates.ts';
import { formatShare } from '../../text/numbers.ts';
import { gridLines, valueLabels, WIDTH } from '../charts/axes.ts';
import { bandAxes, bandShapes, inputLabels, turnMark } from '../charts/band.ts';
import { chart } from '../charts/frame.ts';
import { disclosure, table } from '../charts/table.ts';
import { highestOfEach } from '../charts/thin.ts';
import { SAY_TICK, tickFormat } from '../charts/tracks.ts';
import { type Child, element, type Markup } from '../element.ts';
import type { Path } from '../figure-data.ts';
import type { Section } from '../sections/context.ts';
import { type ComparisonContext, leftOut, nameOf, noteOf } from './context.ts';
import { estimateOf, figureOf } from './figures.ts';
import { sayInput } from './input-values.ts';

/** Where the order of two alternatives turns; `null`: nobody asked. */
export function breakEven(context: ComparisonContext): Section | null {
  const { comparison, detail } = context;
  const all = comparison.breakEven;
  if (all.length === 0) return null;
  // Those that turn are what was asked for.
  const ordered = all
    .map((found, index) => ({ found, index }))
    .sort((one, two) => Number(one.found.value === null) - Number(two.found.value === null));
  const shown = ordered.slice(0, detail.pictures);
  return {
    id: 'break-even',
    name: 'Break-even',
    content: [
      element(
        'div',
        { class: shown.length > 1 ? 'pair' : null },
        shown.map(({ found, index }) => picture(context, found, index)),
      ),
      leftOut(all.length - shown.length, 'more break-even'),
    ],
  };
}

function picture(context: ComparisonContext, found: BreakEven, index: number): Markup {
  const { comparison } = context;
  const { a, b, variable, value, low, high, between, points, utilization } = found;
  const at = (...path: Path) => ['breakEven', index, ...path];
  const input = (...path: Path) => figureOf(comparison, at(...path), (one) => sayInput(found, one));
  const { x, y } = bandAxes(points.map(({ value: each, difference }) => ({ x: each, ...difference })));
  const said = tickFormat(y, 4);
  const reserved = (['a', 'b'] as const).filter((side) => utilization[side] !== null);
  const names = `${nameOf(context, a)} − ${nameOf(context, b)}`;
  const title = [
    value === null
      ? `${names}: `
      : [
          between === undefined
            ? ['At ', input('value')]
            : ['Between ', input('between', 'from'), ' and ', input('between', 'to')],
          interval(found, input),
          ': ',
        ],
    noteOf(context, found.note),
  ];
  const unit = `Cost of ${names}, US dollars, by ${nameOf(context, variable)}`;
  if (points.length === 0)
    return element('div', {}, element('h3', {}, title), element('p', { class: 'unit' }, unit));
  return chart({
    title,
    unit,
    label: `The difference of cost over ${nameOf(context, variable)}. ${noteOf(context, found.note)}`,
    legend: [
      { name: 'Mean difference', colour: 'c1', kind: 'line' },
      ...(points.some(({ difference }) => difference.low !== null)
        ? [{ name: 'Its interval', colour: 'c1 faint' }]
        : []),
      ...(value === null ? [] : [{ name: 'Break-even', colour: 'c2' }]),
    ],
    yLabels: valueLabels(y, (tick) => SAY_TICK.usd(tick, said(tick))),
    xLabels: inputLabels(x, (tick) => sayInput(found, tick)),
    shapes:
      points.length === 0
        ? null
        : [
            gridLines(y),
            bandShapes(
              points.map(({ value: each, difference }) => ({ x: each, ...difference })),
              x,
              y,
            ),
          ],
    over: value === null ? null : turnMark(value, low, high, x),
    note:
      reserved.length === 0
        ? undefined
        : [
            'CPU reserved there: ',
            reserved.map((side, i) => [
              i === 0 ? '' : ', ',
              figureOf(comparison, at('utilization', side), formatShare),
              ` (${nameOf(context, found[side])})`,
            ]),
            '.',
          ],
    table: pointsTable(context, found, index, (each) => Math.round((x(each) / WIDTH) * 1000)),
  });
}

/** ` (25 to 32)`, open where the sweep never was sure. */
function interval({ low, high }: BreakEven, input: (key: string) => Markup): Child {
  if (low === null && high === null) return '';
  if (low === null) return [' (up to ', input('high'), ')'];
  return high === null ? [' (from ', input('low'), ' on)'] : [' (', input('low'), ' to ', input('high'), ')'];
}

function pointsTable(
  context: ComparisonContext,
  found: BreakEven,
  index: number,
  placeOf: (value: number) => number,
): Markup | null {
  const { comparison, detail } = context;
  const { points } = found;
  if (points.length === 0) return null;
  const places = highestOfEach(
    points.map(({ difference }) => Math.abs(difference.mean)),
    detail.rows,
  );
  return disclosure(
    'Table',
    table(
      `Difference of ${nameOf(context, found.a)} to ${nameOf(context, found.b)}`,
      [{ head: nameOf(context, found.variable) }, { head: 'Difference' }],
      places.map((place) => ({
        attributes: { 'data-x': placeOf(points[place]!.value) },
        cells: [
          figureOf(comparison, ['breakEven', index, 'points', place, 'value'], (one) => sayInput(found, one)),
          estimateOf(comparison, ['breakEven', index, 'points', place, 'difference'], estimatedUsd),
        ],
      })),
    ),
    leftOut(points.length - places.length, 'more point'),
  );
}
