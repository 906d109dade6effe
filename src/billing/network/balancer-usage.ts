import { LOAD_BALANCER_UNITS } from '../../catalog/services/load-balancer-units.ts';
import type { World } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import {
  type AlbDimension,
  albDimensions,
  type BalancerHour,
  highestDimension,
  type NlbDimension,
  nlbDimensions,
  ruleEvaluations,
} from '../meters/load-balancer.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { startedHoursMs } from '../meters/started-hours.ts';
import type { Flow } from './flow.ts';
import type { BalancerFacts, ServiceTraffic } from './network-facts.ts';
import { addCauses, partUsage } from './part-usage.ts';

/** A part of an hour of the clock, epoch milliseconds. */
export interface Slice {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A flow that comes by a load balancer, and its bytes. */
export interface BalancedFlow {
  readonly flow: Flow;
  readonly traffic: ServiceTraffic;
  readonly bytes: bigint;
}

/**
 * What a load balancer is billed for in a part of an hour: all of the hour, the capacity units of its highest dimension, and its
 * public addresses (billing:N1, N2, N3, N6). It is put down to those whose requests came by it.
 */
export function balancerUsage(
  world: World,
  balancer: BalancerFacts,
  flows: readonly BalancedFlow[],
  { fromMs, toMs }: Slice,
): MeteredUsage[] {
  const { kind, internetFacing, zones } = balancer;
  const requests = new Map<number, number>();
  for (const { flow } of flows) addCauses(requests, flow.causes);
  const unitParts = new Map<number, number>();
  const { dimension, parts } = highestOf(balancer, flows);
  for (const each of flows) {
    const own = Number(dimensionsOf(balancer, each)[dimension]);
    if (own > 0 && each.flow.requests > 0)
      addCauses(unitParts, each.flow.causes, own / each.flow.requests / 1e6);
  }
  const hoursMs = BigInt(startedHoursMs(fromMs, toMs));
  return [
    ...partUsage(world, `${kind}.hour`, NONE, hoursMs, requests),
    ...partUsage(world, `${kind}.lcuHour`, NONE, parts, unitParts),
    ...(internetFacing ? zones : []).flatMap((zone) =>
      partUsage(world, 'publicIpv4.hour', world.zones.indexOf(zone), BigInt(toMs - fromMs), requests),
    ),
  ];
}

type Dimensions = Readonly<Record<AlbDimension, bigint>>;

/** All flows together: dimensions are sums, and the highest sum counts. */
function highestOf(
  balancer: BalancerFacts,
  flows: readonly BalancedFlow[],
): { readonly dimension: AlbDimension; readonly parts: bigint } {
  const sums: Record<AlbDimension, bigint> = {
    newConnections: 0n,
    activeConnections: 0n,
    processedBytes: 0n,
    ruleEvaluations: 0n,
  };
  for (const each of flows) {
    const own = dimensionsOf(balancer, each);
    for (const name of Object.keys(sums) as AlbDimension[]) sums[name] += own[name];
  }
  return highestDimension(sums);
}

function dimensionsOf({ kind, protocol, rules }: BalancerFacts, balanced: BalancedFlow): Dimensions {
  const hour = hourOf(balanced);
  if (kind === 'alb') {
    const { alb } = LOAD_BALANCER_UNITS;
    const evaluated = ruleEvaluations(BigInt(balanced.flow.requests), rules, alb);
    return albDimensions({ ...hour, mutualTls: false, lambdaBytes: 0n, ruleEvaluations: evaluated }, alb);
  }
  const dimensions: Readonly<Record<NlbDimension, bigint>> = nlbDimensions(
    hour,
    LOAD_BALANCER_UNITS.nlb[protocol],
  );
  return { ...dimensions, ruleEvaluations: 0n };
}

/** A connection counts where its first request comes, all of it. */
function hourOf({ flow, traffic, bytes }: BalancedFlow): BalancerHour {
  const newConnections = BigInt(Math.round(flow.requests / traffic.requestsPerConnection));
  return { newConnections, activeConnectionMs: newConnections * BigInt(traffic.connectionMs), bytes };
}
