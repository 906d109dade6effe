import type { Far } from './remote-traffic.ts';

/** A bucket of S3 as counters look at it. */
export interface BucketFacts {
  readonly far: Far;
  /** After so long what was put into it expires; `null`: never. */
  readonly retentionMs: number | null;
  /** Requests to KMS for each object that is put or got. */
  readonly kmsPerObject: number;
}
