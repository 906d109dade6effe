import type { TornadoBar } from '../../../experiment/compare/comparison.ts';
import { formatUsd } from '../../text/numbers.ts';
import { SAY_TICK, trackAxis, tracksChart } from '../charts/tracks.ts';
import { type Child, element } from '../element.ts';
import type { Path } from '../figure-data.ts';
import type { Section } from '../sections/context.ts';
import { type ComparisonContext, leftOut, nameOf } from './context.ts';
import { figureOf } from './figures.ts';
import { sayInput } from './input-values.ts';

/** How far each uncertain input moves the difference of cost, the widest first; `null`: none is uncertain. */
export function tornado(context: ComparisonContext): Section | null {
  const { comparison, detail } = context;
  const all = comparison.tornado;
  if (all.length === 0) return null;
  const shown = all.slice(0, detail.pairs);
  const isOnePair = new Set(all.map(({ a, b }) => `${a}\n${b}`)).size === 1;
  const { a, b } = all[0]!;
  const names = `${nameOf(context, a)} − ${nameOf(context, b)}`;
  return {
    id: 'tornado',
    name: 'What it depends on',
    content: [
      tracksChart({
        title: finding(context),
        unit: `Difference of cost (${isOnePair ? names : 'first − second'}), US dollars: each input at its 10th and 90th percentile, the others at their medians`,
        axis: trackAxis(shown.flatMap(({ atLow, atHigh }) => [0, atLow, atHigh])),
        say: SAY_TICK.usd,
        hasZero: true,
        legend: [
          { name: 'input at its 10th percentile', colour: 'c4 ring' },
          { name: 'at its 90th', colour: 'c4 disc' },
        ],
        tracks: shown.map((bar, index) => ({
          name: [
            nameOf(context, bar.path),
            isOnePair ? null : element('small', {}, `${nameOf(context, bar.a)} − ${nameOf(context, bar.b)}`),
          ],
          value: reachOf(context, bar, index),
          span: { from: bar.atLow, to: bar.atHigh },
          dots: [
            { at: bar.atLow, isHollow: true },
            { at: bar.atHigh, isHollow: false },
          ],
          colour: 'c4',
        })),
      }),
      leftOut(all.length - shown.length, 'more input'),
    ],
  };
}

function reachOf({ comparison }: ComparisonContext, bar: TornadoBar, index: number): Child {
  const at = (key: string): Path => ['tornado', index, key];
  const input = (key: string) => figureOf(comparison, at(key), (value) => sayInput(bar, value));
  return [
    element(
      'b',
      {},
      figureOf(comparison, at('atLow'), formatUsd),
      ' to ',
      figureOf(comparison, at('atHigh'), formatUsd),
    ),
    element('small', {}, input('lowInput'), ' to ', input('highInput')),
  ];
}

/** Which input moves it the most, and whether that turns the order. */
function finding(context: ComparisonContext): Child {
  const [first] = context.comparison.tornado as readonly [TornadoBar];
  const at = (key: string) => figureOf(context.comparison, ['tornado', 0, key], formatUsd);
  const turns = first.atLow * first.atHigh < 0 ? ', which turns the order' : '';
  return [`${nameOf(context, first.path)} moves it most: from `, at('atLow'), ' to ', at('atHigh'), turns];
}
