import type { ServiceSummary, StreamedOutcome } from '../../../experiment/outcome.ts';
import {
  countOf,
  formatAmount,
  formatCount,
  formatManyCount,
  formatSeconds,
  formatShare,
  formatUnitUsd,
} from '../../text/numbers.ts';
import { type Child, element, fragment, type Markup, plain } from '../element.ts';
import { derived, figure, type Path, share, shortUsd } from '../figure-data.ts';
import { productName } from '../product-names.ts';
import { totalRequests } from '../request-totals.ts';

/** The answer in a sentence, then what happened and why it cost what it did. */
export function answer(outcome: StreamedOutcome): Markup {
  const why = [reasons(outcome), whatHappened(outcome), verdict(outcome)].filter((part) => part !== null);
  return fragment(
    element('p', { class: 'answer' }, headline(outcome)),
    why.map((sentence) => element('p', { class: 'why' }, sentence)),
  );
}

function headline(outcome: StreamedOutcome): Child {
  const { cost, simulation } = outcome;
  const measured = simulation.durationSeconds - simulation.warmUpSeconds;
  if (!(measured > 0)) return 'Nothing was measured: the run ended before its warm-up did.';
  const span = derived('measured', measured, formatSeconds(measured));
  if (cost.total === 0) return ['It cost nothing in ', span, '.'];
  return [
    'It cost ',
    element('em', {}, figure(outcome, ['cost', 'total'], shortUsd)),
    ' in ',
    span,
    ', or ',
    element('em', {}, figure(outcome, ['cost', 'monthly'], shortUsd), ' a month'),
    '.',
  ];
}

/** Where the money went. */
function reasons(outcome: StreamedOutcome): Child {
  const { cost } = outcome;
  if (!(cost.total > 0)) return null;
  const parts: Child[] = [];
  const [dearest, second] = Object.entries(cost.byProduct).sort(([, a], [, b]) => b - a);
  const shareOf = (amount: number) => amount / cost.total;
  const part = ([product]: readonly [string, number]) =>
    share(outcome, ['cost', 'byProduct', product], ['cost', 'total'], formatShare);
  if (dearest !== undefined) {
    const isNotable = second !== undefined && shareOf(second[1]) >= LEAST_NOTABLE;
    parts.push([
      shareOf(dearest[1]) >= 1 ? 'All' : shareOf(dearest[1]) >= NEARLY_ALL ? 'Nearly all' : part(dearest),
      ` of it is ${productName(dearest[0])}`,
      isNotable ? [', ', part(second), ` ${productName(second[0])}`] : null,
    ]);
  }
  if (cost.idle / cost.total >= LEAST_IDLE)
    parts.push([
      figure(outcome, ['cost', 'idle'], shortUsd),
      ' (',
      share(outcome, ['cost', 'idle'], ['cost', 'total'], formatShare),
      ') paid for instances that no task had reserved',
    ]);
  if (cost.unusedCommitment > 0)
    parts.push([figure(outcome, ['cost', 'unusedCommitment'], shortUsd), ' of commitments went unused']);
  const saved = 1 - cost.total / cost.onDemandEquivalent;
  if (saved >= LEAST_SAVED)
    parts.push(['On-Demand it would have been ', figure(outcome, ['cost', 'onDemandEquivalent'], shortUsd)]);
  return sentence(parts, '; ');
}

/** Less idle money than this part of all is no reason. */
const LEAST_IDLE = 0.05;
const LEAST_SAVED = 0.02;
const LEAST_NOTABLE = 0.1;
const NEARLY_ALL = 0.99;

function whatHappened(outcome: StreamedOutcome): Child {
  const { tasks } = outcome;
  const parts: Child[] = [];
  if (tasks.requested === 0) parts.push('No task was requested');
  else {
    parts.push([
      figure(outcome, ['tasks', 'started'], formatCount),
      ' of ',
      figure(outcome, ['tasks', 'requested'], (value) => countOf(value, 'task')),
      ' started',
      tasks.started > 0
        ? [', 95 % of them within ', figure(outcome, ['tasks', 'wait', 'p95'], formatSeconds)]
        : null,
    ]);
    const [refusal] = Object.entries(tasks.placementFailures).sort(([, a], [, b]) => b - a);
    if (refusal !== undefined)
      parts.push([
        figure(outcome, ['tasks', 'placementFailures', refusal[0]], formatCount),
        ` found no room at first (${plain(refusal[0])})`,
      ]);
    const bad = (
      [
        ['failed', 'failed'],
        ['interrupted', 'were interrupted'],
        ['gaveUp', 'gave up'],
      ] as const
    ).filter(([key]) => tasks[key] > 0);
    for (const [key, words] of bad) parts.push([figure(outcome, ['tasks', key], formatCount), ` ${words}`]);
    if (tasks.pendingAtEnd.count > 0)
      parts.push([figure(outcome, ['tasks', 'pendingAtEnd', 'count'], formatCount), ' still wait']);
  }
  const requests = totalRequests(outcome.services);
  if (requests.came > 0)
    parts.push([
      derived('requests', requests.came, formatManyCount(requests.came)),
      ' requests came, ',
      derived('failedShare', requests.failed / requests.came, formatShare(requests.failed / requests.came)),
      ' of them failed',
    ]);
  return sentence(parts, '; ');
}

