import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { behind, network, requestsTo, ZONES } from '../../support/network.ts';

const billedBy = async (parts: object) => (await load(network({ ...parts }))).billed;
const complaints = (parts: object) => complaintsOf(network({ ...parts }));

const BALANCED = {
  targetGroups: ['web', 'api'].map((name) => ({ name, targetType: 'ip' })),
  loadBalancers: [
    { name: 'shop', targetGroups: ['web'], availabilityZones: ZONES },
    { name: 'fast', type: 'network', targetGroups: ['api'], availabilityZones: ZONES },
  ],
  services: [behind('web'), behind('api')],
};
const walls = (...webACLs: readonly object[]) => ({ ...BALANCED, webACLs });
const ARN = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188';

test('a web ACL protects load balancers of type application, by name or ARN, each at most once', async () => {
  const wall = { Name: 'wall', Scope: 'REGIONAL', Rules: [{ Name: 'one' }], ResourceArns: [ARN] };
  expect((await billedBy(walls(wall))).webAcls).toEqual([{ name: 'wall', rules: 1, loadBalancers: [0] }]);
  const wrong = walls(
    { name: 'a', resourceArns: ['shop', 'fast'] },
    { name: 'a', resourceArns: ['shop', 'shopp'] },
  );
  expect(await complaints(wrong)).toEqual([
    'webACLs[0].resourceArns[1]: expected a load balancer of type application, received "fast", of another.',
    'webACLs[1].name: expected a name that no other has, received "a" once more.',
    'webACLs[1].resourceArns[0]: expected a load balancer that no other web ACL protects, received "shop" again.',
    'webACLs[1].resourceArns[1]: expected a load balancer of this scenario (shop, fast), received "shopp". Did you mean shop?',
  ]);
});

test.each([
  { scope: 'CLOUDFRONT' },
  { capacity: 1501 },
  { rules: [{ name: 'x', action: { Captcha: {} } }] },
  { rules: [{ name: 'x', statement: { RuleGroupReferenceStatement: { ARN: 'arn:aws:wafv2:x' } } }] },
  { rules: [{ name: 'x', statement: managed('Fortinet', 'all_rules') }] },
  { rules: [{ name: 'x', statement: managed('AWS', 'AWSManagedRulesBotControlRuleSet') }] },
])('what costs more than a rule is refused: %o', async (parts) => {
  expect((await complaints(walls({ name: 'wall', ...parts }))).length).toBe(1);
});

function managed(VendorName: string, Name: string): object {
  return { ManagedRuleGroupStatement: { VendorName, Name } };
}

const rule = (ruleName: string, parts: object = {}) => ({
  ruleName,
  fixedRate: 0.1,
  reservoirSize: 2,
  ...parts,
});

test('sampling rules are asked by priority, then by name, the default one last', async () => {
  const names = async (...samplingRules: readonly object[]) =>
    (await billedBy({ samplingRules })).samplingRules.map(({ ruleName }) => ruleName);
  expect(await names()).toEqual(['Default']);
  expect(await names(rule('b'), rule('a'), rule('c', { priority: 1 }))).toEqual(['c', 'a', 'b', 'Default']);
  const stated = rule('Default', { serviceName: 'web' });
  expect((await billedBy({ samplingRules: [stated] })).samplingRules).toEqual([
    { ruleName: 'Default', serviceName: '*', reservoir: 2, rate: 0.1 },
  ]);
  expect(await complaints({ samplingRules: [rule('a'), rule('a', { urlPath: '/cart/*' })] })).toEqual([
    'samplingRules[1].ruleName: expected a name that no other rule has, received "a" once more.',
    'samplingRules[1].urlPath: expected a key that is modelled, received `urlPath`, which is not modelled yet.',
  ]);
});

