import type { Comparison } from '../../../experiment/compare/comparison.ts';
import { answerOf } from '../../text/comparison/answer.ts';
import { fitText } from '../../text/layout.ts';
import { countOf, formatShare } from '../../text/numbers.ts';
import { element, fragment, type Markup, plain } from '../element.ts';
import { derived } from '../figure-data.ts';
import { fitPage } from '../fit-page.ts';
import { jumpList } from '../jump-list.ts';
import { styledPage, themeButton } from '../page.ts';
import { sectionMarkup } from '../sections/context.ts';
import { TRACK_STYLE } from '../track-style.ts';
import { alternatives } from './alternatives.ts';
import { breakEven } from './break-even.ts';
import { type ComparisonContext, type ComparisonDetail, contextOf } from './context.ts';
import { differences } from './differences.ts';
import { figureOf } from './figures.ts';
import { assumptions, brokenAssertions, equalService, failures, resampled } from './ground.ts';
import { quality } from './quality.ts';
import { surface } from './surface.ts';
import { tornado } from './tornado.ts';

const FULL: ComparisonDetail = {
  alternatives: 40,
  pairs: 24,
  pairRows: 200,
  pictures: 6,
  rows: 150,
  steps: 40,
  lines: 100,
  name: 255,
  sentence: 2000,
};

/** What is shown of a comparison, and of one whose page would be too long. */
const DETAILS: readonly ComparisonDetail[] = [
  FULL,
  { ...FULL, alternatives: 24, pairs: 20, pairRows: 60, pictures: 4, rows: 60, lines: 50 },
  {
    ...FULL,
    alternatives: 20,
    pairs: 12,
    pairRows: 24,
    pictures: 3,
    rows: 24,
    lines: 25,
    name: 120,
    sentence: 600,
  },
  {
    alternatives: 12,
    pairs: 8,
    pairRows: 12,
    pictures: 2,
    rows: 12,
    steps: 24,
    lines: 12,
    name: 48,
    sentence: 240,
  },
];

/** In the order of the page. */
const SECTIONS = [
  alternatives,
  quality,
  differences,
  breakEven,
  surface,
  tornado,
  equalService,
  brokenAssertions,
  resampled,
  assumptions,
  failures,
] as const;

/**
 * report.html of a comparison: which alternative costs less, how sure that is, what is got for the money, and what it rests on. It is made
 * from comparison.json alone, and of any comparison at most 400 KB long.
 */
export function comparisonHtml(comparison: Comparison): Iterable<string> {
  return [fitPage(DETAILS, (detail) => textOf(contextOf(comparison, detail)))];
}

function textOf(context: ComparisonContext): string {
  const { comparison } = context;
  const name = fitText(plain(comparison.scenario.name), LONGEST_NAME);
  const sections = SECTIONS.map((make) => make(context)).filter((section) => section !== null);
  return styledPage(
    TRACK_STYLE,
    `${name}: a comparison – ecsim`,
    `Which alternative of ${name} costs less, and how sure that is.`,
    header(context, name),
    element('main', { id: 'answer' }, answer(comparison), jumpList(sections), sections.map(sectionMarkup)),
    footer(comparison),
  );
}

/** Longer names of scenarios are cut. */
const LONGEST_NAME = 1000;
const LONGEST_ANSWER = 4000;

/** The answer in a sentence, and what belongs to it. */
function answer(comparison: Comparison): Markup {
  const [first = '', ...others] = answerOf(comparison).map((text) => fitText(plain(text), LONGEST_ANSWER));
  return fragment(
    element('p', { class: 'answer', 'data-text': 'answer' }, first),
    others.map((text) => element('p', { class: 'why', 'data-text': 'answer' }, text)),
  );
}

function header({ comparison }: ComparisonContext, name: string): Markup {
  const { alternatives: all, seeds } = comparison;
  return element(
    'header',
    { class: 'top' },
    element(
      'div',
      {},
      element('h1', {}, name),
      element(
        'p',
        { class: 'span' },
        derived('alternatives', all.length, countOf(all.length, 'alternative')),
        ', ',
        derived('seeds', seeds.length, countOf(seeds.length, 'replication')),
        seeds.length > 1 ? [', ', figureOf(comparison, ['confidence'], formatShare), ' intervals'] : null,
      ),
    ),
    themeButton(),
  );
}

function footer({ scenario, seeds }: Comparison): Markup {
  const seedsText =
    seeds.length === 0
      ? 'No seeds'
      : seeds.length === 1
        ? `Seed ${plain(seeds[0]!)}`
        : `Seeds ${plain(seeds[0]!)} to ${plain(seeds.at(-1)!)}, the same for every alternative`;
  return element(
    'footer',
    { class: 'foot' },
    element('p', { 'data-text': 'identity' }, `${seedsText}; digest ${plain(scenario.digest)}`),
    element(
      'p',
      {},
      'Made by ecsim from comparison.json alone: simulations of Amazon ECS and of their bills. All money is US dollars without taxes.',
    ),
  );
}
