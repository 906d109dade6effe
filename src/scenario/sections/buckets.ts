import * as z from 'zod';
import type { BucketSpec } from '../billed-services.ts';
import type { LoadContext } from '../context.ts';
import { decodeList } from '../decode.ts';
import { Names, nameIn } from '../names.ts';
import type { Path } from '../reading/problem.ts';
import { amount, choice, flag, integer, pattern, text } from '../shapes/fields.ts';
import { mapping, unless, withoutEffect } from '../shapes/mapping.ts';
import type { KmsKeys } from './kms-keys.ts';

const DAY_MS = 86_400_000;
const GIB = 1024 ** 3;

const expirationSchema = mapping(
  { days: integer(1).describe('Days after which what was put into the bucket is deleted.') },
  { notModelled: withoutEffect('expiredObjectDeleteMarker') },
);

const lifecycleSchema = mapping({
  rules: z
    .array(
      mapping(
        {
          status: choice(['Enabled', 'Disabled'])
            .prefault('Enabled')
            .describe('Whether the rule is in force.'),
          expiration: expirationSchema.optional(),
        },
        {
          notModelled: {
            filter: isOfAll,
            prefix: unless(''),
            ...withoutEffect('id', 'abortIncompleteMultipartUpload', 'noncurrentVersionExpiration'),
            transitions: () => false,
            noncurrentVersionTransitions: () => false,
          },
        },
      ),
    )
    .describe('Its rules; the shortest time of those that are in force counts.'),
});

const encryptionSchema = mapping({
  rules: z
    .array(
      mapping({
        applyServerSideEncryptionByDefault: mapping(
          {
            sseAlgorithm: choice(['AES256', 'aws:kms']).describe(
              'aws:kms: each object that is put or got asks KMS once.',
            ),
            kmsMasterKeyId: text('a key', 2048)
              .optional()
              .describe("Of `kmsKeys`, by id, ARN or alias; default: AWS's own key for S3."),
          },
          { checkedOnly: ['kmsMasterKeyId'] },
        ),
        bucketKeyEnabled: flag()
          .prefault(false)
          .describe('Whether the bucket has a key of its own, so that KMS is asked less.'),
      }),
    )
    .max(1, 'one rule')
    .describe('One rule.'),
});

/** Buckets of S3, as ListBuckets has them, with their configurations. */
export const bucketSchema = mapping(
  {
    name: pattern(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket').describe('Its name.'),
    bucketRegion: pattern(/^[a-z]{2,3}(?:-[a-z]+)+-\d+$/, 'a region')
      .optional()
      .describe("Where it lies; default: the scenario's region."),
    storedGb: amount(false)
      .prefault(0)
      .describe('Not of AWS: GiB that lie in it from the start on, and stay there.'),
    lifecycleConfiguration: lifecycleSchema.optional(),
    serverSideEncryptionConfiguration: encryptionSchema.optional(),
  },
  { notModelled: withoutEffect('creationDate', 'bucketArn', 'tags', 'versioning') },
);

/** A rule that is for all objects. */
function isOfAll(filter: unknown): boolean {
  return JSON.stringify(filter) === '{}' || JSON.stringify(filter) === '{"Prefix":""}';
}

/** The buckets by name, with their places in the list of those that are right. */
export interface Buckets {
  readonly specs: readonly BucketSpec[];
  readonly names: Names<number>;
}

export function resolveBuckets(
  section: unknown,
  keys: KmsKeys,
  bucketKeyShare: number,
  { findings, region }: LoadContext,
): Buckets {
  const names = new Names<number>('a bucket');
  const specs: BucketSpec[] = [];
  for (const [i, stated] of decodeList(bucketSchema, section, ['buckets'], findings).entries()) {
    const path: Path = ['buckets', i];
    if (stated === null) {
      names.addBroken(nameIn(section, i, 'name'));
      continue;
    }
    const { name, bucketRegion, storedGb, lifecycleConfiguration, serverSideEncryptionConfiguration } =
      stated;
    const days = (lifecycleConfiguration?.rules ?? []).flatMap(({ status, expiration }) =>
      status === 'Enabled' && expiration !== undefined ? [expiration.days] : [],
    );
    const [encryption] = serverSideEncryptionConfiguration?.rules ?? [];
    const { sseAlgorithm = 'AES256', kmsMasterKeyId } = encryption?.applyServerSideEncryptionByDefault ?? {};
    const at: Path = [
      ...path,
      'serverSideEncryptionConfiguration',
      'rules',
      0,
      'applyServerSideEncryptionByDefault',
      'kmsMasterKeyId',
    ];
    if (kmsMasterKeyId !== undefined) keys.managerOf(kmsMasterKeyId, at, findings);
    if (kmsMasterKeyId !== undefined && sseAlgorithm !== 'aws:kms')
      findings.add(at, 'a key only with sseAlgorithm aws:kms', sseAlgorithm);
    const share = encryption?.bucketKeyEnabled === true ? bucketKeyShare : 1;
    const spec = {
      name,
      region: bucketRegion ?? region,
      storedBytes: Math.round(storedGb * GIB),
      retentionMs: days.length === 0 ? null : Math.min(...days) * DAY_MS,
      kmsPerObject: sseAlgorithm === 'aws:kms' ? share : 0,
    };
    names.add(name, specs.push(spec) - 1, [...path, 'name'], findings);
  }
  if (section !== undefined && !Array.isArray(section)) names.addBroken(null);
  return { specs, names };
}
