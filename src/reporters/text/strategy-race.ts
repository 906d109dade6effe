import type { RaceOracle } from '../../experiment/packing-meter.ts';
import type { StrategyRace, StrategyResult } from '../../experiment/strategy-race.ts';
import { cleanText, fitText, padText, widthOf, wrapText } from './layout.ts';
import {
  countOf,
  formatAmount,
  formatCount,
  formatMinute,
  formatSeconds,
  formatShare,
  formatUsd,
} from './numbers.ts';

/**
 * The race of placement strategies as a table of at most `width` columns (at least 60): what each made of the same arrivals,
 * and how much more than possible it used. The scenario's own is marked `>`, what ECS does not have `*`.
 */
export function strategyRaceText(race: StrategyRace, width: number = 80): string {
  const { scenario, seed, strategies } = race;
  const title = `${cleanText(scenario.name)}: ${formatCount(strategies.length)} placement strategies`;
  const parts = [
    [
      fitText(title, width),
      ...wrapText(`The same arrivals, sizes and durations for each (seed ${cleanText(seed)}).`, width),
    ],
    table(strategies, width),
    oracleLines(strategies, width),
    legend(strategies, width),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n');
}

const HEADER = ['', 'Strategy', 'Peak', 'gap', 'Hours', 'gap', 'Wait p95', 'Placed', 'Cost'];
const NAME = HEADER.indexOf('Strategy');
const PLACED = HEADER.indexOf('Placed');
/** Blanks before a column; a gap stands close to its figure. */
const BLANKS = HEADER.map((name, i) => (i === 0 ? 0 : i === 1 || name === 'gap' ? 1 : 2));
const LEAST_NAME_WIDTH = 16;
/** Columns that a narrow table does without: tasks placed, gap of the peak, waits, gap of the hours. */
const FIRST_TO_GO = [PLACED, 3, 6, 5];

function table(strategies: readonly StrategyResult[], width: number): string[] {
  const rows = [HEADER, ...strategies.map(cellsOf)];
  const widths = HEADER.map((_, i) => rows.reduce((most, row) => Math.max(most, widthOf(row[i]!)), 0));
  // Where all have placed as many, the column says nothing.
  const isSame = allEqual(strategies.map(({ tasks }) => tasks.placed));
  let shown = [...HEADER.keys()].filter((column) => column !== PLACED || !isSame);
  const excess = () => shown.reduce((sum, column) => sum + BLANKS[column]! + widths[column]!, 0) - width;
  widths[NAME] = Math.max(LEAST_NAME_WIDTH, widths[NAME]! - Math.max(0, excess()));
  for (const column of FIRST_TO_GO) if (excess() > 0) shown = shown.filter((other) => other !== column);
  const cell = (row: readonly string[], column: number): string =>
    ' '.repeat(BLANKS[column]!) +
    padText(fitText(row[column]!, widths[column]!), widths[column]!, column > NAME);
  return rows.map((row) => shown.map((column) => cell(row, column)).join(''));
}

function cellsOf(result: StrategyResult): string[] {
  const { name, ecs, asWritten, instances, gap, wait, tasks, cost } = result;
  return [
    (asWritten ? '>' : ' ') + (ecs ? ' ' : '*'),
    cleanText(name),
    formatCount(instances.peak),
    formatGap(gap.peak),
    formatAmount(instances.hours),
    formatGap(gap.hours),
    formatSeconds(wait.p95),
    formatCount(tasks.placed),
    formatUsd(cost.total),
  ];
}

/** `+4.2 %`; whole per cents from 10 on. */
export function formatGap(gap: number | null): string {
  if (gap === null) return '-';
  return gap === 0 ? '0 %' : `+${formatShare(gap)}`;
}

/** What the strategies are measured against: one sentence when it is the same for all. */
function oracleLines(strategies: readonly StrategyResult[], width: number): string[] {
  return strategies.length === 0 ? [] : wrapText(oracleSentences(strategies), width);
}

/** The same as sentences. */
export function oracleSentences(strategies: readonly StrategyResult[]): string {
  const oracles = strategies.map(({ oracle }) => oracle);
  const [first] = oracles;
  if (first === undefined) return '';
  const lines = allEqual(oracles.map((oracle) => JSON.stringify(oracle)))
    ? [oracleSentence(first)]
    : [
        'What ran when depends on the strategy here, so each is measured against the fewest instances for its own tasks:',
        ...rangeSentence(oracles),
      ];
  return lines.join(' ');
}

function oracleSentence({ at, tasks, optimum, lowerBound, hours }: RaceOracle): string {
  const moment = `At the moment of the most demand, ${formatMinute(at)} UTC, ${countOf(tasks, 'task')} ran.`;
  const fewest =
    optimum === null
      ? `They need at least ${countOf(lowerBound, 'instance')}.`
      : `The fewest instances for them, proven by search: ${formatCount(optimum)}.`;
  return `${moment} ${fewest} From moment to moment, at least ${formatAmount(hours)} instance-hours.`;
}

function rangeSentence(oracles: readonly RaceOracle[]): string[] {
  const fewest = range(oracles.map(({ optimum, lowerBound }) => optimum ?? lowerBound));
  const proven = oracles.filter(({ optimum }) => optimum !== null).length;
  const hours = oracles.map((oracle) => oracle.hours);
  const kind =
    proven === oracles.length
      ? 'the optimum'
      : proven === 0
        ? 'a lower bound'
        : `the optimum for ${formatCount(proven)} of ${formatCount(oracles.length)}, else a lower bound`;
  return [`${fewest} at its moment of the most demand (${kind}),`, `${range(hours)} instance-hours.`];
}

function range(values: readonly number[]): string {
  const low = formatAmount(values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY));
  const high = formatAmount(values.reduce((most, value) => Math.max(most, value), 0));
  return low === high ? low : `${low} to ${high}`;
}

function legend(strategies: readonly StrategyResult[], width: number): string[] {
  const marks = [
    ...(strategies.some(({ asWritten }) => asWritten) ? ['> as the scenario has it.'] : []),
    ...(strategies.some(({ ecs }) => !ecs) ? ['* not of ECS, for comparison.'] : []),
  ];
  return wrapText(
    [
      ...marks,
      'Peak and hours: container instances with tasks on them; an empty one costs money, too. Gap: how much more than the',
      'fewest possible, could all tasks be placed anew at every moment, by their sizes alone.',
    ].join(' '),
    width,
  );
}

function allEqual(values: readonly unknown[]): boolean {
  return values.every((value) => value === values[0]);
}
