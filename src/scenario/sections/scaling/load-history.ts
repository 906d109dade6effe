import * as z from 'zod';
import type { Series } from '../../../environment/arrivals/arrivals-spec.ts';
import { layOut } from '../../../environment/series/lay-out.ts';
import { MOST_HISTORY_HOURS } from '../../../policies/scaling/predictive-scaling.ts';
import type { LoadContext } from '../../context.ts';
import type { Path } from '../../reading/problem.ts';
import type { HistorySpec } from '../../scaling-spec.ts';
import { amount, integer } from '../../shapes/fields.ts';
import { oneOf } from '../../shapes/mapping.ts';
import { checkPlain, resolveSeries, seriesSchema } from '../workloads/series.ts';

const HOUR_MS = 3_600_000;

/** A load before the run: means hour by hour, or a series and how many hours of it there are. */
export const historySchema = oneOf(
  {
    hourly: z
      .array(amount(false))
      .min(1, 'at least one hour')
      .max(MOST_HISTORY_HOURS, `at most ${MOST_HISTORY_HOURS} hours, as far as a forecast looks back`)
      .describe('Means of hours, the last of which ends at the start.'),
    series: seriesSchema.describe('Values over time, as they stand; it begins `hours` before the start.'),
  },
  {
    hours: integer(1, MOST_HISTORY_HOURS)
      .optional()
      .describe('Hours of `series` before the start of the run.'),
  },
);

/** Hourly means of the load before the run; `null` when there is something wrong with it. */
export function resolveHistory(
  { hourly, series, hours }: z.output<typeof historySchema>,
  path: Path,
  run: { readonly startMs: number; readonly streamName: string },
  context: LoadContext,
): HistorySpec | null {
  const { findings } = context;
  const at: Path = [...path, 'hours'];
  if (hourly !== undefined) {
    if (hours !== undefined) findings.add(at, '`hours` only beside `series`', `${hours}`);
    return { hourly };
  }
  checkPlain(series!, [...path, 'series'], findings);
  if (hours === undefined) {
    findings.add(at, 'how many hours of `series` there are before the start', 'nothing');
    return null;
  }
  const untilMs = hours * HOUR_MS;
  const span = { startMs: run.startMs - untilMs, untilMs, streamName: run.streamName };
  const values = resolveSeries(series!, [...path, 'series'], span, context);
  return values === null ? null : { hourly: hourlyMeans(values, hours) };
}

/** What is not said is 0. */
function hourlyMeans(series: Series, hours: number): number[] {
  const isCycle = series.repeat && series.endMs !== null;
  const { atMs, perSecond, endMs } = isCycle ? layOut(series, hours * HOUR_MS) : series;
  const sums = Array.from({ length: hours }, () => 0);
  for (const [i, value] of perSecond.entries()) {
    const endOfStep = Math.min(atMs[i + 1] ?? endMs ?? Number.POSITIVE_INFINITY, hours * HOUR_MS);
    let from = atMs[i]!;
    while (from < endOfStep) {
      const hour = Math.floor(from / HOUR_MS);
      const until = Math.min(endOfStep, (hour + 1) * HOUR_MS);
      sums[hour] = sums[hour]! + value * (until - from);
      from = until;
    }
  }
  return sums.map((sum) => sum / HOUR_MS);
}
