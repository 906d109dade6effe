import * as z from 'zod';
import { decodeList } from '../decode.ts';
import type { Findings } from '../findings.ts';
import { describeValue } from '../reading/problem.ts';
import type { LogGroupSpec } from '../scenario.ts';
import { choice, pattern } from '../shapes/fields.ts';
import { mapping, withoutEffect } from '../shapes/mapping.ts';

/** Days that PutRetentionPolicy takes. */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const DAY_MS = 86_400_000;

/** Log groups of CloudWatch, as DescribeLogGroups has them. */
export const logGroupSchema = mapping(
  {
    logGroupName: pattern(/^[\w./#-]{1,512}$/, 'up to 512 letters, digits and the signs . - _ / #').describe(
      'Name of the group: `awslogs-group` of a container.',
    ),
    retentionInDays: z
      .literal(RETENTIONS, `one of ${RETENTIONS.join(', ')}`)
      .optional()
      .describe('Days after which what was logged is deleted; without it nothing is.'),
    logGroupClass: choice(['STANDARD', 'INFREQUENT_ACCESS'])
      .optional()
      .describe('Default STANDARD; INFREQUENT_ACCESS is ingested for half the price.'),
  },
  {
    notModelled: withoutEffect(
      'arn',
      'creationTime',
      'dataProtectionStatus',
      'deletionProtectionEnabled',
      'inheritedProperties',
      'kmsKeyId',
      'logGroupArn',
      'metricFilterCount',
      'storedBytes',
      'tags',
    ),
  },
);

/** The log groups of the section; those that are wrong are left out. */
export function resolveLogGroups(section: unknown, findings: Findings): LogGroupSpec[] {
  const specs: LogGroupSpec[] = [];
  for (const [i, stated] of decodeList(logGroupSchema, section, ['logGroups'], findings).entries()) {
    if (stated === null) continue;
    const { logGroupName: name, retentionInDays, logGroupClass = 'STANDARD' } = stated;
    if (specs.some((other) => other.name === name))
      findings.add(
        ['logGroups', i, 'logGroupName'],
        'a name that no other log group has',
        `${describeValue(name)} once more`,
      );
    const retentionMs = retentionInDays === undefined ? null : retentionInDays * DAY_MS;
    specs.push({ name, retentionMs, isInfrequent: logGroupClass === 'INFREQUENT_ACCESS' });
  }
  return specs;
}
