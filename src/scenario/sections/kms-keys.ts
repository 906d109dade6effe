import { decodeList } from '../decode.ts';
import type { Findings } from '../findings.ts';
import { Names, nameIn } from '../names.ts';
import type { Path } from '../reading/problem.ts';
import { choice, text } from '../shapes/fields.ts';
import { mapping, unless, withoutEffect } from '../shapes/mapping.ts';

/** Keys of KMS, as DescribeKey has them. */
export const kmsKeySchema = mapping(
  {
    keyId: text('the id of a key, its ARN or an alias', 2048).describe('By which others refer to it.'),
    keyManager: choice(['CUSTOMER', 'AWS'])
      .prefault('CUSTOMER')
      .describe("A customer's key costs by the month, those of AWS only by their requests."),
  },
  {
    checkedOnly: ['keyId'],
    notModelled: {
      keySpec: unless('SYMMETRIC_DEFAULT'),
      customerMasterKeySpec: unless('SYMMETRIC_DEFAULT'),
      keyUsage: unless('ENCRYPT_DECRYPT'),
      keyState: unless('Enabled', 'Disabled'),
      origin: unless('AWS_KMS', 'EXTERNAL'),
      ...withoutEffect(
        'arn',
        'awsAccountId',
        'creationDate',
        'currentKeyMaterialId',
        'description',
        'enabled',
        'encryptionAlgorithms',
        'expirationModel',
        'multiRegion',
        'multiRegionConfiguration',
        'tags',
        'validTo',
      ),
    },
    hints: { keySpec: 'Requests with asymmetric and HMAC keys have prices of their own.' },
  },
);

/** Aliases of keys that AWS makes for a service. */
const ALIAS_OF_AWS = /^(?:arn:.*:)?alias\/aws\//;

/** The keys of a scenario, by id, ARN or alias. */
export class KmsKeys {
  private readonly names = new Names<'CUSTOMER' | 'AWS'>('a key');

  constructor(section: unknown, findings: Findings) {
    for (const [i, stated] of decodeList(kmsKeySchema, section, ['kmsKeys'], findings).entries())
      if (stated === null) this.names.addBroken(nameIn(section, i, 'keyId'));
      else this.names.add(shortOf(stated.keyId), stated.keyManager, ['kmsKeys', i, 'keyId'], findings);
  }

  /** Keys that are paid for by the month. */
  get paid(): number {
    return this.names.all().filter((manager) => manager === 'CUSTOMER').length;
  }

  /** Who manages a key that is named; `null`, with a problem, when there is none. */
  managerOf(reference: string, path: Path, findings: Findings): 'CUSTOMER' | 'AWS' | null {
    if (ALIAS_OF_AWS.test(reference) && !this.names.has(shortOf(reference))) return 'AWS';
    return this.names.resolve(shortOf(reference), path, findings);
  }
}

/** What stands behind the last slash: `alias/shop` is `shop`, and so is an ARN of it. */
function shortOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
