import { ec2BilledMs } from '../ec2.ts';
import { type Counting, GB, HOURS } from './meter.ts';

/** NAT gateways, public IPv4 addresses, interface endpoints and what moves data costs (billing:N5 to N8). */
export const NETWORK_METERS = {
  'nat.hour': HOURS,
  /** Both directions. */
  'nat.gb': GB,
  'publicIpv4.hour': HOURS,
  'publicIpv4.idleHour': HOURS,
  'publicIpv4.contiguousBlockHour': HOURS,
  /** One for each zone that an endpoint stands in. */
  'endpoint.interface.hour': HOURS,
  'endpoint.interface.gb': GB,
  'endpoint.gwlb.hour': HOURS,
  'endpoint.gwlb.gb': GB,
  'transfer.internetOut.gb': GB,
  'transfer.crossZone.gb': GB,
  'transfer.interRegion.gb': GB,
  /** Between us-east-1 and us-east-2. */
  'transfer.usEast.gb': GB,
} satisfies Record<string, Counting>;

/** Milliseconds that a public IPv4 address is billed for which was had for `ms`: whole seconds, at least a minute (billing:N6). */
export function publicIpv4BilledMs(ms: number): number {
  return ec2BilledMs(ms);
}

/** Bytes between two zones as they are billed: once where they leave and once where they come in (billing:N7). */
export function crossZoneBilledBytes(bytes: bigint): bigint {
  return 2n * bytes;
}
