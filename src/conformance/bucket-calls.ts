import * as z from 'zod';
import { API_CATEGORIES, type TokenRate } from '../catalog/api-rates.ts';
import { type BucketState, fullBucket, nextAt, take, tokensAt } from '../policies/rates/token-bucket.ts';

/** Tokens of a bucket, of a second or of a burst. */
export const tokenCount: z.ZodInt = z.int().min(1).max(100_000);

/** A bucket with a refill for each second. */
export function perSecond(capacity: number, refill: number): TokenRate {
  return { capacity, refill, perSeconds: 1 };
}

/** The rate of a category of API actions that an example names in any case, or null. */
export function rateOfCategory(name: string): TokenRate | null {
  return API_CATEGORIES[name.toLowerCase()]?.rate ?? null;
}

/** Whether a rate is the one that an example states; an example of another account's quota is not answered. */
export function isRate(rate: TokenRate, capacity: number, refillPerSecond: number): boolean {
  return rate.capacity === capacity && rate.refill === refillPerSecond && rate.perSeconds === 1;
}

/** How many of so many calls at one instant are accepted, and what they leave. */
export function callAtOnce(
  rate: TokenRate,
  bucket: BucketState,
  atMs: number,
  calls: number,
): { readonly accepted: number; readonly bucket: BucketState } {
  let left = bucket;
  let accepted = 0;
  for (let call = 0; call < calls; call++) {
    const after = take(rate, left, atMs);
    if (after === null) continue;
    left = after;
    accepted++;
  }
  return { accepted, bucket: left };
}

/** When the last of so many is let through that all wait from 0 on, ms. */
export function lastAdmittedAt(rate: TokenRate, count: number): number {
  let bucket = fullBucket(rate);
  let atMs = 0;
  let admitted = 0;
  for (;;) {
    const now = Math.min(count - admitted, tokensAt(rate, bucket, atMs));
    bucket = take(rate, bucket, atMs, now)!;
    admitted += now;
    if (admitted === count) return atMs;
    atMs = nextAt(rate, bucket, atMs);
  }
}
