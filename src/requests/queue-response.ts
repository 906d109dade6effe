import { exp, ln } from '../units/elementary.ts';
import { erlangC } from './erlang-c.ts';

/**
 * The time from a message's arrival to the end of its work within which the part `fraction` of messages is done, in
 * multiples of the mean work: workers take one message at a time, first come first served (M/M/c). For one worker that is
 * `-ln(1 - fraction) / (1 - utilisation)` (autoscaling: ). `workers` is a whole number, utilisation below 1.
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

const BISECTIONS = 50;

/** The part of messages that takes longer: work of mean 1 after a wait that is 0 or exponential with rate `drain`. */
function beyond(time: number, waits: number, drain: number): number {
  const work = exp(-time);
  const difference = drain - 1;
  const both =
    Math.abs(difference) < 1e-6 ? (1 + time) * work : (drain * work - exp(-drain * time)) / difference;
  return (1 - waits) * work + waits * both;
}
