import type { World } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { crossZoneBilledBytes } from '../meters/network.ts';
import type { MeterName } from '../meters/registry.ts';
import type { NetworkFacts } from './network-facts.ts';
import { usageOf } from './part-usage.ts';

/** Who in the VPC sends or gets bytes. */
export interface Sender {
  /** Index of its zone. */
  readonly zone: number;
  /** Whether it has a public address, and so a way of its own into the internet. */
  readonly isPublic: boolean;
  readonly workload: number;
}

/** By which way bytes between the VPC and what lies outside of it go. */
export type WayOut =
  /** By a public address or a gateway endpoint; or there is none, as far as the scenario says. */
  { readonly kind: 'free' } | { readonly kind: 'endpoint' } | { readonly kind: 'nat'; readonly zone: string };

/**
 * The way to a service of AWS in the region such as `s3` or `logs`, or into the internet (`null`): an endpoint for the service,
 * else the sender's own address, else the NAT gateway of its zone, else the first (billing:N5, N7, N8).
 */
export function wayOut(
  { endpoints, natGateways }: Pick<NetworkFacts, 'endpoints' | 'natGateways'>,
  service: string | null,
  zone: string,
  isPublic: boolean,
): WayOut {
  const kinds = endpoints.filter((endpoint) => endpoint.service === service).map(({ kind }) => kind);
  if (kinds.includes('Gateway')) return FREE;
  if (kinds.includes('Interface')) return { kind: 'endpoint' };
  if (isPublic) return FREE;
  const gateways = natGateways.filter((gateway) => gateway.isPublic);
  const gateway = gateways.find((one) => one.zone === zone) ?? gateways[0];
  return gateway === undefined ? FREE : { kind: 'nat', zone: gateway.zone };
}

const FREE: WayOut = { kind: 'free' };

/** Adds up bytes between the VPC and what lies outside of it, in either direction, by what they are billed as. */
export class OutboundTraffic {
  private readonly world: World;
  private readonly facts: NetworkFacts;
  private readonly sums = new Map<string, Sum>();

  constructor(world: World, facts: NetworkFacts) {
    this.world = world;
    this.facts = facts;
  }

  /** So many bytes have gone between a sender and a service of AWS, or the internet (`null`). */
  add(service: string | null, { zone, isPublic, workload }: Sender, bytes: number): void {
    const { world } = this;
    const here = world.zones[zone] ?? '';
    const way = wayOut(this.facts, service, here, isPublic);
    if (way.kind === 'endpoint') this.sumOf('endpoint.interface.gb', zone, workload).bytes += bytes;
    if (way.kind !== 'nat') return;
    this.sumOf('nat.gb', world.zones.indexOf(way.zone), workload).bytes += bytes;
    if (way.zone !== here) this.sumOf('transfer.crossZone.gb', NONE, workload).bytes += bytes;
  }

  /** Bytes that cost something besides their way. */
  addOf(meter: MeterName, { workload }: Sender, bytes: number): void {
    this.sumOf(meter, NONE, workload).bytes += bytes;
  }

  /** What has been added since the last time, to the nearest byte. */
  take(): MeteredUsage[] {
    const usage = [...this.sums.values()].map(({ meter, zone, workload, bytes }) => {
      const quantity = BigInt(Math.round(bytes));
      const billed = meter === 'transfer.crossZone.gb' ? crossZoneBilledBytes(quantity) : quantity;
      return usageOf(this.world, meter, zone, workload, billed);
    });
    this.sums.clear();
    return usage;
  }

  private sumOf(meter: MeterName, zone: number, workload: number): Sum {
    const key = `${meter}/${zone}/${workload}`;
    const known = this.sums.get(key);
    if (known !== undefined) return known;
    const sum = { meter, zone, workload, bytes: 0 };
    this.sums.set(key, sum);
    return sum;
  }
}

interface Sum {
  readonly meter: MeterName;
  readonly zone: number;
  readonly workload: number;
  bytes: number;
}
