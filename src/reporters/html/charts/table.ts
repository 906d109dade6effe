import { type Attributes, type Child, element, type Markup } from '../element.ts';

/** A column of a table; numbers stand to the right. */
export interface Column {
  readonly head: Child;
  readonly isText?: boolean;
  readonly attributes?: Attributes;
}

export interface Row {
  /** The first is the head of the row. */
  readonly cells: readonly Child[];
  readonly attributes?: Attributes;
}

/** A table that scrolls by itself where it is too wide, also by keyboard. */
export function table(
  name: string,
  columns: readonly Column[],
  rows: readonly Row[],
  attributes: Attributes = {},
  foot: readonly Row[] = [],
): Markup {
  const texts = columns
    .map(({ isText }, i) => (isText === true ? `t${i + 1}` : ''))
    .filter((one) => one !== '');
  const tr = ({ cells, attributes: own = {} }: Row) =>
    element(
      'tr',
      own,
      cells.map((cell, i) => element(i === 0 ? 'th' : 'td', i === 0 ? { scope: 'row' } : {}, cell)),
    );
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Table: ${name}` },
    element(
      'table',
      { class: texts.join(' ') || null, ...attributes },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          columns.map(({ head, attributes: own = {} }) => element('th', { ...own, scope: 'col' }, head)),
        ),
      ),
      element('tbody', {}, rows.map(tr)),
      foot.length === 0 ? null : element('tfoot', {}, foot.map(tr)),
    ),
  );
}

/** What opens only when somebody wants it. */
export function disclosure(summary: Child, ...content: readonly Child[]): Markup {
  return element('details', {}, element('summary', {}, summary), content);
}
