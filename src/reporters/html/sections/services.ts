import type { ServiceSummary } from '../../../experiment/outcome.ts';
import {
  countOf,
  formatAmount,
  formatCount,
  formatManyCount,
  formatSeconds,
  formatShare,
  formatUsd,
} from '../../text/numbers.ts';
import { isSteady } from '../../text/unsteady-story.ts';
import { worstOf } from '../../text/worst-of.ts';
import { type Row, table } from '../charts/table.ts';
import { type Child, element, type Markup, plain } from '../element.ts';
import { derived, figure, share } from '../figure-data.ts';
import type { ReportContext, Section } from './context.ts';
import { latencyChart, queueChart, requestsChart, serviceTasksChart } from './service-charts.ts';
import { deploymentsTable, serviceMarks } from './service-marks.ts';

type Named = readonly [name: string, service: ServiceSummary];

/** Each service over time, with what deployed and scaled it; of many those that were short of tasks the longest. */
export function services(context: ReportContext): Section | null {
  const { outcome, detail } = context;
  const all = Object.entries(outcome.services);
  if (all.length === 0) return null;
  const shown = worstOf(all, detail.services, badness);
  return {
    id: 'services',
    name: all.length === 1 ? 'The service' : 'Services',
    content: [
      all.length > 1 ? overview(context, all) : null,
      shown.length < all.length
        ? element(
            'p',
            { class: 'note' },
            'Pictures of ',
            derived('servicesShown', shown.length, formatCount(shown.length)),
            ' of ',
            derived('services', all.length, countOf(all.length, 'service')),
            ': those with the most failed requests, then those that were short of tasks the longest.',
          )
        : null,
      shown.map((named) => oneService(context, named)),
    ],
  };
}

function badness([, { failedRequests, belowDesiredSeconds, requests }]: Named): number {
  return (failedRequests ?? 0) * 1e9 + belowDesiredSeconds * 1e3 + Math.min(999, requests ?? 0);
}

function oneService(context: ReportContext, [name, service]: Named): Markup {
  const marks = serviceMarks(context, name, service);
  return element(
    'article',
    { class: 'service' },
    element('h3', {}, plain(name)),
    element('p', { class: 'facts' }, facts(context, name, service)),
    element(
      'div',
      { class: 'trio' },
      serviceTasksChart(context, name, marks.drawn),
      requestsChart(context, name, service),
      queueChart(context, name, service),
      latencyChart(context, name, service),
    ),
    marks.lists,
    deploymentsTable(service, name, context.detail.lines),
  );
}

function facts({ outcome }: ReportContext, name: string, service: ServiceSummary): Child {
  const at = (...path: string[]) => ['services', name, ...path];
  const fact = (value: Child, words: string) => element('span', {}, element('b', {}, value), ` ${words}`);
  const { requests, queue, latencyMs, unavailableSeconds } = service;
  const noun = queue === null ? 'requests' : 'messages';
  return [
    element(
      'span',
      { class: isSteady(service) ? null : 'warn' },
      element('b', {}, isSteady(service) ? 'Steady' : 'Not steady'),
      ' at the end',
    ),
    fact(figure(outcome, at('running', 'mean'), formatAmount), 'tasks on average'),
    requests === null || requests === 0
      ? null
      : [
          fact(figure(outcome, at('requests'), formatManyCount), noun),
          fact(share(outcome, at('failedRequests'), at('requests'), formatShare), 'failed'),
        ],
    latencyMs === null
      ? null
      : fact(
          figure(outcome, at('latencyMs', 'p95'), (ms) => formatSeconds(short(ms / 1000))),
          'at the 95th percentile',
        ),
    unavailableSeconds === null || unavailableSeconds === 0
      ? null
      : fact(figure(outcome, at('unavailableSeconds'), formatSeconds), 'without a healthy task'),
    service.belowDesiredSeconds > 0
      ? fact(figure(outcome, at('belowDesiredSeconds'), formatSeconds), 'below the desired count')
      : null,
    Object.hasOwn(outcome.cost.byService, name)
      ? fact(figure(outcome, ['cost', 'byService', name], formatUsd), 'for its tasks')
      : null,
  ];
}

/** Three digits. */
function short(seconds: number): number {
  return Number(seconds.toPrecision(3));
}

function overview({ outcome, detail }: ReportContext, all: readonly Named[]): Markup {
  const rows = worstOf(all, detail.serviceRows, badness);
  const left = all.length - rows.length;
  const content = [
    table(
      'Services',
      [
        { head: 'Service', isText: true },
        { head: 'Desired' },
        { head: 'Running, mean' },
        { head: 'Below desired' },
        { head: 'Requests' },
        { head: 'Failed' },
        { head: 'p95' },
        { head: 'Cost' },
      ],
      rows.map(([name, service]) => overviewRow(outcome, name, service)),
    ),
    left > 0
      ? element(
          'p',
          { class: 'note' },
          'And ',
          derived('servicesLeft', left, countOf(left, 'other service')),
          ' in outcome.json.',
        )
      : null,
  ];
  return element('div', { 'data-filter': 'Filter services' }, content);
}

function overviewRow(outcome: ReportContext['outcome'], name: string, service: ServiceSummary): Row {
  const at = (...path: string[]) => ['services', name, ...path];
  const or = (isThere: boolean, value: () => Markup) => (isThere ? value() : '–');
  return {
    cells: [
      plain(name),
      figure(outcome, at('desiredCount'), formatCount),
      figure(outcome, at('running', 'mean'), formatAmount),
      figure(outcome, at('belowDesiredSeconds'), formatSeconds),
      or(service.requests !== null, () => figure(outcome, at('requests'), formatManyCount)),
      or((service.requests ?? 0) > 0, () =>
        share(outcome, at('failedRequests'), at('requests'), formatShare),
      ),
      or(service.latencyMs !== null, () =>
        figure(outcome, at('latencyMs', 'p95'), (ms) => formatSeconds(short(ms / 1000))),
      ),
      or(Object.hasOwn(outcome.cost.byService, name), () =>
        figure(outcome, ['cost', 'byService', name], formatUsd),
      ),
    ],
  };
}
