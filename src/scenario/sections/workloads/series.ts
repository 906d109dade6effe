import * as z from 'zod';
import type { Series } from '../../../environment/arrivals/arrivals-spec.ts';
import { DAY_MS, makeDiurnal } from '../../../environment/series/diurnal-series.ts';
import { readSeries } from '../../../environment/series/read-series.ts';
import { repeatSeries } from '../../../environment/series/repeat-series.ts';
import { makeSteps } from '../../../environment/series/steps-series.ts';
import { sumSeries } from '../../../environment/series/sum-series.ts';
import { formatDuration } from '../../../units/duration.ts';
import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { amount, choice, duration, flag, text, timeOfDay } from '../../shapes/fields.ts';
import { mapping, oneOf } from '../../shapes/mapping.ts';

const NOISE = 'a number from 0 to 10';

const diurnalSchema = mapping({
  mean: amount(false).describe('Mean over the day.'),
  amplitude: amount(false).describe(
    'From the mean to the peak; above `mean`, the rate is 0 for part of the day, with a warning.',
  ),
  peakAt: timeOfDay().describe('When it is highest, UTC: 14h or "14:30".'),
  noise: z
    .number(NOISE)
    .min(0, NOISE)
    .max(10, NOISE)
    .prefault(0)
    .describe('Standard deviation of every five minutes, relative to their rate.'),
});

const stepsSchema = z
  .array(z.tuple([duration(), amount(false)], 'a pair such as [2h, 40]'), 'a list of pairs such as [2h, 40]')
  .min(1, 'at least one pair')
  .superRefine((steps, context) => {
    for (const [i, [at]] of steps.entries())
      if (i > 0 && at <= steps[i - 1]![0])
        context.addIssue({ code: 'custom', message: 'a time after that of the step before', path: [i, 0] });
  });

const one = oneOf(
  {
    file: text('the name of a file').describe(
      'A CSV file with a header, plain or gzip: rows of a time and a value.',
    ),
    constant: amount(false).describe('The same rate all the time.'),
    diurnal: diurnalSchema.describe('Up and down once a day, in steps of five minutes.'),
    steps: stepsSchema.describe('Pairs of a time from the start and a rate, held until the next one.'),
  },
  {
    timeColumn: text('the name of a column')
      .optional()
      .describe('Seconds from the start of the file, or ISO 8601.'),
    valueColumn: text('the name of a column').optional().describe('A rate, held until the next row.'),
    per: duration(1).prefault('1s').describe('A value is a rate per so long.'),
    scale: amount(false).prefault(1).describe('Multiplies the values.'),
    repeat: z
      .union([flag(), duration(1)], 'true, false, or a duration such as 7d')
      .prefault(false)
      .describe(
        'Whether it begins again: after the last row, step or day (true), or each time after so long.',
      ),
    gaps: choice(['hold', 'zero'])
      .optional()
      .describe('What a gap of more than five steps means; default hold, with a warning.'),
  },
);

/** A rate over time; a list of them is their sum. */
export const seriesSchema = z.union([one, z.array(one).min(1, 'at least one series')], {
  error: ({ input }) => `a series such as ${seriesLike(input)}, or a list of series`,
});

/** The series that a number such as 80 or `80/s` was most likely meant to be. */
function seriesLike(stated: unknown): string {
  const text = typeof stated === 'number' || typeof stated === 'string' ? String(stated) : '';
  const [, rate = '10', unit] = /^\s*(\d+(?:\.\d+)?)\s*(?:\/\s*([smh])|$)/.exec(text) ?? [];
  return unit === undefined || unit === 's'
    ? `{ constant: ${rate} }`
    : `{ constant: ${rate}, per: 1${unit} }`;
}

type OneSeries = z.output<typeof one>;

/** Values that are no rates stand as they are, whatever time they are of. */
export function checkPlain(stated: z.output<typeof seriesSchema>, path: Path, findings: Findings): void {
  for (const [i, { per }] of (Array.isArray(stated) ? stated : [stated]).entries())
    if (per !== 1000)
      findings.add(
        [...path, ...(Array.isArray(stated) ? [i] : []), 'per'],
        'no `per`, as the values are no rates',
        formatDuration(per),
      );
}

/** What a series is laid out over, and what its noise is drawn from. */
export interface SeriesSpan {
  /** Start of the run, epoch milliseconds. */
  readonly startMs: number;
  /** From the start of the run; nothing of the series is asked for from then on. `null`: not known. */
  readonly untilMs: number | null;
  /** `seed/concern/subject`; in a list the position is added. */
  readonly streamName: string;
}

/** The rate over time, a second, files read and noise drawn; `null` when there is something wrong with it. */
export function resolveSeries(
  stated: z.output<typeof seriesSchema>,
  path: Path,
  span: SeriesSpan,
  context: LoadContext,
): Series | null {
  const isRecorded = [stated].flat().some(({ file }) => file !== undefined);
  const series = resolveWhole(stated, path, span, context);
  return isRecorded && series !== null ? { ...series, recorded: true } : series;
}

