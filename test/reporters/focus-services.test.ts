import { expect, test } from 'vitest';
import { focusService } from '../../src/reporters/focus-services.ts';

/** Service codes of AWS's price list whose products a bill can have. */
const CODES = [
  'AmazonEC2',
  'AWSFargate',
  'AmazonECS',
  'AmazonECR',
  'AWSELB',
  'AmazonVPC',
  'AWSDataTransfer',
  'AmazonRoute53',
  'AWSCloudMap',
  'AmazonCloudWatch',
  'AWSXRay',
  'AWSSystemsManager',
  'AmazonS3',
  'AWSSecretsManager',
  'awskms',
];

test('every service has a name of its own and a category that FOCUS knows', () => {
  const services = CODES.map(focusService);
  expect(new Set(services.map(({ name }) => name)).size).toBe(CODES.length);
  for (const { category, subcategory, provider } of services) {
    expect(provider).toBe('AWS');
    expect(['Compute', 'Networking', 'Management and Governance', 'Security', 'Storage']).toContain(category);
    // A subcategory belongs to one category.
    const others = services.filter((service) => service.subcategory === subcategory);
    expect(new Set(others.map((service) => service.category)).size).toBe(1);
  }
});

test('what AWS does not sell is of another provider', () => {
  expect(focusService('Other')).toEqual({
    name: 'Other',
    category: 'Compute',
    subcategory: 'Other (Compute)',
    provider: 'Other',
  });
});
