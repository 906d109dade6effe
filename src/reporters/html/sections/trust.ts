import type { Warning } from '../../../events/warning.ts';
import type { AssertionResult } from '../../../experiment/outcome.ts';
import type { Assumption } from '../../../experiment/outcome-views.ts';
import { countOf } from '../../text/numbers.ts';
import { table } from '../charts/table.ts';
import { type Child, element, type Markup, plain, shortened } from '../element.ts';
import { derived, moment } from '../figure-data.ts';
import { msOf } from '../instants.ts';
import type { ReportContext, Section } from './context.ts';

/** Longer texts are cut. */
const MOST_TEXT = 800;

/** What the scenario asserted and what came of it; `null`: it asserted nothing. */
export function assertions({ outcome, detail }: ReportContext): Section | null {
  const all = outcome.assertions;
  if (all.length === 0) return null;
  // Those that failed come first, so that none of them is left out.
  const ordered = [...all.filter(({ holds }) => !holds), ...all.filter(({ holds }) => holds)];
  return {
    id: 'assertions',
    name: 'Assertions',
    content: list(ordered, detail.lines, 'assertion', assertionLine),
  };
}

function assertionLine({ that, limit, actual, holds }: AssertionResult): Child {
  const found =
    actual === null
      ? 'no data'
      : typeof actual === 'number'
        ? String(Number(actual.toPrecision(6)))
        : shortened(actual, MOST_TEXT);
  return [
    element('span', { class: holds ? 'tag good' : 'tag bad' }, holds ? '✓ Held' : '✕ Failed'),
    element(
      'span',
      { 'data-assertion': true },
      `${shortened(that, MOST_TEXT)} ${shortened(limit, MOST_TEXT)}: `,
      element('b', {}, found),
    ),
  ];
}

/** What the reader should know before trusting the result; `null`: nothing. */
export function warnings({ outcome, detail }: ReportContext): Section | null {
  if (outcome.warnings.length === 0) return null;
  return {
    id: 'warnings',
    name: 'Before you trust it',
    content: list(outcome.warnings, detail.lines, 'warning', warningLine),
  };
}

function warningLine({ message, firstAt }: Warning): Child {
  return [
    element('span', { class: 'tag warn' }, 'Note'),
    element(
      'span',
      {},
      element('span', { 'data-warning': true }, shortened(message, MOST_TEXT)),
      firstAt === '' ? null : [' (first on ', moment(msOf(firstAt)), ' UTC)'],
    ),
  ];
}

/** Values that nobody stated and that the result rests on; `null`: there is none. */
export function assumptions({ outcome, detail }: ReportContext): Section | null {
  const all = outcome.views?.assumptions ?? [];
  if (all.length === 0) return null;
  const shown = all.slice(0, detail.lines);
  return {
    id: 'assumptions',
    name: 'What it assumes',
    content: [
      element('p', { class: 'note' }, 'Values that the scenario left as they are and that bore on this run.'),
      element(
        'div',
        { 'data-filter': 'Filter assumptions' },
        table(
          'Assumptions',
          [
            { head: 'Assumption', isText: true },
            { head: 'Value', isText: true },
            { head: 'Source', isText: true },
            { head: 'Scenario key', isText: true },
            { head: 'Why it bore on this run', isText: true },
          ],
          shown.map(assumptionRow),
        ),
      ),
      leftOut(all.length - shown.length, 'assumption'),
    ],
  };
}

function assumptionRow({ name, value, source, key, because }: Assumption): {
  readonly attributes: { readonly 'data-assumption': true };
  readonly cells: Child[];
} {
  return {
    attributes: { 'data-assumption': true },
    cells: [
      plain(name),
      plain(value),
      source,
      key === '' ? '–' : element('code', { class: key.length <= 40 ? 'nb' : null }, plain(key)),
      plain(because),
    ],
  };
}

function list<T>(all: readonly T[], most: number, noun: string, line: (one: T) => Child): Child {
  const shown = all.slice(0, most);
  return [
    element(
      'ul',
      { class: 'list' },
      shown.map((one) => element('li', {}, line(one))),
    ),
    leftOut(all.length - shown.length, noun),
  ];
}

function leftOut(left: number, noun: string): Markup | null {
  if (left <= 0) return null;
  return element(
    'p',
    { class: 'note' },
    'And ',
    derived(`${noun}sLeft`, left, countOf(left, `more ${noun}`)),
    ' in outcome.json.',
  );
}
