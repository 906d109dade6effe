import type * as z from 'zod';
import {
  CROSS_ZONE,
  DEREGISTRATION_DELAY,
  MINIMUM_HEALTHY_TARGETS,
  SLOW_START,
} from '../../../catalog/target-settings.ts';
import type { MinimumHealthy } from '../../../requests/balancing/minimum-healthy.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import type { RoutingSpec } from '../../scenario.ts';
import { choice } from '../../shapes/fields.ts';
import { mapping, withoutEffect } from '../../shapes/mapping.ts';
import { attributeFlag, attributeInteger, attributeIntegerOrOff } from './attribute-values.ts';

const ALGORITHM = 'load_balancing.algorithm.type';
const CROSS_ZONE_KEY = 'load_balancing.cross_zone.enabled';
const DELAY = 'deregistration_delay.timeout_seconds';
const DNS_COUNT = 'target_group_health.dns_failover.minimum_healthy_targets.count';
const DNS_PERCENT = 'target_group_health.dns_failover.minimum_healthy_targets.percentage';
const ROUTING_COUNT = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count';
const ROUTING_PERCENT = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage';
const SLOW_START_KEY = 'slow_start.duration_seconds';

const percent = attributeIntegerOrOff(
  'a percentage from 1 to 100, or off',
  (value) => value >= 1 && value <= 100,
);

/** Attributes as ModifyTargetGroupAttributes has them: a mapping here, a list of keys and values there. */
export const targetGroupAttributesSchema = mapping(
  {
    [DELAY]: attributeInteger(
      `seconds from ${DEREGISTRATION_DELAY.minimum} to ${DEREGISTRATION_DELAY.maximum}`,
      (value) => value >= DEREGISTRATION_DELAY.minimum && value <= DEREGISTRATION_DELAY.maximum,
    )
      .optional()
      .describe(
        `How long a deregistered target is draining; default ${DEREGISTRATION_DELAY.preset}. Then, and after \`timings: { lb.deregistration }\`, the containers of its task get SIGTERM.`,
      ),
    [SLOW_START_KEY]: attributeInteger(
      `0, or seconds from ${SLOW_START.minimum} to ${SLOW_START.maximum}`,
      (value) => value === SLOW_START.preset || (value >= SLOW_START.minimum && value <= SLOW_START.maximum),
    )
      .optional()
      .describe('Time in which the share of a new target rises to that of the others; default 0, at once.'),
    [ALGORITHM]: choice(['round_robin', 'least_outstanding_requests', 'weighted_random'])
      .optional()
      .describe('How an Application Load Balancer picks the target of a request; default round_robin.'),
    [CROSS_ZONE_KEY]: attributeFlag('use_load_balancer_configuration')
      .optional()
      .describe(
        'Whether a request may go to a target in another zone than the one it came in by; default as the load balancer has it.',
      ),
    [DNS_COUNT]: attributeIntegerOrOff('a count from 1 up, or off', (value) => value >= 1)
      .optional()
      .describe(
        `With fewer healthy targets a zone is taken out of DNS; default ${MINIMUM_HEALTHY_TARGETS}. Without effect while requests cross zones.`,
      ),
    [DNS_PERCENT]: percent
      .optional()
      .describe('The same in percent of the registered targets; default off. Either of the two is enough.'),
    [ROUTING_COUNT]: attributeInteger('a count from 1 up', (value) => value >= 1)
      .optional()
      .describe(
        `With fewer healthy targets requests go to all, healthy or not; default ${MINIMUM_HEALTHY_TARGETS}.`,
      ),
    [ROUTING_PERCENT]: percent
      .optional()
      .describe('The same in percent of the registered targets; default off. Either of the two is enough.'),
  },
  {
    notModelled: withoutEffect(
      'deregistration_delay.connection_termination.enabled',
      'load_balancing.algorithm.anomaly_mitigation',
      'preserve_client_ip.enabled',
      'proxy_protocol_v2.enabled',
      'stickiness.app_cookie.cookie_name',
      'stickiness.app_cookie.duration_seconds',
      'stickiness.enabled',
      'stickiness.lb_cookie.duration_seconds',
      'stickiness.type',
      'target_failover.on_deregistration',
      'target_failover.on_unhealthy',
      'target_health_state.unhealthy.connection_termination.enabled',
      'target_health_state.unhealthy.draining_interval_seconds',
    ),
  },
);

