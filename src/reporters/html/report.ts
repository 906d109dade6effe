import type { StreamedOutcome } from '../../experiment/outcome.ts';
import { countOf, formatSeconds, formatUsd } from '../text/numbers.ts';
import { element, type Markup, plain, shortened } from './element.ts';
import { derived, figure, moment } from './figure-data.ts';
import { fitPage } from './fit-page.ts';
import { msOf, sayDated } from './instants.ts';
import { jumpList } from './jump-list.ts';
import { page, themeButton } from './page.ts';
import { answer, keyFigures } from './sections/answer.ts';
import { bill } from './sections/bill.ts';
import { contextOf, type Detail, type ReportContext, sectionMarkup } from './sections/context.ts';
import { costOverTime } from './sections/cost-over-time.ts';
import { fleet } from './sections/fleet.ts';
import { services } from './sections/services.ts';
import { sizing } from './sections/sizing.ts';
import { tasks } from './sections/tasks.ts';
import { assertions, assumptions, warnings } from './sections/trust.ts';
import { utilization } from './sections/utilization.ts';
import { TimelineView } from './timeline-view.ts';

/** What a report of a run takes beside its outcome. */
export interface ReportOptions {
  /** Detail is left out until it has at most so many bytes, if that is possible; default, and at most, 400,000. */
  readonly mostBytes?: number;
}

/** What is shown of a run, and of one whose report would be too long. */
const DETAILS: readonly Detail[] = [
  {
    columns: 240,
    smallColumns: 120,
    rows: 48,
    smallRows: 36,
    services: 8,
    serviceRows: 200,
    heatEvery: 1,
    packed: 60,
    hasAllPackings: true,
    lines: 100,
  },
  {
    columns: 200,
    smallColumns: 100,
    rows: 36,
    smallRows: 24,
    services: 6,
    serviceRows: 60,
    heatEvery: 2,
    packed: 40,
    hasAllPackings: true,
    lines: 50,
  },
  {
    columns: 120,
    smallColumns: 80,
    rows: 24,
    smallRows: 16,
    services: 4,
    serviceRows: 30,
    heatEvery: 4,
    packed: 30,
    hasAllPackings: false,
    lines: 25,
  },
  {
    columns: 80,
    smallColumns: 40,
    rows: 12,
    smallRows: 8,
    services: 2,
    serviceRows: 10,
    heatEvery: 8,
    packed: 12,
    hasAllPackings: false,
    lines: 8,
  },
];

/**
 * report.html: what happened, what it cost and why, in one page that needs nothing else. It is made from the outcome alone, the same bytes in
 * Node and in the browser, and of any run at most 400 KB long.
 */
export function reportHtml(outcome: StreamedOutcome, { mostBytes }: ReportOptions = {}): Iterable<string> {
  const timeline = new TimelineView(outcome);
  return [fitPage(DETAILS, (detail) => reportText(contextOf(outcome, timeline, detail)), mostBytes)];
}

function reportText(context: ReportContext): string {
  const { outcome } = context;
  const name = shortened(outcome.scenario.name, MOST_NAME);
  const sections = [
    costOverTime,
    fleet,
    utilization,
    tasks,
    services,
    bill,
    sizing,
    assertions,
    warnings,
    assumptions,
  ]
    .map((make) => make(context))
    .filter((section) => section !== null);
  return page(
    `${name}: ${formatUsd(outcome.cost.total)} – ecsim`,
    `What the run of ${name} cost and why.`,
    header(context, name),
    element(
      'main',
      { id: 'answer' },
      answer(outcome),
      keyFigures(outcome),
      about(outcome),
      jumpList(sections),
      sections.map(sectionMarkup),
    ),
    footer(outcome),
  );
}

function header({ outcome, endMs }: ReportContext, name: string): Markup {
  const { simulation, region } = outcome;
  const { durationSeconds, warmUpSeconds } = simulation;
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
        `${plain(region)}, `,
        moment(msOf(simulation.start), sayDated),
        ' to ',
        moment(endMs, sayDated),
        ' UTC (',
        figure(outcome, ['simulation', 'durationSeconds'], formatSeconds),
        ')',
        warmUpSeconds > 0 && durationSeconds > 0
          ? [
              ', of which the first ',
              figure(outcome, ['simulation', 'warmUpSeconds'], formatSeconds),
              ' are not counted',
            ]
          : null,
      ),
    ),
    themeButton(),
  );
}

const MOST_NAME = 300;
const MOST_DESCRIPTION = 4000;

/** What the scenario says of itself. */
function about({ scenario }: StreamedOutcome): Markup | null {
  const text = shortened(scenario.description, MOST_DESCRIPTION);
  return text === '' ? null : element('p', { class: 'about', 'data-text': 'description' }, text);
}

/** What makes the same run again, and how to tell that it was the same. */
function footer(outcome: StreamedOutcome): Markup {
  const { seed, digest, run } = outcome;
  return element(
    'footer',
    { class: 'foot' },
    element(
      'p',
      { 'data-text': 'identity' },
      `Seed ${shortened(seed, MOST_NAME)}, digest ${plain(digest)}, `,
      derived('events', run.events, countOf(run.events, 'event')),
    ),
    element(
      'p',
      {},
      'Made by ecsim from outcome.json alone: a simulation of Amazon ECS and of its bill. All times are UTC, all money is US dollars without taxes.',
    ),
  );
}
