import { isCutOff, tracksChart } from '../charts/tracks.ts';
import { type Child, element, type Markup } from '../element.ts';
import type { Section } from '../sections/context.ts';
import { type ComparisonContext, nameOf } from './context.ts';
import { estimatesAxis, estimateTrack } from './estimate-track.ts';
import { estimateOf } from './figures.ts';
import { COST, type Metric, QUALITY } from './metrics.ts';

/** What is got for the money: the same rows in each picture; `null`: nothing of it is to be seen. */
export function quality(context: ComparisonContext): Section | null {
  const { comparison } = context;
  const told = QUALITY.filter(({ of }) => comparison.alternatives.some((one) => (of(one)?.mean ?? 0) > 0));
  if (told.length === 0 || comparison.alternatives.length < 2) return null;
  return {
    id: 'quality',
    name: 'Service beside the money',
    content: element(
      'div',
      { class: 'panels' },
      [COST, ...told].map((metric) => panel(context, metric)),
    ),
  };
}

function panel(context: ComparisonContext, metric: Metric): Markup {
  const { comparison, ranked, detail } = context;
  const rows = ranked
    .slice(0, detail.alternatives)
    .map(({ alternative, index }) => ({ alternative, index, estimate: metric.of(alternative) }));
  const known = rows.flatMap(({ estimate }) => (estimate === null ? [] : [estimate]));
  const axis = estimatesAxis(known);
  return tracksChart({
    title: finding(context, metric),
    unit: `${metric.unit}${isCutOff(axis) ? '. The axis does not begin at zero' : ''}`,
    axis,
    say: metric.sayTick,
    tracks: rows.map(({ alternative, index, estimate }) =>
      estimate === null
        ? { name: nameOf(context, alternative.name), value: '–', span: null, dots: [], colour: 'c8' }
        : estimateTrack(
            nameOf(context, alternative.name),
            estimateOf(comparison, ['alternatives', index, ...metric.path], metric.say),
            estimate,
          ),
    ),
  });
}

/** From what to what the means go, of the alternatives in the picture. */
function finding({ comparison, ranked, detail }: ComparisonContext, metric: Metric): Child {
  const told = ranked
    .slice(0, detail.alternatives)
    .flatMap(({ alternative, index }) => {
      const estimate = metric.of(alternative);
      return estimate === null ? [] : [{ index, mean: estimate.mean }];
    })
    .sort((a, b) => a.mean - b.mean);
  const [least] = told;
  const most = told.at(-1);
  if (least === undefined || most === undefined) return metric.name;
  const say = ({ index }: { readonly index: number }) =>
    estimateOf(comparison, ['alternatives', index, ...metric.path], metric.say);
  if (told.length === 1) return [`${metric.name}: `, say(least)];
  if (least.mean === most.mean) return [`${metric.name}: `, say(least), ' whichever it is'];
  return [`${metric.name}: from `, say(least), ' to ', say(most)];
}
