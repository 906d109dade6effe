import type { TokenRate } from '../../catalog/api-rates.ts';
import { assert } from '../../kernel/assert.ts';

/** What a bucket holds; plain data, whole numbers whatever the rate. */
export interface BucketState {
  /** Tokens times the rate's `perSeconds`. */
  readonly parts: number;
  /** The whole second of the run up to which refills are counted. */
  readonly second: number;
}

/** A bucket as it starts (ecs: ). */
export function fullBucket(rate: TokenRate, atMs = 0): BucketState {
  return { parts: rate.capacity * rate.perSeconds, second: secondOf(atMs) };
}

/** Whole tokens in a bucket at an instant, which is none before its last change. */
export function tokensAt(rate: TokenRate, state: BucketState, atMs: number): number {
  return Math.floor(partsAt(rate, state, secondOf(atMs)) / rate.perSeconds);
}

/** The bucket without `count` tokens, or null when it has fewer and nothing is taken: "Rate exceeded" (ecs: ). */
export function take(rate: TokenRate, state: BucketState, atMs: number, count = 1): BucketState | null {
  const second = secondOf(atMs);
  const parts = partsAt(rate, state, second) - count * rate.perSeconds;
  return parts < 0 ? null : { parts, second };
}

/** The first instant, ms, from `atMs` on at which the bucket has `count` tokens if nobody else takes; Infinity: never. */
export function nextAt(rate: TokenRate, state: BucketState, atMs: number, count = 1): number {
  // What is there already waits for no refill.
  if (state.parts >= count * rate.perSeconds) return atMs;
  if (count > rate.capacity) return Number.POSITIVE_INFINITY;
  const second = secondOf(atMs);
  const missing = count * rate.perSeconds - partsAt(rate, state, second);
  return missing <= 0 ? atMs : (second + Math.ceil(missing / rate.refill)) * 1000;
}

/** Refills come at whole seconds of the run: documented as a number a second, the grid is assumed (ecs: ). */
function partsAt({ capacity, refill, perSeconds }: TokenRate, state: BucketState, second: number): number {
  // The sentence is put together only when it is needed: every task that is launched comes by here several times.
  if (second < state.second)
    assert(false, `a bucket is asked in order of time, not for ${second} after ${state.second}`);
  return Math.min(capacity * perSeconds, state.parts + refill * (second - state.second));
}

function secondOf(atMs: number): number {
  return Math.floor(atMs / 1000);
}
