import type { Comparison, SurfaceAxis, SurfaceCell } from '../../../experiment/compare/comparison.ts';
import { cleanText, padText, widthOf, wrapText } from '../layout.ts';
import { formatShare } from '../numbers.ts';
import { inputValue } from '../uncertain-table.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NO_DIFFERENCE = '·';
const FAILED = '?';

/** Who is cheapest over two variables, a letter a cell; the second variable goes to the right. */
export function surfaceText({ surface, seeds, confidence }: Comparison, width: number): string[] {
  if (surface === null) return [];
  const { rows, columns, alternatives, cells } = surface;
  const certainty =
    seeds.length < 2
      ? 'one replication: nothing tells how sure a cell is'
      : `each cell by itself, ${formatShare(confidence)}`;
  const labels = rows.values.map((value) => labelOf(rows, value));
  const heads = columns.values.map((value) => labelOf(columns, value));
  const left = Math.max(...labels.map(widthOf)) + 2;
  const cell = Math.min(
    Math.max(...heads.map(widthOf)) + 2,
    Math.max(2, Math.floor((width - left) / heads.length)),
  );
  // What does not fit above its column is left out, every other one first.
  const every = Math.ceil((Math.max(...heads.map(widthOf)) + 1) / cell);
  const head = heads.map((text, i) => (i % every === 0 ? padText(text, cell * every) : '')).join('');
  const lines = cells.map(
    (row, i) =>
      padText(labels[i]!, left) + row.map((one) => padText(signOf(one, alternatives), cell)).join(''),
  );
  const legend = alternatives.slice(0, LETTERS.length).map((name, i) => `${LETTERS[i]} ${cleanText(name)}`);
  const marks = cells.flat().map((one) => signOf(one, alternatives));
  return [
    ...wrapText(
      `Cheapest by ${cleanText(rows.variable)} (down) and ${cleanText(columns.variable)} (across)`,
      width,
    ),
    `${' '.repeat(left)}${head}`.slice(0, width).trimEnd(),
    ...lines,
    ...wrapText(
      [
        ...legend,
        certainty,
        ...(marks.includes(NO_DIFFERENCE) ? [`${NO_DIFFERENCE} no difference found at this precision`] : []),
        ...(marks.includes(FAILED) ? [`${FAILED} a run failed, or more alternatives than letters`] : []),
      ].join('; '),
      width,
    ),
  ];
}

function signOf({ cheapest, costs }: SurfaceCell, alternatives: readonly string[]): string {
  if (cheapest !== null) return LETTERS[alternatives.indexOf(cheapest)] ?? FAILED;
  return costs.includes(null) ? FAILED : NO_DIFFERENCE;
}

function labelOf({ unit }: SurfaceAxis, value: number): string {
  return inputValue({ isDuration: unit === 's' }, value);
}
