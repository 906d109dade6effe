import { BUCKET_COUNT, BUCKETS_PER_DOUBLING, bucketStart } from '../kernel/log-buckets.ts';
import { type ServiceTime, scvOf, shareBelow } from './service-time.ts';

/** Requests of about the same CPU work, in multiples of the mean work. */
export interface Stratum {
  readonly share: number;
  readonly work: number;
  /** The same requests by finer work. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly share: number;
  readonly work: number;
}

const BUCKETS_PER_STRATUM = BUCKETS_PER_DOUBLING / 8;
/** Work that fewer requests have is left out. */
const NEGLIGIBLE_SHARE = 1e-6;

/** The distribution of work in strata of an eighth of a doubling, the least work first; shares add up to 1 but for 1e-4. */
export function strataOf(service: ServiceTime): readonly Stratum[] {
  if (scvOf(service) === 0) return [{ share: 1, work: 1, parts: [{ share: 1, work: 1 }] }];
  const strata: Stratum[] = [];
  const add = (parts: readonly Part[]) => {
    let share = 0;
    let sum = 0;
    for (const part of parts) {
      share += part.share;
      sum += part.share * part.work;
    }
    if (share > NEGLIGIBLE_SHARE) strata.push({ share, work: sum / share, parts });
  };
  let below = shareBelow(service, bucketStart(0));
  add([{ share: below, work: bucketStart(0) / 2 }]);
  for (let from = 0; below < 1 - NEGLIGIBLE_SHARE && from < BUCKET_COUNT; from += BUCKETS_PER_STRATUM) {
    const parts: Part[] = [];
    for (let bucket = from; bucket < from + BUCKETS_PER_STRATUM; bucket++) {
      const upTo = shareBelow(service, bucketStart(bucket + 1));
      parts.push({ share: upTo - below, work: (bucketStart(bucket) + bucketStart(bucket + 1)) / 2 });
      below = upTo;
    }
    add(parts);
  }
  return strata;
}
