import type { World } from '../../events/world.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import type { MeterName } from '../meters/registry.ts';
import type { NetworkFacts } from './network-facts.ts';
import { OutboundTraffic, type Sender } from './outbound-traffic.ts';

/** Where bytes of the VPC go, or come from. */
export type Far =
  /** A service of AWS in the region, by what endpoints call it: `s3`, `logs`. */
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'internet' };

/** The two regions that a GB between costs half of what it does elsewhere. */
const US_EAST: readonly string[] = ['us-east-1', 'us-east-2'];

/**
 * What bytes between the VPC and elsewhere are billed as: the way out of it (billing:N5, N8), and what leaves into the internet or
 * goes between two regions (billing:N7). Between regions each GB costs what leaves this region costs, whichever way it goes.
 */
export class RemoteTraffic {
  private readonly outbound: OutboundTraffic;
  private readonly region: string;

  constructor(world: World, facts: NetworkFacts, region: string) {
    this.outbound = new OutboundTraffic(world, facts);
    this.region = region;
  }

  /** Bytes that a task sends. */
  send(to: Far, sender: Sender, bytes: number): void {
    if (to.kind === 'internet') this.outbound.addOf('transfer.internetOut.gb', sender, bytes);
    this.pass(to, sender, bytes);
  }

  /** Bytes that a task gets; what comes in from the internet costs only its way. */
  get(from: Far, sender: Sender, bytes: number): void {
    this.pass(from, sender, bytes);
  }

  /** What has gone since the last time. */
  take(): MeteredUsage[] {
    return this.outbound.take();
  }

  private pass(far: Far, sender: Sender, bytes: number): void {
    if (far.kind === 'region') this.outbound.addOf(betweenRegions(this.region, far.region), sender, bytes);
    this.outbound.add(far.kind === 'service' ? far.service : null, sender, bytes);
  }
}

/** The meter of bytes between two regions. */
export function betweenRegions(one: string, other: string): MeterName {
  return US_EAST.includes(one) && US_EAST.includes(other) ? 'transfer.usEast.gb' : 'transfer.interRegion.gb';
}
