import type { World } from '../../events/world.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { startedHoursMs } from '../meters/started-hours.ts';
import { imageSource } from '../network/image-source.ts';
import type { NetworkFacts } from '../network/network-facts.ts';
import { usageOf } from '../network/part-usage.ts';
import { RemoteTraffic } from '../network/remote-traffic.ts';
import { senderOf } from '../network/sender-of.ts';
import { Counter } from './counter.ts';

/**
 * NAT gateways and interface endpoints, hour by hour, with the bytes of image pulls that go by them (billing:N5, N8). Pulls are
 * put down to the workload whose task pulls; hours are nobody's.
 */
export class OutboundCounter extends Counter {
  private world!: World;
  private traffic!: RemoteTraffic;
  private readonly facts: NetworkFacts;
  private readonly region: string;
  private fromMs = 0;

  constructor(facts: NetworkFacts, region: string) {
    super();
    this.facts = facts;
    this.region = region;
  }

  override begin(world: World): void {
    this.world = world;
    this.traffic = new RemoteTraffic(world, this.facts, this.region);
  }

  override imagePulled(_at: number, task: TaskIndex, image: number, bytes: number): void {
    const sender = senderOf(this.world, task);
    if (sender !== null) this.traffic.get(imageSource(this.world.images[image]!, this.region), sender, bytes);
  }

  override take(at: number): MeteredUsage[] {
    const { startMs } = this.world;
    const hoursMs = BigInt(startedHoursMs(startMs + this.fromMs, startMs + at));
    const ms = BigInt(at - this.fromMs);
    this.fromMs = at;
    return ms === 0n ? [] : [...this.hoursOf(hoursMs, ms), ...this.traffic.take()];
  }

  /** A started hour is a whole one; addresses are billed by the second. */
  private hoursOf(hoursMs: bigint, ms: bigint): MeteredUsage[] {
    const { world, facts } = this;
    const { natGateways, endpoints } = facts;
    const of = (meter: MeteredUsage['meter'], zone: string, quantity: bigint) =>
      usageOf(world, meter, world.zones.indexOf(zone), NONE, quantity);
    return [
      ...natGateways.map(({ zone }) => of('nat.hour', zone, hoursMs)),
      ...natGateways.filter(({ isPublic }) => isPublic).map(({ zone }) => of('publicIpv4.hour', zone, ms)),
      ...endpoints
        .filter(({ kind }) => kind === 'Interface')
        .flatMap(({ zones }) => zones.map((zone) => of('endpoint.interface.hour', zone, hoursMs))),
    ];
  }
}