function resolveWhole(
  stated: z.output<typeof seriesSchema>,
  path: Path,
  span: SeriesSpan,
  context: LoadContext,
): Series | null {
  try {
    if (!Array.isArray(stated)) return resolveOne(stated, path, span, context);
    const list = stated.map((series, i) =>
      resolveOne(series, [...path, i], { ...span, streamName: `${span.streamName}/${i}` }, context),
    );
    if (list.includes(null)) return null;
    return sumSeries(list as Series[], span.untilMs ?? Number.POSITIVE_INFINITY);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refuseLength(path, span, context);
    return null;
  }
}

/** Noise, and a sum of series that do not repeat together, are laid out from beginning to end. */
function refuseLength(path: Path, { untilMs }: SeriesSpan, { findings }: LoadContext): void {
  if (untilMs === null)
    findings.add(
      ['simulation', 'duration'],
      'a duration, because a series is laid out up to the end of the run (`noise`, or a sum of series that do not repeat with one period)',
      'nothing',
    );
  else
    findings.add(
      path,
      'series that repeat with one period, or a shorter `simulation.duration`',
      'too many steps',
    );
}

function resolveOne(stated: OneSeries, path: Path, span: SeriesSpan, context: LoadContext): Series | null {
  const { diurnal, repeat } = stated;
  const { findings } = context;
  checkKeys(stated, path, context);
  const series = resolveForm(stated, path, span, context);
  if (series === null) return null;
  if (!series.perSecond.every((rate) => rate < Number.POSITIVE_INFINITY)) {
    findings.add(path, 'smaller numbers', 'a rate without end');
    return null;
  }
  if (typeof repeat === 'boolean' && (diurnal === undefined || !repeat)) return series;
  const periodMs = typeof repeat === 'boolean' ? DAY_MS : repeat;
  const last = series.atMs.at(-1) ?? 0;
  if (diurnal === undefined && periodMs <= last) {
    findings.add(
      [...path, 'repeat'],
      `more than ${formatDuration(last)}, when the last rate begins`,
      formatDuration(periodMs),
    );
    return null;
  }
  return repeatSeries(series, periodMs);
}

/** Keys that only some of the forms have. */
function checkKeys(stated: OneSeries, path: Path, { findings }: LoadContext): void {
  for (const key of ['timeColumn', 'valueColumn', 'gaps'] as const)
    if (stated[key] !== undefined && stated.file === undefined)
      findings.add([...path, key], `\`${key}\` only beside \`file\``, describeValue(stated[key]));
  if (stated.constant !== undefined && stated.repeat !== false)
    findings.add(
      [...path, 'repeat'],
      'no `repeat` beside `constant`, which never ends',
      describeValue(stated.repeat),
    );
}

function resolveForm(stated: OneSeries, path: Path, span: SeriesSpan, context: LoadContext): Series | null {
  const { file, constant, diurnal, steps = [], per, scale, repeat } = stated;
  const toRate = (value: number) => (value * scale * 1000) / per;
  if (file !== undefined) return resolveFile(stated, path, span, context);
  if (constant !== undefined) return { atMs: [0], perSecond: [toRate(constant)], endMs: null, repeat: false };
  if (diurnal !== undefined) {
    const { mean, amplitude, peakAt, noise } = diurnal;
    if (amplitude > mean)
      context.findings.warn(
        'diurnal-amplitude',
        `A diurnal rate with an amplitude of ${amplitude} around ${mean} is 0 for part of the day, so its mean is above ${mean}.`,
      );
    const shape = {
      meanPerSecond: toRate(mean),
      amplitudePerSecond: toRate(amplitude),
      peakAtMs: peakAt,
      noise,
    };
    const periodMs = typeof repeat === 'number' ? repeat : repeat ? DAY_MS : span.untilMs;
    return makeDiurnal(shape, span.startMs, periodMs ?? Number.POSITIVE_INFINITY, span.streamName);
  }
  return makeSteps(
    steps.map(([at]) => at),
    steps.map(([, value]) => toRate(value)),
    repeat === true,
  );
}

function resolveFile(
  stated: OneSeries,
  path: Path,
  { untilMs }: SeriesSpan,
  { files, findings }: LoadContext,
): Series | null {
  const { file, timeColumn, valueColumn, per, scale, repeat, gaps = null } = stated;
  if (file === undefined) return null;
  for (const key of ['timeColumn', 'valueColumn'] as const)
    if (stated[key] === undefined)
      findings.add([...path, key], "the name of one of the file's columns", 'nothing');
  if (timeColumn === undefined || valueColumn === undefined) return null;
  const options = { timeColumn, valueColumn, perMs: per, scale, repeat: repeat === true, gaps };
  const read = files.readContent(file, [...path, 'file'], (content) => readSeries(content, options, file));
  if (read === null) return null;
  for (const warning of read.warnings) findings.warn('series-file', warning);
  const { endMs } = read.series;
  if (repeat === false && endMs !== null && untilMs !== null && endMs < untilMs)
    findings.warn(
      'series-ends-early',
      `${file}: its rows end at ${formatDuration(endMs)}, ${formatDuration(untilMs - endMs)} before the end at ${formatDuration(untilMs)}, and nothing comes after them; \`repeat: true\` begins again.`,
    );
  return read.series;
}
