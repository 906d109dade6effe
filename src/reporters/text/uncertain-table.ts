import type { UncertainInput } from '../../scenario/uncertain/uncertain-input.ts';
import { cleanText, fitText } from './layout.ts';
import { countOf, formatSeconds } from './numbers.ts';
import { layTable } from './table.ts';

/** So many uncertain inputs have a row. */
const MOST_ROWS = 20;

/** Numbers of the scenario that the seed has drawn, as lines of at most `width` columns. */
export function uncertainTable(inputs: readonly UncertainInput[], width: number): string[] {
  if (inputs.length === 0) return [];
  const others = inputs.length - MOST_ROWS;
  return [
    ...layTable([HEADER, ...inputs.slice(0, MOST_ROWS).map(cellsOf)], STYLE, width),
    ...(inputs.some(({ isWhole }) => isWhole) ? ['whole: only whole numbers can stand there.'] : []),
    ...(others > 0 ? [fitText(`and ${countOf(others, 'other')} in outcome.json`, width)] : []),
  ];
}

const HEADER = ['Uncertain input', 'Drawn', '', '10 %', 'Median', '90 %'];
const STYLE = {
  alignRight: [false, true, false, true, true, true],
  names: 0,
  yields: [
    [0, 16],
    [2, 0],
    [4, 0],
    [0, 8],
    [3, 0],
    [5, 0],
    [1, 9],
  ],
} as const;

function cellsOf(input: UncertainInput): string[] {
  const { path, value, low, median, high, isWhole } = input;
  return [
    cleanText(path),
    inputValue(input, value),
    isWhole ? 'whole' : '',
    inputValue(input, low),
    inputValue(input, median),
    inputValue(input, high),
  ];
}

/** A value of an uncertain input for people. */
export function inputValue({ isDuration }: Pick<UncertainInput, 'isDuration'>, value: number): string {
  return isDuration ? formatSeconds(value) : String(Number(value.toPrecision(4)));
}
