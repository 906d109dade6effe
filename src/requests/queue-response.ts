import type { LogHistogram } from '../kernel/log-histogram.ts';
import { exp, ln } from '../units/elementary.ts';
import { erlangC } from './erlang-c.ts';

/** Workers that take messages one at a time, first come first served. */
export interface Workers {
  /** A whole number. */
  readonly workers: number;
  /** Below 1. */
  readonly utilisation: number;
  /** Mean time that one message takes, and its squared coefficient of variation. */
  readonly workMs: number;
  readonly scv: number;
}

/** In so many parts of equal weight a wait or a response is put together. */
const PARTS = 400;

/**
 * Adds the times from a message's arrival to the end of its work; `alone`: of messages that need not wait. A message waits with
 * the probability of Erlang C, and then exponentially: exact for exponential work, and scaled by (1 + scv) / 2 for any other.
 */
export function addQueueResponses(
  into: LogHistogram,
  alone: LogHistogram,
  { workers, utilisation, workMs, scv }: Workers,
): void {
  const waits = erlangC(workers, utilisation);
  const meanWaitMs = (workMs * (1 + scv)) / 2 / (workers * (1 - utilisation));
  into.merge(alone, (1 - waits) / alone.count);
  for (let part = 0; part < PARTS; part++) {
    const waitMs = -ln(1 - (part + 0.5) / PARTS) * meanWaitMs;
    into.addShifted(alone, waitMs, waits / PARTS / alone.count);
  }
}

/**
 * The time from a message's arrival to the end of its work within which the part `fraction` of messages is done, in
 * multiples of the mean work, for exponential work (M/M/c). For one worker that is `-ln(1 - fraction) / (1 - utilisation)`
 * (autoscaling: ). `workers` is a whole number, utilisation below 1.
 */
export function queueResponseQuantile(workers: number, utilisation: number, fraction: number): number {
  if (fraction <= 0) return 0;
  if (workers === 1) return -ln(1 - fraction) / (1 - utilisation);
  const waits = erlangC(workers, utilisation);
  const drain = workers * (1 - utilisation);
  let low = 0;
  // Either part is longer than its share of this with half the probability at most.
  let high = ln(2 / (1 - fraction)) * (1 + 1 / drain);
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (beyond(middle, waits, drain) > 1 - fraction) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The same as a distribution, for exponential work. */
export function addExponentialQueueResponses(
  into: LogHistogram,
  { workers, utilisation, workMs }: Workers,
): void {
  for (let part = 0; part < PARTS; part++)
    into.add(workMs * queueResponseQuantile(workers, utilisation, (part + 0.5) / PARTS), 1 / PARTS);
}

const BISECTIONS = 50;

/** The part of messages that takes longer: work of mean 1 after a wait that is 0 or exponential with rate `drain`. */
function beyond(time: number, waits: number, drain: number): number {
  const work = exp(-time);
  const difference = drain - 1;
  const both =
    Math.abs(difference) < 1e-6 ? (1 + time) * work : (drain * work - exp(-drain * time)) / difference;
  return (1 - waits) * work + waits * both;
}
