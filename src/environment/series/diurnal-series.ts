import { Stream } from '../../kernel/streams.ts';
import { cosOfTurns, exp, ln, normalQuantile } from '../../units/elementary.ts';
import type { Series } from '../arrivals/arrivals-spec.ts';
import { checkSteps } from './check-steps.ts';

/** So long a rate by the time of day is held, from the run's start on. */
const DIURNAL_STEP_MS = 300_000;

export const DAY_MS = 86_400_000;
const STEPS_A_DAY = DAY_MS / DIURNAL_STEP_MS;

/** Half of a stream's smallest step: a `u` of exactly 0 would give the logarithm of zero. */
const SMALLEST_U = 2 ** -33;

/** A rate that goes up and down once a day. */
export interface Diurnal {
  /** Of the cosine, requests or tasks a second. */
  readonly meanPerSecond: number;
  /** From the mean to the peak; above the mean the rate is 0 while the cosine is below. */
  readonly amplitudePerSecond: number;
  /** When it is highest: milliseconds from midnight UTC. */
  readonly peakAtMs: number;
  /** Standard deviation of each step relative to its rate; 0: none. */
  readonly noise: number;
}

/**
 * mean + amplitude x cos(2 pi (t - peak) / 24 h), never below 0, held in steps of five minutes at what it is when they
 * begin. Without noise the day repeats. With noise each step is multiplied by a lognormal factor of mean 1, one draw a step
 * from the stream of that name, as many steps as begin before `untilMs`; throws
 * RangeError when those are too many. `startMs`: the run's start as epoch milliseconds.
 */
export function makeDiurnal(shape: Diurnal, startMs: number, untilMs: number, streamName: string): Series {
  const day = Array.from({ length: STEPS_A_DAY }, (_, i) => rateAt(shape, startMs + i * DIURNAL_STEP_MS));
  if (shape.noise === 0) return { atMs: day.map(toStart), perSecond: day, endMs: DAY_MS, repeat: true };
  const count = Math.ceil(untilMs / DIURNAL_STEP_MS);
  checkSteps(count);
  const stream = new Stream(streamName);
  const sigma = Math.sqrt(ln(1 + shape.noise * shape.noise));
  const perSecond = Array.from({ length: count }, (_, i) => {
    const z = normalQuantile(Math.max(stream.next(), SMALLEST_U));
    return day[i % STEPS_A_DAY]! * exp(sigma * z - (sigma * sigma) / 2);
  });
  return { atMs: perSecond.map(toStart), perSecond, endMs: null, repeat: false };
}

function rateAt({ meanPerSecond, amplitudePerSecond, peakAtMs }: Diurnal, epochMs: number): number {
  return Math.max(
    0,
    meanPerSecond + amplitudePerSecond * cosOfTurns(((epochMs - peakAtMs) % DAY_MS) / DAY_MS),
  );
}

function toStart(_: number, step: number): number {
  return step * DIURNAL_STEP_MS;
}
