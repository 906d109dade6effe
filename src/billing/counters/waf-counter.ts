import type { World } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import type { NetworkFacts } from '../network/network-facts.ts';
import { addCauses, partUsage } from '../network/part-usage.ts';
import { requestCauses } from '../network/request-causes.ts';
import { Counter } from './counter.ts';

/** Requests that WAF inspects: all that come by a load balancer with a web ACL (WAF pricing). */
export class WafCounter extends Counter {
  private world!: World;
  private readonly services: NetworkFacts['services'];
  private readonly balancers: ReadonlySet<number>;
  private requests = 0;
  private readonly causes = new Map<number, number>();

  /** `balancers`: those that have a web ACL. */
  constructor({ services }: NetworkFacts, balancers: ReadonlySet<number>) {
    super();
    this.services = services;
    this.balancers = balancers;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override requestsArrived(
    _at: number,
    service: number,
    caller: number,
    _call: number,
    requests: number,
  ): void {
    const { balancer, isCalledByBalancer } = this.services[service]!;
    if (!this.balancers.has(balancer) || (caller !== NONE && !isCalledByBalancer)) return;
    this.requests += requests;
    addCauses(this.causes, requestCauses(this.world, service), requests);
  }

  override take(): MeteredUsage[] {
    const usage = partUsage(this.world, 'waf.request', NONE, BigInt(this.requests), this.causes);
    this.requests = 0;
    this.causes.clear();
    return usage;
  }
}
