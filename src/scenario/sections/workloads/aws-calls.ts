import * as z from 'zod';
import type { AwsCalls } from '../../billed-services.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import { amount, integer, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { Buckets } from '../buckets.ts';
import type { KmsKeys } from '../kms-keys.ts';
import { MOST_BYTES } from './request-traffic.ts';

/** More in one request is a slip of the finger. */
const MOST_CALLS = 1e6;

/** What a request, or a task at its start, asks of S3 and KMS: keys that only the bill looks at. */
export const awsCallKeys = {
  s3: z
    .array(
      mapping({
        bucket: text('a bucket', 63).describe('A bucket of `buckets`.'),
        puts: amount(false)
          .max(MOST_CALLS)
          .prefault(0)
          .describe('Objects that are put there; 0.5: in every other case one.'),
        gets: amount(false).max(MOST_CALLS).prefault(0).describe('Objects that are got from there.'),
        bytesPerPut: integer(0, MOST_BYTES).prefault(0).describe('Bytes of an object that is put.'),
        bytesPerGet: integer(0, MOST_BYTES).prefault(0).describe('Bytes of an object that is got.'),
      }),
    )
    .optional()
    .describe(
      'Objects of S3 that a task puts and gets: for each request that it works on, or once at its start.',
    ),
  kms: z
    .array(
      mapping(
        {
          keyId: text('a key', 2048).describe('A key of `kmsKeys`, by id, ARN or alias.'),
          requests: amount(false).max(MOST_CALLS).prefault(1).describe('Requests to KMS with it.'),
        },
        { checkedOnly: ['keyId'] },
      ),
    )
    .optional()
    .describe('Keys of KMS that a task uses: for each request that it works on, or once at its start.'),
};

type Stated = { readonly [K in keyof typeof awsCallKeys]?: z.output<(typeof awsCallKeys)[K]> };

/** What calls refer to. */
export interface CalledServices {
  readonly buckets: Buckets;
  readonly keys: KmsKeys;
}

/** `undefined`: nothing is asked. */
export function resolveAwsCalls(
  { s3 = [], kms = [] }: Stated,
  path: Path,
  { buckets, keys }: CalledServices,
  findings: Findings,
): AwsCalls | undefined {
  if (s3.length + kms.length === 0) return undefined;
  let kmsRequests = 0;
  for (const [i, { keyId, requests }] of kms.entries())
    if (keys.managerOf(keyId, [...path, 'kms', i, 'keyId'], findings) !== null) kmsRequests += requests;
  return {
    kmsRequests,
    s3: s3.flatMap(({ bucket: name, ...calls }, i) => {
      const bucket = buckets.names.resolve(name, [...path, 's3', i, 'bucket'], findings);
      return bucket === null ? [] : [{ bucket, ...calls }];
    }),
  };
}
