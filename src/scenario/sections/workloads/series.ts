import * as z from 'zod';
import type { Series } from '../../../environment/arrivals/arrivals-spec.ts';
import { readSeries } from '../../../environment/series/read-series.ts';
import { sumSeries } from '../../../environment/series/sum-series.ts';
import type { LoadContext } from '../../context.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { amount, choice, duration, flag, text } from '../../shapes/fields.ts';
import { notModelled, oneOf } from '../../shapes/mapping.ts';

const one = oneOf(
  {
    file: text('the name of a file').describe(
      'A CSV file with a header, plain or gzip: rows of a time and a value.',
    ),
    constant: amount(false).describe('The same rate all the time.'),
  },
  {
    timeColumn: text('the name of a column')
      .optional()
      .describe('Seconds from the start of the file, or ISO 8601.'),
    valueColumn: text('the name of a column').optional().describe('A rate, held until the next row.'),
    per: duration(1).prefault('1s').describe('A value is a rate per so long.'),
    scale: amount(false).prefault(1).describe('Multiplies the values.'),
    repeat: flag().prefault(false).describe('Whether the file begins again after its last row.'),
    gaps: choice(['hold', 'zero'])
      .optional()
      .describe('What a gap of more than five steps means; default hold, with a warning.'),
  },
  { notModelled: notModelled('diurnal', 'steps') },
);

/** A rate over time; a list of them is their sum. */
export const seriesSchema = z.union(
  [one, z.array(one).min(1, 'at least one series')],
  'a series, or a list of series',
);

type OneSeries = z.output<typeof one>;

/** The rate over time, files read; `null` when there is something wrong with it. */
export function resolveSeries(
  stated: z.output<typeof seriesSchema>,
  path: Path,
  durationMs: number | null,
  context: LoadContext,
): Series | null {
  if (!Array.isArray(stated)) return resolveOne(stated, path, context);
  const list = stated.map((series, i) => resolveOne(series, [...path, i], context));
  if (list.includes(null)) return null;
  try {
    return sumSeries(list as Series[], durationMs ?? Number.POSITIVE_INFINITY);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.findings.add(
      path,
      'series that repeat with one period, or a shorter `simulation.duration`',
      'a sum of too many steps',
    );
    return null;
  }
}

function resolveOne(stated: OneSeries, path: Path, context: LoadContext): Series | null {
  const { constant, per, scale, repeat } = stated;
  if (constant === undefined) return resolveFile(stated, path, context);
  for (const key of ['timeColumn', 'valueColumn', 'gaps'] as const)
    if (stated[key] !== undefined)
      context.findings.add([...path, key], `\`${key}\` only beside \`file\``, describeValue(stated[key]));
  if (repeat) context.findings.add([...path, 'repeat'], '`repeat` only beside `file`', 'true');
  return { atMs: [0], perSecond: [(constant * scale * 1000) / per], endMs: null, repeat: false };
}

function resolveFile(stated: OneSeries, path: Path, { files, findings }: LoadContext): Series | null {
  const { file, timeColumn, valueColumn, per, scale, repeat, gaps = null } = stated;
  if (file === undefined) return null;
  for (const key of ['timeColumn', 'valueColumn'] as const)
    if (stated[key] === undefined)
      findings.add([...path, key], "the name of one of the file's columns", 'nothing');
  if (timeColumn === undefined || valueColumn === undefined) return null;
  const options = { timeColumn, valueColumn, perMs: per, scale, repeat, gaps };
  const read = files.readContent(file, [...path, 'file'], (content) => readSeries(content, options, file));
  for (const warning of read?.warnings ?? []) findings.warn('series-file', warning);
  return read?.series ?? null;
}
