import { expect, test } from 'vitest';
import { wayOut } from '../../../src/billing/network/outbound-traffic.ts';

const NAT = { zone: 'us-east-1b', isPublic: true };
const S3 = { kind: 'Interface', service: 's3', zones: [] } as const;

const way = (parts: object, service: string | null = 's3', isPublic = false) =>
  wayOut({ endpoints: [], natGateways: [NAT], ...parts }, service, 'us-east-1a', isPublic);

test('bytes go by an endpoint for their service, else by an address of their own, else by a NAT gateway', () => {
  expect(way({ endpoints: [S3] })).toEqual({ kind: 'endpoint' });
  expect(way({ endpoints: [S3] }, 's3', true)).toEqual({ kind: 'endpoint' });
  expect(way({ endpoints: [S3, { ...S3, kind: 'Gateway' }] })).toEqual({ kind: 'free' });
  expect(way({ endpoints: [S3] }, 'logs')).toEqual({ kind: 'nat', zone: 'us-east-1b' });
  expect(way({ endpoints: [S3] }, null)).toEqual({ kind: 'nat', zone: 'us-east-1b' });
  expect(way({}, null, true)).toEqual({ kind: 'free' });
});

test('the NAT gateway is that of the zone, else the first; a private one leads nowhere', () => {
  const here = { zone: 'us-east-1a', isPublic: true };
  expect(way({ natGateways: [NAT, here] })).toEqual({ kind: 'nat', zone: 'us-east-1a' });
  expect(way({ natGateways: [{ ...here, isPublic: false }, NAT] })).toEqual({
    kind: 'nat',
    zone: 'us-east-1b',
  });
  expect(way({ natGateways: [{ ...here, isPublic: false }] })).toEqual({ kind: 'free' });
  expect(way({ natGateways: [] })).toEqual({ kind: 'free' });
});
