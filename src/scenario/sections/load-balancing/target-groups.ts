import * as z from 'zod';
import { arnBeginningOf } from '../../../catalog/account.ts';
import { DEREGISTRATION_DELAY, TARGET_HEALTH_CHECK } from '../../../catalog/target-settings.ts';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import type { Findings } from '../../findings.ts';
import { Names, nameIn } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import type { TargetGroupSpec } from '../../scenario.ts';
import { integer, integerOrText, text } from '../../shapes/fields.ts';
import { mapping, unless, withoutEffect } from '../../shapes/mapping.ts';
import { elbName } from './elb-name.ts';

const { interval, timeout, healthyThreshold, unhealthyThreshold } = TARGET_HEALTH_CHECK;

/** An attribute as ModifyTargetGroupAttributes has it: a mapping here, a list of keys and values there. */
const attributesSchema = mapping(
  {
    'deregistration_delay.timeout_seconds': integerOrText(
      DEREGISTRATION_DELAY.minimum,
      `seconds from ${DEREGISTRATION_DELAY.minimum} to ${DEREGISTRATION_DELAY.maximum}`,
    )
      .optional()
      .describe(
        `How long a deregistered target is draining, before its task is stopped; default ${DEREGISTRATION_DELAY.preset}.`,
      ),
  },
  {
    notModelled: {
      'slow_start.duration_seconds': unless(0, '0'),
      ...withoutEffect(
        'deregistration_delay.connection_termination.enabled',
        'load_balancing.algorithm.anomaly_mitigation',
        'load_balancing.algorithm.type',
        'load_balancing.cross_zone.enabled',
        'preserve_client_ip.enabled',
        'proxy_protocol_v2.enabled',
        'stickiness.app_cookie.cookie_name',
        'stickiness.app_cookie.duration_seconds',
        'stickiness.enabled',
        'stickiness.lb_cookie.duration_seconds',
        'stickiness.type',
        'target_failover.on_deregistration',
        'target_failover.on_unhealthy',
        'target_group_health.dns_failover.minimum_healthy_targets.count',
        'target_group_health.dns_failover.minimum_healthy_targets.percentage',
        'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count',
        'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage',
        'target_health_state.unhealthy.connection_termination.enabled',
        'target_health_state.unhealthy.draining_interval_seconds',
      ),
    },
  },
);

const targetGroupSchema = mapping(
  {
    name: text('a name of up to 32 characters', 32).optional().describe('Name of the target group.'),
    targetGroupName: text('a name of up to 32 characters', 32)
      .optional()
      .describe('What DescribeTargetGroups calls the name.'),
    loadBalancerArns: z
      .array(text('a load balancer'))
      .optional()
      .describe('Load balancers that it is behind, as DescribeTargetGroups has them.'),
    targetType: text('instance or ip').optional().describe('With `instance` not for awsvpc tasks.'),
    healthCheckIntervalSeconds: integer(interval.minimum, interval.maximum)
      .prefault(interval.preset)
      .describe('Between two checks of one target.'),
    healthCheckTimeoutSeconds: integer(timeout.minimum, timeout.maximum)
      .optional()
      .describe(`Of a check; at most the interval; default ${timeout.preset}.`),
    healthyThresholdCount: integer(healthyThreshold.minimum, healthyThreshold.maximum)
      .prefault(healthyThreshold.preset)
      .describe('Passes in a row after which a target that was unhealthy is healthy; a new one needs one.'),
    unhealthyThresholdCount: integer(unhealthyThreshold.minimum, unhealthyThreshold.maximum)
      .prefault(unhealthyThreshold.preset)
      .describe('Failures in a row that make a target unhealthy.'),
    attributes: attributesSchema.prefault({}),
  },
  {
    aws: { shape: 'TargetGroup', path: [] },
    checkedOnly: ['loadBalancerArns', 'targetType', 'healthCheckTimeoutSeconds'],
    notModelled: { healthCheckEnabled: unless(true) },
  },
);

/** Target groups, as CreateTargetGroup takes or DescribeTargetGroups has them. */
export const targetGroupsSchema: z.ZodArray<typeof targetGroupSchema> = z
  .array(targetGroupSchema)
  .describe('Target groups of load balancers: how the tasks of services are checked and deregistered.');

/** A target group, and what only the checks of services look at. */
export interface ResolvedTargetGroup {
  readonly index: number;
  readonly targetType: string | undefined;
  /** Whether a load balancer has it. */
  isAttached: boolean;
}

/** The target groups of a scenario, by name. */
export class TargetGroups {
  readonly specs: TargetGroupSpec[] = [];
  private readonly names = new Names<ResolvedTargetGroup>('a target group');

  constructor(section: unknown, context: LoadContext) {
    const { findings } = context;
    const list = decodeList(targetGroupSchema, section, ['targetGroups'], findings);
    for (const [i, decoded] of list.entries()) {
      const path: Path = ['targetGroups', i];
      const name = decoded?.name ?? decoded?.targetGroupName;
      if (decoded === null) this.names.addBroken(nameIn(section, i, 'name'));
      else if (name === undefined) {
        findings.add([...path, 'name'], 'the name of the target group', 'nothing');
        this.names.addBroken(null);
      } else {
        const index = this.specs.push(specOf(decoded, name, path, context)) - 1;
        const { targetType, loadBalancerArns = [] } = decoded;
        const group = { index, targetType, isAttached: loadBalancerArns.length > 0 };
        this.names.add(name, group, [...path, 'name'], findings);
      }
    }
    if (section !== undefined && !Array.isArray(section)) this.names.addBroken(null);
  }

  /** The target group of a name or ARN; `null`, with a problem unless it may be one that is wrong, when there is none. */
  resolve(reference: string, path: Path, findings: Findings): ResolvedTargetGroup | null {
    return this.names.resolve(elbName(reference), path, findings);
  }

  /** A load balancer has it. */
  attach(reference: string, path: Path, findings: Findings): void {
    const group = this.resolve(reference, path, findings);
    if (group !== null) group.isAttached = true;
  }

  /** Which load balancers there are cannot be read: then each may have one. */
  attachAll(): void {
    for (const group of this.names.all()) group.isAttached = true;
  }
}

function specOf(
  stated: z.output<typeof targetGroupSchema>,
  name: string,
  path: Path,
  { findings, region }: LoadContext,
): TargetGroupSpec {
  const { healthCheckIntervalSeconds, healthCheckTimeoutSeconds, attributes } = stated;
  const delay = attributes['deregistration_delay.timeout_seconds'] ?? DEREGISTRATION_DELAY.preset;
  if (healthCheckTimeoutSeconds !== undefined && healthCheckTimeoutSeconds > healthCheckIntervalSeconds)
    findings.add(
      [...path, 'healthCheckTimeoutSeconds'],
      `at most the interval, ${healthCheckIntervalSeconds}`,
      `${healthCheckTimeoutSeconds}`,
    );
  if (delay > DEREGISTRATION_DELAY.maximum)
    findings.add(
      [...path, 'attributes', 'deregistration_delay.timeout_seconds'],
      `seconds from ${DEREGISTRATION_DELAY.minimum} to ${DEREGISTRATION_DELAY.maximum}`,
      `${delay}`,
    );
  return {
    name,
    arn: `${arnBeginningOf('elasticloadbalancing', region)}targetgroup/${name}`,
    healthCheck: {
      intervalMs: healthCheckIntervalSeconds * 1000,
      healthyThreshold: stated.healthyThresholdCount,
      unhealthyThreshold: stated.unhealthyThresholdCount,
    },
    deregistrationDelayMs: delay * 1000,
  };
}
