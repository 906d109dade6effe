import type { BucketFacts } from '../billing/network/bucket-facts.ts';
import type { BucketSpec } from '../scenario/billed-services.ts';

/** A bucket as counters look at it from a region. */
export function bucketFacts(
  { region, retentionMs, kmsPerObject }: Pick<BucketSpec, 'region' | 'retentionMs' | 'kmsPerObject'>,
  here: string,
): BucketFacts {
  const far =
    region === here ? ({ kind: 'service', service: 's3' } as const) : ({ kind: 'region', region } as const);
  return { far, retentionMs, kmsPerObject };
}
