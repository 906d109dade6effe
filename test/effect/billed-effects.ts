import { after, type Effect, inScenario, type Row } from './effect.ts';

const WEB = 'workloads[0].requests';
const JOB = 'workloads[2]';
const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf';
const ENCRYPTED =
  'buckets[0].serverSideEncryptionConfiguration={rules: [{applyServerSideEncryptionByDefault: {sseAlgorithm: "aws:kms"}}]}';
const ENCRYPTION = 'buckets[0].serverSideEncryptionConfiguration.rules[0]';

/** What a request or a task asks of S3 and KMS. */
function calls(place: string): readonly Row[] {
  const bucket = `${place}.s3[0]`;
  return after(
    [
      'buckets=[{name: near}, {name: far, bucketRegion: eu-west-1}]',
      'kmsKeys=[{keyId: shop}]',
      `${place}.s3=[{bucket: near, puts: 2, gets: 2, bytesPerPut: 1000, bytesPerGet: 1000}]`,
      `${place}.kms=[{keyId: shop}]`,
    ],
    [
      `${bucket}.bucket=far`,
      `${bucket}.puts=3`,
      `${bucket}.gets=3`,
      `${bucket}.bytesPerPut=900000000`,
      `${bucket}.bytesPerGet=900000000`,
      `${place}.kms[0].requests=3`,
    ],
  );
}

/** Rows about WAF, X-Ray, KMS and S3. */
export const BILLED_EFFECTS: readonly Effect[] = inScenario('networked', [
  { change: 'webACLs[0].resourceArns=[shop]', before: ['webACLs=[{name: wall, rules: [{name: one}]}]'] },
  `${WEB}.traced=true`,
  ...after(
    [
      `${WEB}.traced=true`,
      'samplingRules=[{ruleName: web, priority: 2, fixedRate: 0.5, reservoirSize: 2, serviceName: web}, {ruleName: all, priority: 3, fixedRate: 0, reservoirSize: 0}]',
    ],
    [
      'samplingRules[0].priority=4',
      'samplingRules[0].fixedRate=0.25',
      'samplingRules[0].reservoirSize=9',
      'samplingRules[0].serviceName=api',
    ],
  ),
  {
    change: 'samplingRules[0].ruleName=Default',
    before: [
      `${WEB}.traced=true`,
      'samplingRules=[{ruleName: api, fixedRate: 0.5, reservoirSize: 2, serviceName: api}]',
    ],
  },
  { change: 'kmsKeys[0].keyManager=AWS', before: ['kmsKeys=[{keyId: shop}]'] },
  ...after(
    [
      'kmsKeys=[{keyId: shop}]',
      `taskDefinitions[1].containerDefinitions[0].secrets=[{name: KEY, valueFrom: "${SECRET}"}]`,
      `secrets=[{arn: "${SECRET}", kmsKeyId: shop}]`,
    ],
    [`secrets[0].arn=${SECRET}-2`, 'secrets[0].kmsKeyId=alias/aws/secretsmanager'],
  ),
  ...after(
    ['buckets=[{name: near}]', `${WEB}.s3=[{bucket: near, puts: 1, bytesPerPut: 1000000}]`],
    [
      { change: 'buckets[0].name=other', refusal: /expected a bucket of this scenario/ },
      'buckets[0].bucketRegion=eu-west-1',
      'buckets[0].storedGb=1000',
      ...after(
        [
          'simulation.duration=26h',
          'buckets[0].lifecycleConfiguration={rules: [{status: Enabled, expiration: {days: 1}}]}',
        ],
        [
          'buckets[0].lifecycleConfiguration.rules[0].status=Disabled',
          'buckets[0].lifecycleConfiguration.rules[0].expiration.days=2',
        ],
      ),
      ...after(
        [ENCRYPTED],
        [
          `${ENCRYPTION}.applyServerSideEncryptionByDefault.sseAlgorithm=AES256`,
          `${ENCRYPTION}.bucketKeyEnabled=true`,
          { change: 'timings["s3.bucketKeyRequests"]=0.5', before: [`${ENCRYPTION}.bucketKeyEnabled=true`] },
        ],
      ),
    ],
  ),
  ...calls(WEB),
  ...calls(JOB),
]);
