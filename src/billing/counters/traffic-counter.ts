import type { RequestPart, World } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { crossZoneBilledBytes } from '../meters/network.ts';
import { type BalancedFlow, balancerUsage } from '../network/balancer-usage.ts';
import { Flow } from '../network/flow.ts';
import type { NetworkFacts } from '../network/network-facts.ts';
import { type Causes, partUsage } from '../network/part-usage.ts';
import { crossingPart, evenly, type ZoneParts } from '../network/zone-crossing.ts';
import { Counter } from './counter.ts';

/**
 * Load balancers, and what requests and calls cost on the network: hours and capacity units, bytes into the internet, bytes
 * between zones (billing:N1 to N4, N7). What comes from outside is put down to the service that serves it, a call to its caller.
 */
export class TrafficCounter extends Counter {
  private world!: World;
  private readonly facts: NetworkFacts;
  /** By service, then by caller and call. */
  private readonly flows: Map<string, Flow>[];
  private readonly spreads: (Spread | undefined)[] = [];
  private fromMs = 0;

  constructor(facts: NetworkFacts) {
    super();
    this.facts = facts;
    this.flows = facts.services.map(() => new Map<string, Flow>());
  }

  override begin(world: World): void {
    this.world = world;
  }

  override requestsArrived(
    _at: number,
    service: number,
    caller: number,
    call: number,
    requests: number,
    answered: number,
  ): void {
    const traffic = this.facts.services[service]!;
    if (traffic.isExternal) return;
    const { causes, zones } = this.spreadOf(service);
    const flow = this.flowOf(service, caller, call);
    if (caller === NONE) {
      const bytes = requests * traffic.requestBytes + answered * traffic.responseBytes;
      const hops = traffic.balancer === NONE ? 0 : this.hopsBehind(service, zones);
      flow.add(requests, answered, bytes * hops, causes);
      return;
    }
    const calling = this.spreadOf(caller);
    const bytes = requests * this.facts.services[caller]!.callBytes[call]!;
    const { isExternal } = this.facts.services[caller]!;
    const hops = isExternal ? 0 : this.hopsOfCall(service, calling.zones, zones);
    flow.add(requests, answered, bytes * hops, calling.causes);
  }

  override take(at: number): MeteredUsage[] {
    const { world, facts } = this;
    const slice = { fromMs: world.startMs + this.fromMs, toMs: world.startMs + at };
    this.fromMs = at;
    if (slice.toMs <= slice.fromMs) return [];
    const flows = this.flows.flatMap((ofService) => [...ofService.values()]);
    const usage = [
      ...facts.balancers.flatMap((balancer, i) =>
        balancerUsage(world, balancer, this.balancedBy(i, flows), slice),
      ),
      ...flows.flatMap((flow) => this.transfersOf(flow)),
    ];
    for (const flow of flows) flow.clear();
    return usage;
  }

  private flowOf(service: number, caller: number, call: number): Flow {
    const ofService = this.flows[service]!;
    const key = `${caller}/${call}`;
    const known = ofService.get(key);
    if (known !== undefined) return known;
    const flow = new Flow(service, caller, call);
    ofService.set(key, flow);
    return flow;
  }

  private balancedBy(balancer: number, flows: readonly Flow[]): BalancedFlow[] {
    return flows.flatMap((flow) => {
      const traffic = this.facts.services[flow.service]!;
      const comesByIt = traffic.balancer === balancer && (flow.isFromOutside || traffic.isCalledByBalancer);
      return comesByIt ? [{ flow, traffic, bytes: this.bytesOf(flow) }] : [];
    });
  }

  private bytesOf({ service, caller, call, isFromOutside, requests, answered }: Flow): bigint {
    const { requestBytes, responseBytes } = this.facts.services[service]!;
    if (isFromOutside)
      return BigInt(requests) * BigInt(requestBytes) + BigInt(answered) * BigInt(responseBytes);
    return BigInt(requests) * BigInt(this.facts.services[caller]!.callBytes[call]!);
  }

  /** Into the internet: responses that leave by public addresses; between zones: on both sides. */
  private transfersOf({ service, isFromOutside, answered, crossingBytes, causes }: Flow): MeteredUsage[] {
    const { world, facts } = this;
    const { balancer, responseBytes } = facts.services[service]!;
    const isInternal = balancer !== NONE && !facts.balancers[balancer]!.internetFacing;
    const out = isFromOutside && !isInternal ? BigInt(answered) * BigInt(responseBytes) : 0n;
    const crossing = crossZoneBilledBytes(BigInt(Math.round(crossingBytes)));
    return [
      ...partUsage(world, 'transfer.internetOut.gb', NONE, out, causes),
      ...partUsage(world, 'transfer.crossZone.gb', NONE, crossing, causes),
    ];
  }

  /** How often what comes by a load balancer goes to another zone behind it, on average: an Application Load Balancer pays that itself. */
  private hopsBehind(service: number, targets: ZoneParts): number {
    const { balancer, crossZone } = this.facts.services[service]!;
    const { kind, zones } = this.facts.balancers[balancer]!;
    return kind === 'alb' || !crossZone ? 0 : crossingPart(evenly(this.indexesOf(zones)), targets);
  }

  /** How often a call goes from a zone to another: straight, or to a Network Load Balancer and on behind it. */
  private hopsOfCall(service: number, callers: ZoneParts, targets: ZoneParts): number {
    const { balancer, crossZone, isCalledByBalancer } = this.facts.services[service]!;
    if (!isCalledByBalancer) return crossingPart(callers, targets);
    const { kind, zones } = this.facts.balancers[balancer]!;
    if (kind === 'alb') return 0;
    // Without cross-zone load balancing a request goes on in the zone that it came to.
    const nodes = crossZone ? evenly(this.indexesOf(zones)) : targets;
    return crossingPart(callers, nodes) + this.hopsBehind(service, targets);
  }

  private indexesOf(zones: readonly string[]): number[] {
    return zones.map((zone) => this.world.zones.indexOf(zone));
  }

  /** Where the requests of a service go, worked out when that is another list. */
  private spreadOf(service: number): Spread {
    const parts = this.world.requestSpread(service);
    const known = this.spreads[service];
    if (known?.parts === parts) return known;
    const causes = new Map<number, number>();
    const zones = new Map<number, number>();
    for (const { workload, zone, share } of parts) {
      causes.set(workload, (causes.get(workload) ?? 0) + share);
      zones.set(zone, (zones.get(zone) ?? 0) + share);
    }
    if (causes.size === 0) causes.set(this.firstWorkloadOf(service), 1);
    const spread = { parts, causes, zones };
    this.spreads[service] = spread;
    return spread;
  }

  /** What comes while a service has no task is put down to it all the same. */
  private firstWorkloadOf(service: number): number {
    const { services, workloads } = this.world;
    const { name } = services[service]!;
    return workloads.findIndex((workload) => workload.service === name);
  }
}

interface Spread {
  readonly parts: readonly RequestPart[];
  readonly causes: Causes;
  readonly zones: ZoneParts;
}
