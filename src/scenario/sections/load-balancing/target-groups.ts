import * as z from 'zod';
import { arnBeginningOf } from '../../../catalog/account.ts';
import { TARGET_HEALTH_CHECK } from '../../../catalog/target-settings.ts';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import type { Findings } from '../../findings.ts';
import { Names, nameIn } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import type { TargetGroupSpec } from '../../scenario.ts';
import { integer, text } from '../../shapes/fields.ts';
import { mapping, unless } from '../../shapes/mapping.ts';
import { elbName, isNetworkBalancer } from './elb-name.ts';
import {
  type Balancer,
  deregistrationDelayMs,
  resolveRouting,
  statedRouting,
  targetGroupAttributesSchema,
} from './target-group-attributes.ts';

const { interval, timeout, healthyThreshold, unhealthyThreshold } = TARGET_HEALTH_CHECK;

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
    attributes: targetGroupAttributesSchema.prefault({}),
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
  .describe(
    'Target groups of load balancers: how the tasks of services are checked and deregistered, and how requests reach them.',
  );

/** A target group as services refer to it. */
export interface ResolvedTargetGroup {
  readonly index: number;
  readonly targetType: string | undefined;
  /** Whether a load balancer has it. */
  isAttached: boolean;
}

/** A target group whose load balancer may still be to come. */
interface Draft extends ResolvedTargetGroup {
  readonly name: string;
  readonly stated: z.output<typeof targetGroupSchema>;
  readonly path: Path;
  balancer: Balancer | null;
}

/** The target groups of a scenario, by name. */
export class TargetGroups {
  /** What requests have to do with is known with the load balancers (`complete`); until then there are none. */
  readonly specs: TargetGroupSpec[] = [];
  private readonly drafts: Draft[] = [];
  private readonly names = new Names<Draft>('a target group');

  constructor(section: unknown, { findings }: LoadContext) {
    const list = decodeList(targetGroupSchema, section, ['targetGroups'], findings);
    for (const [i, stated] of list.entries()) {
      const path: Path = ['targetGroups', i];
      const name = stated?.name ?? stated?.targetGroupName;
      if (stated === null) this.names.addBroken(nameIn(section, i, 'name'));
      else if (name === undefined) {
        findings.add([...path, 'name'], 'the name of the target group', 'nothing');
        this.names.addBroken(null);
      } else {
        const { targetType, loadBalancerArns = [] } = stated;
        const isAttached = loadBalancerArns.length > 0;
        const index = this.drafts.length;
        const draft = { index, targetType, isAttached, name, stated, path, balancer: null };
        this.drafts.push(draft);
        this.names.add(name, draft, [...path, 'name'], findings);
      }
    }
    if (section !== undefined && !Array.isArray(section)) this.names.addBroken(null);
  }

  /** The target group of a name or ARN; `null`, with a problem unless it may be one that is wrong, when there is none. */
  resolve(reference: string, path: Path, findings: Findings): ResolvedTargetGroup | null {
    return this.names.resolve(elbName(reference), path, findings);
  }

  /** A load balancer has it; its position, or `null` when there is none such. */
  attach(reference: string, balancer: Balancer, path: Path, findings: Findings): number | null {
    const draft = this.names.resolve(elbName(reference), path, findings);
    if (draft === null) return null;
    if (draft.balancer !== null && draft.balancer !== balancer)
      findings.add(path, 'a target group that no other load balancer has', draft.name);
    draft.isAttached = true;
    draft.balancer = balancer;
    return draft.index;
  }

  /** What some load balancers have cannot be read: then each may have one. */
  attachAll(): void {
    for (const draft of this.drafts) draft.isAttached = true;
  }

  /** All load balancers have said what they have. */
  complete(context: LoadContext): void {
    this.specs.push(...this.drafts.map((draft) => specOf(draft, context)));
  }

  /** Of the group at this position: stated attributes that only requests have to do with. */
  routingKeys(index: number): readonly string[] {
    return statedRouting(this.drafts[index]!.stated.attributes);
  }
}

function specOf({ name, stated, path, balancer }: Draft, { findings, region }: LoadContext): TargetGroupSpec {
  const { healthCheckIntervalSeconds, healthCheckTimeoutSeconds, attributes, loadBalancerArns = [] } = stated;
  if (healthCheckTimeoutSeconds !== undefined && healthCheckTimeoutSeconds > healthCheckIntervalSeconds)
    findings.add(
      [...path, 'healthCheckTimeoutSeconds'],
      `at most the interval, ${healthCheckIntervalSeconds}`,
      `${healthCheckTimeoutSeconds}`,
    );
  const type = loadBalancerArns.some(isNetworkBalancer) ? 'network' : 'application';
  const behind = balancer ?? { type, crossZone: null };
  return {
    name,
    arn: `${arnBeginningOf('elasticloadbalancing', region)}targetgroup/${name}`,
    healthCheck: {
      intervalMs: healthCheckIntervalSeconds * 1000,
      healthyThreshold: stated.healthyThresholdCount,
      unhealthyThreshold: stated.unhealthyThresholdCount,
    },
    deregistrationDelayMs: deregistrationDelayMs(attributes),
    routing: resolveRouting(attributes, behind, [...path, 'attributes'], findings),
  };
}
