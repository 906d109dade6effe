import { expect, test } from 'vitest';
import { imageSource } from '../../../src/billing/network/image-source.ts';

test.each([
  ['123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web:2', 's3'],
  ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/web', 's3'],
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/web', null],
  ['public.ecr.aws/nginx/nginx:latest', null],
  ['docker.io/library/nginx', null],
  ['nginx', null],
  ['dkr.ecr.us-east-1.amazonaws.com/web', null],
])('%s comes from %s in us-east-1', (image, source) => {
  expect(imageSource(image, 'us-east-1')).toBe(source);
});
