/** What S3 and FireLens do that is not published as one number. */
export interface S3Defaults {
  /**
   * Requests to KMS for each object of a bucket with a key of its own, where one without has 1. AWS says that it is less by up to 99 %
   * (S3 user guide, Bucket Keys).
   */
  readonly 's3.bucketKeyRequests': number;
}

export const S3_DEFAULTS: S3Defaults = { 's3.bucketKeyRequests': 0.01 };

/** When the plugin s3 of Fluent Bit puts a file, unless its options say otherwise (Fluent Bit manual): bytes, ms. */
export const FLUENT_BIT_FILE = { bytes: 100_000_000, ms: 600_000 } as const;
