import type { Surface, SurfaceAxis, SurfaceCell } from '../../../experiment/compare/comparison.ts';
import { formatCount, formatUsd } from '../../text/numbers.ts';
import { legendOf } from '../charts/frame.ts';
import { disclosure, table } from '../charts/table.ts';
import { type Child, element, type Markup } from '../element.ts';
import { derived } from '../figure-data.ts';
import type { Section } from '../sections/context.ts';
import { type ComparisonContext, leftOut, nameOf } from './context.ts';
import { figureOf } from './figures.ts';
import { sayInput } from './input-values.ts';

/** What a cell without a cheapest alternative shows. */
const OPEN = '·';
const FAILED = '?';

/** Who is cheapest over two variables; `null`: nobody asked. */
export function surface(context: ComparisonContext): Section | null {
  const { surface: found } = context.comparison;
  if (found === null) return null;
  const { rows, columns } = found;
  return {
    id: 'surface',
    name: 'Who is cheapest where',
    content: element(
      'figure',
      { class: 'chart' },
      element(
        'figcaption',
        {},
        element('h3', {}, finding(context, found)),
        element(
          'p',
          { class: 'unit' },
          `Cheapest alternative by ${nameOf(context, rows.variable)} (down) and ${nameOf(context, columns.variable)} (across)`,
        ),
      ),
      legend(context, found),
      element('div', {}, grid(context, found)),
      element('div', {}, costs(context, found)),
    ),
  };
}

/** What stands for an alternative, whatever its colour: `A`, `B`, ... `AA`. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}

/** Colours come again after so many alternatives, then with stripes. */
const COLOURS = 7;

function lookOf(index: number): string {
  return `c${(index % COLOURS) + 1}${Math.floor(index / COLOURS) % 2 === 1 ? ' striped' : ''}`;
}

function signOf(
  { cheapest, costs: all }: SurfaceCell,
  alternatives: readonly string[],
): { text: string; look: string } {
  const index = cheapest === null ? -1 : alternatives.indexOf(cheapest);
  if (index >= 0) return { text: letterOf(index), look: lookOf(index) };
  return all.includes(null) || cheapest !== null
    ? { text: FAILED, look: 'failed' }
    : { text: OPEN, look: 'open' };
}

function finding(context: ComparisonContext, { cells, alternatives }: Surface): Child {
  const all = cells.flat();
  const counts = alternatives
    .map((name) => ({ name, count: all.filter(({ cheapest }) => cheapest === name).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const [most] = counts;
  const cellsOf = derived('cells', all.length, formatCount(all.length));
  if (most === undefined) return ['No difference found at this precision in any of ', cellsOf, ' places'];
  const won = derived(`won:${alternatives.indexOf(most.name)}`, most.count, formatCount(most.count));
  const others = counts.length - 1;
  return [
    `${nameOf(context, most.name)} is cheapest in `,
    won,
    ' of ',
    cellsOf,
    ' places',
    others === 0
      ? ', no other one anywhere'
      : others === 1
        ? [
            `, ${nameOf(context, counts[1]!.name)} in `,
            derived(
              `won:${alternatives.indexOf(counts[1]!.name)}`,
              counts[1]!.count,
              formatCount(counts[1]!.count),
            ),
          ]
        : ', others elsewhere',
  ];
}

/** Those that are cheapest somewhere, then what is nobody's. */
function legend(context: ComparisonContext, { cells, alternatives }: Surface): Markup {
  const all = cells.flat();
  const won = alternatives.flatMap((name, index) =>
    all.some(({ cheapest }) => cheapest === name)
      ? [{ name: `${letterOf(index)} ${nameOf(context, name)}`, colour: lookOf(index) }]
      : [],
  );
  const signs = new Set(all.map((cell) => signOf(cell, alternatives).text));
  return legendOf([
    ...won,
    ...(signs.has(OPEN) ? [{ name: `${OPEN} no difference found at this precision`, colour: 'open' }] : []),
    ...(signs.has(FAILED) ? [{ name: `${FAILED} a run failed`, colour: 'failed' }] : []),
  ]);
}

function grid(context: ComparisonContext, { rows, columns, alternatives, cells }: Surface): Markup {
  const { steps } = context.detail;
  const down = evenly(rows.values.length, steps);
  const across = evenly(columns.values.length, steps);
  const head = (axis: SurfaceAxis, key: 'rows' | 'columns', place: number) =>
    figureOf(context.comparison, ['surface', key, 'values', place], (value) => sayInput(axis, value));
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Picture: who is cheapest where' },
    element(
      'table',
      { class: 'surface' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('td', {}),
          across.map((column) => element('th', { scope: 'col' }, head(columns, 'columns', column))),
        ),
      ),
      element(
        'tbody',
        {},
        down.map((row) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, head(rows, 'rows', row)),
            across.map((column) => {
              const { text, look } = signOf(cells[row]?.[column] ?? NOTHING, alternatives);
              return element('td', { class: `won ${look}`, 'data-cell': `${row}/${column}` }, text);
            }),
          ),
        ),
      ),
    ),
  );
}

const NOTHING: SurfaceCell = { cheapest: null, costs: [null] };

/** As many places as there is room for, the first and the last among them. */
function evenly(length: number, most: number): number[] {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, i) =>
    count === 1 ? 0 : Math.round((i * (length - 1)) / (count - 1)),
  );
}

function costs(context: ComparisonContext, { rows, columns, alternatives, cells }: Surface): Markup {
  const { comparison, detail } = context;
  const places = cells.flatMap((row, i) => row.map((cell, j) => ({ cell, i, j })));
  const shown = places.slice(0, detail.rows);
  const names = alternatives.slice(0, MOST_NAMES);
  return disclosure(
    'Table',
    table(
      'Mean costs',
      [
        { head: nameOf(context, rows.variable) },
        { head: nameOf(context, columns.variable) },
        ...names.map((name, index) => ({ head: `${letterOf(index)} ${nameOf(context, name)}` })),
      ],
      shown.map(({ cell, i, j }) => ({
        cells: [
          figureOf(comparison, ['surface', 'rows', 'values', i], (value) => sayInput(rows, value)),
          figureOf(comparison, ['surface', 'columns', 'values', j], (value) => sayInput(columns, value)),
          ...names.map((_, index) =>
            (cell.costs[index] ?? null) === null
              ? '–'
              : figureOf(comparison, ['surface', 'cells', i, j, 'costs', index], formatUsd),
          ),
        ],
      })),
    ),
    leftOut(places.length - shown.length, 'more place'),
  );
}

const MOST_NAMES = 12;
