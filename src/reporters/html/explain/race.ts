import type { StrategyRace, StrategyResult } from '../../../experiment/strategy-race.ts';
import {
  countOf,
  formatAmount,
  formatCount,
  formatMinute,
  formatSeconds,
  formatShare,
  formatUsd,
} from '../../text/numbers.ts';
import { formatGap, oracleSentences, strategyRaceText } from '../../text/strategy-race.ts';
import { legendOf } from '../charts/frame.ts';
import { table } from '../charts/table.ts';
import { type Child, plain } from '../element.ts';
import { barList } from './bars.ts';
import { explainPage, figureOf } from './frame.ts';

/** The race of placement strategies as one page: how far each is from the oracle, as a chart with its table. */
export function strategyRaceHtml(race: StrategyRace): string {
  const { strategies } = race;
  const written = strategies.find(({ asWritten }) => asWritten);
  return explainPage(race, {
    title: `what ${countOf(strategies.length, 'chain')} of placement strategies make of the same tasks`,
    answer: answerOf(strategies),
    why: [
      ...(written === undefined
        ? []
        : [
            `${written.name === 'as written' ? 'The scenario as it is written' : `The scenario's own, ${plain(written.name)},`} needs ${hoursOf(written)}${gapWords(written)}.`,
          ]),
      oracleSentences(strategies),
    ],
    sections: [
      { id: 'hours', name: 'Instance-hours', content: hoursFigure(strategies) },
      { id: 'peak', name: 'Instances at the peak', content: peakFigure(strategies) },
      { id: 'all', name: 'All figures', content: raceTable(strategies) },
    ],
    text: strategyRaceText(race).trimEnd(),
  });
}

function answerOf(strategies: readonly StrategyResult[]): string {
  const [best] = strategies;
  const worst = strategies.at(-1);
  if (best === undefined || worst === undefined) return 'Nothing ran';
  if (best.instances.hours === worst.instances.hours) return `All strategies need the same: ${hoursOf(best)}`;
  const least = formatAmount(best.instances.hours);
  // Equal is what reads so.
  const equals = strategies.filter(({ instances }) => formatAmount(instances.hours) === least).length;
  if (equals === strategies.length) return `All strategies need about the same: ${hoursOf(best)}`;
  const who =
    equals === 1
      ? `${plain(best.name)} needs`
      : `${formatCount(equals)} of ${formatCount(strategies.length)} strategies need`;
  return `${who} the fewest instance-hours, ${least}; ${plain(worst.name)} the most, ${formatAmount(worst.instances.hours)}`;
}

function hoursOf({ instances }: StrategyResult): string {
  return `${formatAmount(instances.hours)} instance-hours`;
}

function gapWords({ gap }: StrategyResult): string {
  if (gap.hours === null) return '';
  return gap.hours === 0
    ? ', and fewer there cannot be'
    : `, ${formatGap(gap.hours).slice(1)} above the bound`;
}

const LEGEND = [
  { colour: 'c2', name: 'As the scenario has it' },
  { colour: 'c1', name: 'Of ECS' },
  { colour: 'c8', name: 'Not of ECS, for comparison' },
] as const;

function colourOf({ asWritten, ecs }: StrategyResult): string {
  return asWritten ? 'c2' : ecs ? 'c1' : 'c8';
}

function hoursFigure(strategies: readonly StrategyResult[]): Child {
  const gaps = strategies.flatMap(({ gap }) => (gap.hours === null ? [] : [gap.hours]));
  const range =
    gaps.length === 0
      ? 'Nothing ran'
      : rangeOf(Math.min(...gaps), Math.max(...gaps), 'above what is possible at all');
  return figureOf(
    range,
    'Hours that container instances have tasks on them; mark: no placement needs less, could all tasks be placed anew at every moment',
    [
      legendOf([...LEGEND, { colour: 'tick', name: 'Lower bound of the oracle' }]),
      barList(
        'Instance-hours by strategy',
        strategies.map((result) => ({
          name: plain(result.name),
          colour: colourOf(result),
          value: result.instances.hours,
          mark: result.oracle.hours,
          says: `${formatAmount(result.instances.hours)} (${formatGap(result.gap.hours)})`,
        })),
      ),
    ],
  );
}

function peakFigure(strategies: readonly StrategyResult[]): Child {
  const proven = strategies.every(({ oracle }) => oracle.optimum !== null);
  const peaks = strategies.map(({ instances }) => instances.peak);
  return figureOf(
    peaks.length === 0 ? 'Nothing ran' : peakRange(Math.min(...peaks), Math.max(...peaks)),
    `Container instances with tasks on them, at most; mark: ${proven ? 'the fewest for the tasks of the moment of the most demand, proven by search' : 'the fewest for the tasks of the moment of the most demand, or a lower bound of it'}`,
    [
      legendOf([...LEGEND, { colour: 'tick', name: proven ? 'Optimum' : 'Optimum or lower bound' }]),
      barList(
        'Peak by strategy',
        strategies.map((result) => ({
          name: plain(result.name),
          colour: colourOf(result),
          value: result.instances.peak,
          mark: result.oracle.optimum ?? result.oracle.lowerBound,
          says: `${formatCount(result.instances.peak)} (${formatGap(result.gap.peak)})`,
        })),
      ),
    ],
  );
}

function rangeOf(least: number, most: number, what: string): string {
  const [low, high] = [formatShare(least), formatShare(most)];
  return low === high ? `All are ${low} ${what}` : `Between ${low} and ${high} ${what}`;
}

function peakRange(least: number, most: number): string {
  return least === most
    ? `All have ${countOf(least, 'instance')} at once`
    : `Between ${formatCount(least)} and ${formatCount(most)} instances at once`;
}

function raceTable(strategies: readonly StrategyResult[]): Child {
  return table(
    'Strategies and the oracle',
    [
      { head: 'Strategies', isText: true },
      { head: 'Of ECS', isText: true },
      { head: 'Hours' },
      { head: 'Gap' },
      { head: 'Oracle, hours' },
      { head: 'Peak' },
      { head: 'Gap' },
      { head: 'Oracle, peak' },
      { head: 'Most demand' },
      { head: 'Wait, p95' },
      { head: 'Placed' },
      { head: 'Cost' },
    ],
    strategies.map(({ name, ecs, asWritten, instances, gap, oracle, wait, tasks, cost }) => ({
      cells: [
        `${plain(name)}${asWritten && name !== 'as written' ? ' (as written)' : ''}`,
        ecs ? 'yes' : 'no',
        formatAmount(instances.hours),
        formatGap(gap.hours),
        formatAmount(oracle.hours),
        formatCount(instances.peak),
        formatGap(gap.peak),
        `${formatCount(oracle.optimum ?? oracle.lowerBound)}${oracle.optimum === null ? ' (bound)' : ''}`,
        formatMinute(oracle.at),
        formatSeconds(wait.p95),
        formatCount(tasks.placed),
        formatUsd(cost.total),
      ],
    })),
  );
}