function verdict(outcome: StreamedOutcome): Child {
  const { assertions, services } = outcome;
  const parts: Child[] = [];
  const failed = assertions.filter(({ holds }) => !holds).length;
  if (failed > 0)
    parts.push(
      element(
        'strong',
        { class: 'bad' },
        derived('failedAssertions', failed, formatCount(failed)),
        ' of ',
        derived('assertions', assertions.length, countOf(assertions.length, 'assertion')),
        ' failed',
      ),
    );
  const short = Object.entries(services).filter(([, service]) => wasDown(service));
  if (short.length === 1) {
    const path: Path = ['services', short[0]![0], 'unavailableSeconds'];
    parts.push([`${plain(short[0]![0])} had no healthy task for `, figure(outcome, path, formatSeconds)]);
  } else if (short.length > 1)
    parts.push([
      derived('servicesDown', short.length, formatCount(short.length)),
      ' services had times without a healthy task',
    ]);
  return sentence(parts, '; ');
}

function wasDown({ unavailableSeconds }: ServiceSummary): boolean {
  return unavailableSeconds !== null && unavailableSeconds > 0;
}

function sentence(parts: readonly Child[], between: string): Child {
  if (parts.length === 0) return null;
  return [...parts.flatMap((part, i) => (i === 0 ? [part] : [between, part])), '.'];
}

/** Four to six numbers that somebody would ask for first. */
export function keyFigures(outcome: StreamedOutcome): Markup {
  const { cost, tasks, utilization, instances, services } = outcome;
  const tiles: Markup[] = [
    tile(
      'Cost of the run',
      figure(outcome, ['cost', 'total'], shortUsd),
      tasks.started > 0 && cost.unitCosts.perTask !== null
        ? [figure(outcome, ['cost', 'unitCosts', 'perTask'], formatUnitUsd), ' a task']
        : null,
    ),
  ];
  const paid = cost.instances;
  if (paid.useful + paid.idle > 0)
    tiles.push(
      tile('Idle part of the cost', share(outcome, ['cost', 'idle'], ['cost', 'total'], formatShare), [
        figure(outcome, ['cost', 'idle'], shortUsd),
        ' that no task reserved',
      ]),
    );
  const requests = totalRequests(services);
  if (requests.came > 0)
    tiles.push(
      tile(
        'Requests that failed',
        derived('failedShare', requests.failed / requests.came, formatShare(requests.failed / requests.came)),
        [
          derived('failedRequests', requests.failed, formatManyCount(requests.failed)),
          ' of ',
          derived('requests', requests.came, formatManyCount(requests.came)),
        ],
      ),
    );
  if (tasks.requested > 0)
    tiles.push(
      tile('Tasks started', figure(outcome, ['tasks', 'started'], formatManyCount), [
        'of ',
        figure(outcome, ['tasks', 'requested'], formatManyCount),
        ' requested',
      ]),
      tile('Wait, 95th percentile', figure(outcome, ['tasks', 'wait', 'p95'], formatSeconds), [
        'at most ',
        figure(outcome, ['tasks', 'wait', 'max'], formatSeconds),
      ]),
    );
  if (utilization.cpu.registered > 0)
    tiles.push(
      tile('CPU reserved', figure(outcome, ['utilization', 'cpu', 'reservedFraction'], formatShare), [
        'memory ',
        figure(outcome, ['utilization', 'memory', 'reservedFraction'], formatShare),
      ]),
    );
  if (instances.running.max > 0)
    tiles.push(
      tile('Instances, mean', figure(outcome, ['instances', 'running', 'mean'], formatAmount), [
        'at most ',
        figure(outcome, ['instances', 'running', 'max'], formatCount),
      ]),
    );
  return element(
    'dl',
    { class: `figures n${Math.min(tiles.length, MOST_TILES)}` },
    tiles.slice(0, MOST_TILES),
  );
}

const MOST_TILES = 6;

function tile(name: string, value: Child, more: Child): Markup {
  return element(
    'div',
    {},
    element('dt', {}, name),
    element('dd', {}, value, more === null ? null : element('small', {}, more)),
  );
}