type Attributes = z.output<typeof targetGroupAttributesSchema>;

/** What a load balancer brings to the target groups behind it. */
export interface Balancer {
  readonly type: RoutingSpec['type'];
  /** Of the load balancer itself; `null`: as its type has it. */
  readonly crossZone: boolean | null;
}

/** How long a deregistered target is draining. */
export function deregistrationDelayMs(attributes: Attributes): number {
  return (attributes[DELAY] ?? DEREGISTRATION_DELAY.preset) * 1000;
}

/** The stated attributes that only requests have to do with. */
export function statedRouting(attributes: Attributes): string[] {
  const stated = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return stated.map(([key]) => key).filter((key) => key !== DELAY);
}

/** How requests reach the targets of a group behind a load balancer, defaults filled in (autoscaling: ). */
export function resolveRouting(
  attributes: Attributes,
  { type, crossZone }: Balancer,
  path: Path,
  findings: Findings,
): RoutingSpec {
  const algorithm = attributes[ALGORITHM] ?? 'round_robin';
  const slowStart = attributes[SLOW_START_KEY] ?? SLOW_START.preset;
  if (type === 'network') checkNetwork(attributes, path, findings);
  else if (algorithm === 'least_outstanding_requests' && slowStart > 0)
    findings.add([...path, SLOW_START_KEY], `0 with ${algorithm}`, `${slowStart}`);
  checkOrder(attributes, DNS_COUNT, ROUTING_COUNT, path, findings);
  checkOrder(attributes, DNS_PERCENT, ROUTING_PERCENT, path, findings);
  return {
    type,
    algorithm,
    crossZone: attributes[CROSS_ZONE_KEY] ?? crossZone ?? CROSS_ZONE[type],
    slowStartMs: slowStart * 1000,
    failOpen: minimumHealthy(attributes[ROUTING_COUNT], attributes[ROUTING_PERCENT]),
    dnsFailover: minimumHealthy(attributes[DNS_COUNT], attributes[DNS_PERCENT]),
  };
}

/** `undefined`: not stated; `null`: off. */
function minimumHealthy(
  count: number | null | undefined,
  percentage: number | null | undefined,
): MinimumHealthy {
  return { count: count === undefined ? MINIMUM_HEALTHY_TARGETS : (count ?? 0), percent: percentage ?? null };
}

/** A Network Load Balancer picks a target by the connection, and knows no slow start. */
function checkNetwork(attributes: Attributes, path: Path, findings: Findings): void {
  const { [ALGORITHM]: algorithm, [SLOW_START_KEY]: slowStart = 0 } = attributes;
  const hint = 'Only Application Load Balancers have it.';
  const expected = 'none behind a Network Load Balancer';
  if (algorithm !== undefined) findings.add([...path, ALGORITHM], expected, algorithm, hint);
  if (slowStart > 0) findings.add([...path, SLOW_START_KEY], expected, `${slowStart}`, hint);
}

/** A zone leaves DNS before its nodes send requests to unhealthy targets, or with it. */
function checkOrder(
  attributes: Attributes,
  dns: typeof DNS_COUNT | typeof DNS_PERCENT,
  routing: typeof ROUTING_COUNT | typeof ROUTING_PERCENT,
  path: Path,
  findings: Findings,
): void {
  const least = attributes[routing] ?? 0;
  const stated = attributes[dns] ?? null;
  if (stated !== null && stated < least)
    findings.add([...path, dns], `at least ${least}, the threshold of unhealthy state routing`, `${stated}`);
}
