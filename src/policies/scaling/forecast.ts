import { LEAST_HISTORY_HOURS, MOST_HISTORY_HOURS } from './predictive-scaling.ts';

const DAY_HOURS = 24;
const WEEK_HOURS = 168;
/** How far the level of the last day can move a forecast: down to a half, up to double. */
const LEAST_LEVEL = 0.5;
const MOST_LEVEL = 2;

/**
 * A forecast of the hourly means of a load for the hours that follow, from those before, oldest first, NaN where one is missing;
 * `null` if they go back less than a day (scaling: ). The last 14 days are looked at.
 *
 * AWS does not publish its model. This one is assumed: an hour is expected to be like the same hour of the week before, in which
 * the week before that counts half; with less than a week, like the same hour of the days before, each of which counts half
 * of the next. All of it is then moved by what the last day was of what the same rule would have expected for it.
 */
export function forecastHourly(history: readonly number[], hoursAhead: number): number[] | null {
  const hours = knownHours(history);
  if (hours.length < LEAST_HISTORY_HOURS) return null;
  const cycle = hours.length >= WEEK_HOURS ? WEEK_HOURS : DAY_HOURS;
  const level = levelOf(hours, cycle);
  const forecast: number[] = [];
  for (let ahead = 0; ahead < hoursAhead; ahead++) {
    forecast.push(level * expectedAt(hours, hours.length + ahead, cycle));
  }
  return forecast;
}

/** The hours that are looked at, from the first that is not missing. */
function knownHours(history: readonly number[]): readonly number[] {
  const latest = history.slice(-MOST_HISTORY_HOURS);
  const first = latest.findIndex((load) => !Number.isNaN(load));
  return first < 0 ? [] : latest.slice(first);
}

/** Where the hours of the week are all missing those of the day answer, and then the latest hours. */
function expectedAt(hours: readonly number[], hour: number, cycle: number): number {
  for (const period of [cycle, DAY_HOURS, 1]) {
    const mean = meanOfCycle(hours, hour, hours.length, period);
    if (!Number.isNaN(mean)) return mean;
  }
  return 0;
}

/** What the last day was of what was to be expected, over the hours of which both are known. */
function levelOf(hours: readonly number[], cycle: number): number {
  const end = hours.length - DAY_HOURS;
  let actual = 0;
  let expected = 0;
  for (let hour = end; hour < hours.length; hour++) {
    const mean = meanOfCycle(hours, hour, end, cycle);
    if (Number.isNaN(mean) || Number.isNaN(hours[hour])) continue;
    actual += hours[hour]!;
    expected += mean;
  }
  return expected > 0 ? Math.min(MOST_LEVEL, Math.max(LEAST_LEVEL, actual / expected)) : 1;
}

/**
 * Mean of the hours before `end` that are whole cycles before `hour`, each of half the weight of the next; NaN if there are
 * none. In steps from one mean to the next, so that the mean of equal loads is that load exactly.
 */
function meanOfCycle(hours: readonly number[], hour: number, end: number, cycle: number): number {
  let mean = NaN;
  let weights = 0;
  let weight = 1;
  const newest = hour - cycle * Math.ceil((hour - end + 1) / cycle);
  for (let at = newest; at >= 0; at -= cycle, weight /= 2) {
    const load = hours[at]!;
    if (Number.isNaN(load)) continue;
    weights += weight;
    mean = Number.isNaN(mean) ? load : mean + ((load - mean) * weight) / weights;
  }
  return mean;
}
