import { decodeList } from '../decode.ts';
import type { Findings } from '../findings.ts';
import { pattern, text } from '../shapes/fields.ts';
import { mapping, withoutEffect } from '../shapes/mapping.ts';
import type { KmsKeys } from './kms-keys.ts';
import { secretOf } from './secrets.ts';

/** Secrets of Secrets Manager, as DescribeSecret has them: what encrypts those that containers are given. */
export const secretSchema = mapping(
  {
    arn: pattern(/^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+$/, 'the ARN of a secret').describe(
      'As `valueFrom` of a container names it.',
    ),
    kmsKeyId: text('a key', 2048)
      .optional()
      .describe(
        "Of `kmsKeys`, by id, ARN or alias: KMS is asked at each read. Default: AWS's own key, which costs nothing.",
      ),
  },
  {
    notModelled: withoutEffect(
      'createdDate',
      'description',
      'lastAccessedDate',
      'lastChangedDate',
      'lastRotatedDate',
      'name',
      'nextRotationDate',
      'owningService',
      'primaryRegion',
      'rotationEnabled',
      'rotationLambdaArn',
      'rotationRules',
      'tags',
      'versionIdsToStages',
    ),
  },
);

/** ARNs of the secrets that a customer's key encrypts. */
export function resolveSecretKeys(section: unknown, keys: KmsKeys, findings: Findings): string[] {
  const list = decodeList(secretSchema, section, ['secrets'], findings);
  return list.flatMap((stated, i): string[] => {
    if (stated?.kmsKeyId === undefined) return [];
    const manager = keys.managerOf(stated.kmsKeyId, ['secrets', i, 'kmsKeyId'], findings);
    return manager === 'CUSTOMER' ? [secretOf(stated.arn)] : [];
  });
}
