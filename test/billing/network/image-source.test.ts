import { expect, test } from 'vitest';
import { imageSource } from '../../../src/billing/network/image-source.ts';

const S3 = { kind: 'service', service: 's3' };
const INTERNET = { kind: 'internet' };

test.each([
  ['123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web:2', S3],
  ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/web', S3],
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/web', { kind: 'region', region: 'eu-west-1' }],
  ['public.ecr.aws/nginx/nginx:latest', INTERNET],
  ['docker.io/library/nginx', INTERNET],
  ['nginx', INTERNET],
  ['dkr.ecr.us-east-1.amazonaws.com/web', INTERNET],
])('%s comes from %o in us-east-1', (image, source) => {
  expect(imageSource(image, 'us-east-1')).toEqual(source);
});