test('keys are named by id, ARN or alias; those of AWS need no entry', async () => {
  const kmsKeys = [{ KeyId: 'alias/shop' }, { KeyId: '1234abcd', KeyManager: 'AWS' }];
  const arn = (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf`;
  const secrets = [
    { ARN: arn('a'), KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:alias/shop' },
    { ARN: arn('b'), KmsKeyId: '1234abcd' },
    { ARN: arn('c'), KmsKeyId: 'alias/aws/secretsmanager' },
    { ARN: arn('d') },
  ];
  expect(await billedBy({ kmsKeys, secrets })).toMatchObject({ kmsKeys: 1, kmsSecrets: [arn('a')] });
  expect(await complaints({ kmsKeys, secrets: [{ ARN: arn('a'), KmsKeyId: 'alias/shp' }] })).toEqual([
    'secrets[0].KmsKeyId: expected a key of this scenario (shop, 1234abcd), received "shp". Did you mean shop?',
  ]);
  const rsa = await complaints({ kmsKeys: [{ KeyId: 'x', KeySpec: 'RSA_2048' }] });
  expect(rsa[0]).toMatch(/^kmsKeys\[0\]\.KeySpec: expected a key that is modelled/);
});

test('buckets keep for the shortest time of their rules, and ask KMS as they are encrypted', async () => {
  const days = (Days: number, Status = 'Enabled') => ({ Status, Expiration: { Days } });
  const by = (SSEAlgorithm: string, parts: object = {}, BucketKeyEnabled = false) => ({
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, ...parts }, BucketKeyEnabled }],
  });
  const buckets = [
    { Name: 'plain', storedGb: 2 },
    { Name: 'kept', LifecycleConfiguration: { Rules: [days(9), days(3), days(1, 'Disabled')] } },
    { Name: 'asking', ServerSideEncryptionConfiguration: by('aws:kms'), BucketRegion: 'eu-west-1' },
    { Name: 'sparing', ServerSideEncryptionConfiguration: by('aws:kms', {}, true) },
  ];
  const found = (await billedBy({ buckets })).buckets;
  expect(found.map(({ storedBytes }) => storedBytes)).toEqual([2 ** 31, 0, 0, 0]);
  expect(found.map(({ retentionMs }) => retentionMs)).toEqual([null, 3 * 86_400_000, null, null]);
  expect(found.map(({ kmsPerObject }) => kmsPerObject)).toEqual([0, 0, 1, 0.01]);
  expect(found.map(({ region }) => region)).toEqual(['us-east-1', 'us-east-1', 'eu-west-1', 'us-east-1']);
  const wrong = [
    { Name: 'A' },
    { Name: 'two', ServerSideEncryptionConfiguration: by('AES256', { KMSMasterKeyID: 'alias/aws/s3' }) },
    { Name: 'cold', LifecycleConfiguration: { Rules: [{ ...days(1), Transitions: [{ Days: 30 }] }] } },
    { Name: 'part', LifecycleConfiguration: { Rules: [{ ...days(1), Filter: { Prefix: 'logs/' } }] } },
  ];
  const said = await complaints({ buckets: wrong });
  expect(said.length).toBe(4);
  expect(said.join('\n')).toMatch(/Transitions.*which is not modelled/);
  expect(said.join('\n')).toMatch(/Filter.*which is not modelled/);
  expect(said.join('\n')).toMatch(/a key only with sseAlgorithm aws:kms, received AES256/);
});

test('requests ask buckets and keys of the scenario; messages of a queue are not traced', async () => {
  const asking = { s3: [{ bucket: 'nowhere', puts: 1 }], kms: [{ keyId: 'none' }] };
  expect(await complaints({ workloads: [requestsTo('web', 1, asking)] })).toEqual([
    'workloads[0].requests.s3[0].bucket: expected a bucket of this scenario, received "nowhere". There is none.',
    'workloads[0].requests.kms[0].keyId: expected a key of this scenario, received "none". There is none.',
  ]);
  const queue = { messages: { constant: 1 }, workMs: 5 };
  expect(await complaints({ workloads: [{ service: 'web', requests: { queue, traced: true } }] })).toEqual([
    'workloads[0].requests.traced: expected no `traced` beside `queue`, received one.',
  ]);
  const beside = { service: 'web', usage: { cpu: 1 }, kms: [{ keyId: 'alias/aws/s3' }] };
  expect(await complaints({ workloads: [beside] })).toEqual([
    'workloads[0].kms: expected no `kms` beside `service`, received one.',
  ]);
});
