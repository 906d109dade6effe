import type { ComparedAlternative } from '../../../experiment/compare/comparison.ts';
import {
  estimatedMs,
  estimatedSeconds,
  estimatedShare,
  estimatedUsd,
} from '../../text/comparison/estimates.ts';
import { differenceOf, pairOf } from '../../text/comparison/verdict.ts';
import { formatAmount, formatCount, formatShare } from '../../text/numbers.ts';
import { disclosure, table } from '../charts/table.ts';
import { isCutOff, tracksChart } from '../charts/tracks.ts';
import { type Child, element, type Markup, plain } from '../element.ts';
import { derived, type Path } from '../figure-data.ts';
import type { Section } from '../sections/context.ts';
import { type ComparisonContext, leftOut, nameOf, type RankedAlternative } from './context.ts';
import { estimatesAxis, estimateTrack } from './estimate-track.ts';
import { estimateOf, figureOf } from './figures.ts';
import { COST } from './metrics.ts';

/** Alternatives side by side, those that cost the least first; `null`: no run ended. */
export function alternatives(context: ComparisonContext): Section | null {
  const { comparison, ranked, detail } = context;
  if (ranked.length === 0) return null;
  const shown = ranked.slice(0, detail.alternatives);
  return {
    id: 'alternatives',
    name: 'Side by side',
    content: [
      costs(context, shown),
      leftOut(ranked.length - shown.length, 'more alternative'),
      alternativesTable(context, shown),
      settings(context, shown),
      comparison.alternatives.some(({ packing }) => packing !== undefined)
        ? element(
            'p',
            { class: 'note below' },
            'To oracle: how many more instance-hours had tasks on them than the fewest that any placement of the same tasks needs, done anew at every moment.',
          )
        : null,
    ],
  };
}

function costs(context: ComparisonContext, shown: readonly RankedAlternative[]): Markup {
  const { comparison } = context;
  const axis = estimatesAxis(shown.map(({ alternative }) => alternative.cost));
  const hasIntervals = shown.some(({ alternative }) => alternative.cost.low !== null);
  return tracksChart({
    title: finding(context),
    unit: [
      COST.unit,
      ': the mean of the replications',
      hasIntervals
        ? [' with its ', figureOf(comparison, ['confidence'], formatShare), ' interval']
        : ', without an interval',
      isCutOff(axis) ? '. The axis does not begin at zero' : '',
    ],
    axis,
    say: COST.sayTick,
    tracks: shown.map(({ alternative, index }) =>
      estimateTrack(
        nameOf(context, alternative.name),
        [
          element('b', {}, estimateOf(comparison, ['alternatives', index, 'cost'], estimatedUsd)),
          element(
            'small',
            {},
            estimateOf(comparison, ['alternatives', index, 'monthly'], estimatedUsd),
            ' a month',
          ),
        ],
        alternative.cost,
      ),
    ),
  });
}

/** Who costs the least, if the intervals say so. */
function finding(context: ComparisonContext): Child {
  const { comparison, ranked } = context;
  const [first, ...others] = ranked;
  const cost = estimateOf(comparison, ['alternatives', first!.index, 'cost'], estimatedUsd);
  const name = nameOf(context, first!.alternative.name);
  if (others.length === 0) return [`${name} costs `, cost];
  const found = others.map(({ alternative }) =>
    differenceOf(pairOf(comparison, first!.alternative.name, alternative.name)),
  );
  const open = others.filter((_, i) => found[i] === 'none' || found[i] === 'higher');
  if (open.length > 0)
    return [
      `No difference of cost found at this precision between ${name} and `,
      open.length === 1
        ? nameOf(context, open[0]!.alternative.name)
        : [
            derived('alike', open.length, formatCount(open.length)),
            open.length === others.length ? ' others' : ' of the others',
          ],
    ];
  const verb = found.includes('unsure') ? 'cost' : 'costs';
  return [`${name} ${verb} the least${verb === 'cost' ? ' in these runs' : ''}: `, cost];
}

interface Column {
  readonly head: string;
  readonly cell: (alternative: ComparedAlternative, at: (...path: Path) => Path) => Child;
  readonly isShown?: (alternative: ComparedAlternative) => boolean;
}

function alternativesTable(context: ComparisonContext, shown: readonly RankedAlternative[]): Markup {
  const { comparison } = context;
  const of = (path: Path, say: Parameters<typeof estimateOf>[2]) => estimateOf(comparison, path, say);
  const columns: readonly Column[] = [
    { head: 'Cost', cell: (_, at) => of(at('cost'), estimatedUsd) },
    { head: 'A month', cell: (_, at) => of(at('monthly'), estimatedUsd) },
    { head: 'Wait, 95th', cell: (_, at) => of(at('wait'), estimatedSeconds) },
    {
      head: 'Latency, 95th',
      cell: ({ latency }, at) => (latency === null ? '–' : of(at('latency'), estimatedMs)),
      isShown: ({ latency }) => latency !== null,
    },
    { head: 'Unserved', cell: (_, at) => of(at('unserved'), estimatedShare) },
    {
      head: 'CPU reserved',
      cell: (one, at) => (one.utilization === null ? '–' : of(at('utilization', 'cpu'), estimatedShare)),
      isShown: ({ utilization }) => utilization !== null,
    },
    {
      head: 'Memory reserved',
      cell: (one, at) => (one.utilization === null ? '–' : of(at('utilization', 'memory'), estimatedShare)),
      isShown: ({ utilization }) => utilization !== null,
    },
    {
      head: 'To oracle',
      cell: ({ packing }, at) =>
        packing === undefined ? '–' : ['+', of(at('packing', 'gap'), estimatedShare)],
      isShown: ({ packing }) => packing !== undefined,
    },
    {
      head: 'Capacity found',
      cell: ({ capacity }, at) =>
        capacity === null
          ? '–'
          : capacity.value === null
            ? 'none'
            : figureOf(comparison, at('capacity', 'value'), formatAmount),
      isShown: ({ capacity }) => capacity !== null,
    },
    { head: 'Replications', cell: (_, at) => figureOf(comparison, at('replications'), formatCount) },
  ];
  const used = columns.filter(
    ({ isShown }) => isShown === undefined || comparison.alternatives.some(isShown),
  );
  return element(
    'div',
    { 'data-filter': 'Filter alternatives' },
    table(
      'Alternatives',
      [{ head: 'Alternative', isText: true }, ...used.map(({ head }) => ({ head }))],
      shown.map(({ alternative, index }) => {
        const at = (...path: Path) => ['alternatives', index, ...path];
        return {
          cells: [
            nameOf(context, alternative.name),
            ...used.map(({ cell }) => element('span', { class: 'nb' }, cell(alternative, at))),
          ],
        };
      }),
    ),
  );
}

/** By which settings they differ from the scenario. */
function settings(context: ComparisonContext, shown: readonly RankedAlternative[]): Markup | null {
  const set = shown.filter(({ alternative }) => alternative.set.length > 0);
  if (set.length === 0) return null;
  return disclosure(
    'What is set in each of them',
    table(
      'Settings of alternatives',
      [
        { head: 'Alternative', isText: true },
        { head: 'Set', isText: true },
      ],
      set.map(({ alternative }) => ({
        cells: [
          nameOf(context, alternative.name),
          element(
            'span',
            {},
            alternative.set.map((one) =>
              element('code', { class: 'line-of' }, plain(one).slice(0, context.detail.sentence)),
            ),
          ),
        ],
      })),
    ),
  );
}
