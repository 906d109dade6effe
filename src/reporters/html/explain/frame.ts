import type { Explanation } from '../../../experiment/explain/explanation.ts';
import { disclosure } from '../charts/table.ts';
import { type Child, element, type Markup, plain } from '../element.ts';
import { jumpList } from '../jump-list.ts';
import { styledPage, themeButton } from '../page.ts';
import { type Section, sectionMarkup } from '../sections/context.ts';
import { EXPLAIN_STYLE } from './style.ts';

/** What a page of an explanation is made of. */
export interface PageParts {
  /** What was asked, for the window. */
  readonly title: string;
  /** The answer in a sentence, and what makes it plain. */
  readonly answer: Child;
  readonly why: readonly Child[];
  readonly sections: readonly Section[];
  /** The same for a terminal. */
  readonly text: string;
}

/** One page that explains something of a run. */
export function explainPage(
  { scenario, seed }: Pick<Explanation, 'scenario' | 'seed'>,
  { title, answer, why, sections, text }: PageParts,
): string {
  const name = plain(scenario.name);
  return styledPage(
    EXPLAIN_STYLE,
    `${name}: ${title} – ecsim`,
    `${name}: ${title}.`,
    element(
      'header',
      { class: 'top' },
      element('div', {}, element('h1', {}, name), element('p', { class: 'span' }, title)),
      themeButton(),
    ),
    element(
      'main',
      { id: 'answer' },
      element('p', { class: 'answer' }, answer),
      why.map((sentence) => element('p', { class: 'why' }, sentence)),
      jumpList(sections),
      sections.map(sectionMarkup),
      element('section', { 'aria-label': 'The same as text' }, textPart(text)),
    ),
    element(
      'footer',
      { class: 'foot' },
      element('p', {}, `Seed ${plain(seed)}, scenario ${plain(scenario.digest)}.`),
      element(
        'p',
        {},
        'Made by ecsim: the scenario was run again up to this moment, and asked what it was about to decide. All times are UTC.',
      ),
    ),
  );
}

function textPart(text: string): Markup {
  return disclosure(
    'The same as text',
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'The same as text' },
      element(
        'pre',
        { class: 'as-text' },
        text.split('\n').map((line) => [line, element('br', {})]),
      ),
    ),
  );
}

/** A picture that is not drawn over axes, between its title and its table. */
export function figureOf(
  title: Child,
  unit: Child,
  content: Child,
  below: Child = null,
  heading: 'h3' | 'h4' = 'h3',
): Markup {
  return element(
    'figure',
    { class: 'chart' },
    element('figcaption', {}, element(heading, {}, title), element('p', { class: 'unit' }, unit)),
    element('div', {}, content),
    element('div', {}, below),
  );
}

export function note(text: Child): Markup {
  return element('p', { class: 'note' }, text);
}
