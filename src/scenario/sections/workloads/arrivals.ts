import * as z from 'zod';
import type { ArrivalsSpec, Series } from '../../../environment/arrivals/arrivals-spec.ts';
import { isTimeZone } from '../../../units/calendar.ts';
import { parseSchedule, type Schedule } from '../../../units/schedule.ts';
import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { amount, duration, integer, moment, text } from '../../shapes/fields.ts';
import { mapping, oneOf } from '../../shapes/mapping.ts';
import { checkBeforeEnd, fromStart, fromTheStart } from '../simulation.ts';
import { resolveSeries, seriesSchema } from './series.ts';

const timeZone = z
  .string('an IANA time zone such as Europe/Berlin')
  .refine(isTimeZone, 'an IANA time zone such as Europe/Berlin');

export const arrivalsSchema = oneOf(
  {
    every: duration(1).describe('One task each time, first at `from`.'),
    poisson: oneOf(
      {
        perSecond: amount(true).describe('Mean number of tasks a second.'),
        perMinute: amount(true).describe('Mean number of tasks a minute.'),
        perHour: amount(true).describe('Mean number of tasks an hour.'),
        rate: seriesSchema.describe('A mean rate that changes over time.'),
      },
      {},
    ).describe('Tasks at random, independent of each other.'),
    schedule: text('cron(...), rate(...) or at(...)').describe(
      'An AWS schedule expression: cron(...), rate(...) or at(...).',
    ),
    burst: mapping({
      at: moment().prefault('0s').describe('When.'),
      count: integer(1).describe('How many tasks.'),
    }).describe('Many tasks at one moment.'),
  },
  {
    timeZone: timeZone.optional().describe('Of a schedule; default UTC.'),
    count: integer(1).optional().describe('Tasks that a schedule starts each time; default 1.'),
    from: moment().optional().describe('No task before; default the start.'),
    until: moment().optional().describe('No task from then on.'),
    limit: integer(1).optional().describe('Tasks in all.'),
  },
);

type Arrivals = z.output<typeof arrivalsSchema>;

/** When tasks are asked for; `null` when there is something wrong with it. */
export function resolveArrivals(
  stated: Arrivals,
  path: Path,
  span: Span,
  context: LoadContext,
): ArrivalsSpec | null {
  const { findings } = context;
  const { startMs, statedDurationMs } = span;
  const { from = { fromStartMs: 0 }, until, limit = null } = stated;
  const fromMs = fromStart(from, startMs, [...path, 'from'], findings);
  const untilMs = until === undefined ? null : fromStart(until, startMs, [...path, 'until'], findings);
  if (untilMs !== null && untilMs <= fromMs)
    findings.add(
      [...path, 'until'],
      `a moment after \`from\`, ${fromTheStart(fromMs)}`,
      fromTheStart(untilMs),
    );
  checkBeforeEnd(fromMs, statedDurationMs, [...path, 'from'], findings);
  for (const key of ['timeZone', 'count'] as const)
    if (stated[key] !== undefined && stated.schedule === undefined)
      findings.add([...path, key], `\`${key}\` only beside \`schedule\``, describeValue(stated[key]));
  const form = resolveForm(stated, path, { ...span, fromMs, untilMs }, context);
  return form === null ? null : { form, fromMs, untilMs, limit };
}

/** When the run is, as the scenario states it and as the command line leaves it. */
export interface Span {
  readonly startMs: number;
  readonly durationMs: number | null;
  readonly statedDurationMs: number | null;
  /** What the noise of a rate is drawn from: `seed/concern/workload`. */
  readonly noiseStream: string;
}

type FormSpan = Span & { readonly fromMs: number; readonly untilMs: number | null };

function resolveForm(
  stated: Arrivals,
  path: Path,
  span: FormSpan,
  context: LoadContext,
): ArrivalsSpec['form'] | null {
  const { every, poisson, burst } = stated;
  if (every !== undefined) return { kind: 'every', everyMs: every };
  if (poisson !== undefined) return resolvePoisson(poisson, [...path, 'poisson'], span, context);
  if (burst !== undefined) return resolveBurst(burst, [...path, 'burst'], span, context);
  return resolveSchedule(stated, [...path, 'schedule'], context);
}

function resolvePoisson(
  stated: NonNullable<Arrivals['poisson']>,
  path: Path,
  span: FormSpan,
  context: LoadContext,
): ArrivalsSpec['form'] | null {
  const { perSecond, perMinute, perHour, rate } = stated;
  if (rate === undefined)
    return {
      kind: 'poisson',
      perSecond: perSecond ?? (perMinute === undefined ? perHour! / 3600 : perMinute / 60),
    };
  const ends = [span.durationMs, span.untilMs].filter((end) => end !== null);
  const untilMs = ends.length === 0 ? null : Math.min(...ends);
  const { startMs, noiseStream: streamName } = span;
  const series = resolveSeries(rate, [...path, 'rate'], { startMs, untilMs, streamName }, context);
  return series === null ? null : { kind: 'poissonSeries', series };
}

function resolveBurst(
  { at, count }: NonNullable<Arrivals['burst']>,
  path: Path,
  span: FormSpan,
  { findings }: LoadContext,
): ArrivalsSpec['form'] {
  const atMs = fromStart(at, span.startMs, [...path, 'at'], findings);
  if (atMs < span.fromMs)
    findings.add(
      [...path, 'at'],
      `a moment from \`from\` on, ${fromTheStart(span.fromMs)}`,
      fromTheStart(atMs),
    );
  checkBeforeEnd(atMs, span.statedDurationMs, [...path, 'at'], findings);
  return { kind: 'burst', atMs, count };
}

function resolveSchedule(
  { schedule, timeZone: zone = 'UTC', count = 1 }: Arrivals,
  path: Path,
  { findings }: LoadContext,
): ArrivalsSpec['form'] | null {
  const parsed = readSchedule(schedule!, zone, path, findings);
  return parsed === null ? null : { kind: 'schedule', schedule: parsed, count };
}

/** The schedule of an AWS schedule expression; `null`, and a problem, when it is none. */
export function readSchedule(
  schedule: string,
  zone: string,
  path: Path,
  findings: Findings,
): Schedule | null {
  const parsed = parseSchedule(schedule, zone);
  if ('error' in parsed) {
    const [expected = '', received = describeValue(schedule)] = parsed.error
      .replace(/^expected /, '')
      .split(', received ');
    findings.add(path, expected, received);
    return null;
  }
  if (parsed.kind === 'cron' && parsed.hasNumberedWeekday)
    findings.warn(
      'numbered-weekday',
      `${schedule}: a weekday that is a number counts from 1 = SUN here; names such as MON say it plainly.`,
    );
  return parsed;
}

/** Whether tasks come for ever, so that the run needs an end of its own. */
export function isEndless({ form, untilMs, limit }: ArrivalsSpec): boolean {
  if (untilMs !== null || limit !== null) return false;
  switch (form.kind) {
    case 'every':
    case 'poisson':
      return true;
    case 'poissonSeries':
      return isEndlessSeries(form.series);
    case 'schedule':
      return form.schedule.kind === 'rate' || (form.schedule.kind === 'cron' && form.schedule.years === null);
    case 'burst':
      return false;
    default:
      return form satisfies never;
  }
}

function isEndlessSeries({ endMs, repeat, perSecond }: Series): boolean {
  return (endMs === null || repeat) && perSecond.some((rate) => rate > 0);
}
