import * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import type { Findings } from '../../findings.ts';
import { Names, nameIn } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import { choice, text } from '../../shapes/fields.ts';
import { mapping, withoutEffect } from '../../shapes/mapping.ts';
import { attributeFlag } from './attribute-values.ts';
import type { Balancer } from './target-group-attributes.ts';
import type { TargetGroups } from './target-groups.ts';

/** Attributes as ModifyLoadBalancerAttributes has them: a mapping here, a list of keys and values there. */
const attributesSchema = mapping(
  {
    'load_balancing.cross_zone.enabled': attributeFlag()
      .optional()
      .describe(
        'Whether a request may go to a target in another zone than the one it came in by, where the target group does not say; of an Application Load Balancer always true, of a Network Load Balancer by default false.',
      ),
  },
  {
    notModelled: withoutEffect(
      'access_logs.s3.bucket',
      'access_logs.s3.enabled',
      'access_logs.s3.prefix',
      'client_keep_alive.seconds',
      'connection_logs.s3.bucket',
      'connection_logs.s3.enabled',
      'connection_logs.s3.prefix',
      'deletion_protection.enabled',
      'dns_record.client_routing_policy',
      'idle_timeout.timeout_seconds',
      'ipv6.deny_all_igw_traffic',
      'routing.http.desync_mitigation_mode',
      'routing.http.drop_invalid_header_fields.enabled',
      'routing.http.preserve_host_header.enabled',
      'routing.http.x_amzn_tls_version_and_cipher_suite.enabled',
      'routing.http.xff_client_port.enabled',
      'routing.http.xff_header_processing.mode',
      'routing.http2.enabled',
      'waf.fail_open.enabled',
      'zonal_shift.config.enabled',
    ),
  },
);

const loadBalancerSchema = mapping(
  {
    name: text('a name of up to 32 characters', 32).optional().describe('Name of the load balancer.'),
    loadBalancerName: text('a name of up to 32 characters', 32)
      .optional()
      .describe('What DescribeLoadBalancers calls the name.'),
    type: choice(['application', 'network'])
      .prefault('application')
      .describe('Deployments go alike behind both; requests do not.'),
    targetGroups: z
      .array(text('a target group'))
      .prefault([])
      .describe('Target groups behind it, by name or ARN; a service takes no other.'),
    attributes: attributesSchema.prefault({}),
  },
  {
    aws: { shape: 'LoadBalancer', path: [] },
    checkedOnly: ['name', 'loadBalancerName'],
  },
);

/** Load balancers, as DescribeLoadBalancers has them, with their target groups. */
export const loadBalancersSchema: z.ZodArray<typeof loadBalancerSchema> = z
  .array(loadBalancerSchema)
  .describe('Load balancers: they check the tasks of services, and share the requests out among them.');

/** Puts the target groups that the load balancers name behind them, and completes them. */
export function resolveLoadBalancers(section: unknown, groups: TargetGroups, context: LoadContext): void {
  const { findings } = context;
  const names = new Names<object>('a load balancer');
  for (const [i, decoded] of decodeList(loadBalancerSchema, section, ['loadBalancers'], findings).entries()) {
    const path: Path = ['loadBalancers', i];
    const name = decoded?.name ?? decoded?.loadBalancerName;
    if (decoded === null) names.addBroken(nameIn(section, i, 'name'));
    else if (name === undefined) findings.add([...path, 'name'], 'the name of the load balancer', 'nothing');
    else names.add(name, decoded, [...path, 'name'], findings);
    if (decoded === null) continue;
    const balancer = resolveBalancer(decoded, path, findings);
    for (const [j, reference] of decoded.targetGroups.entries())
      groups.attach(reference, balancer, [...path, 'targetGroups', j], findings);
  }
  if (section !== undefined && !Array.isArray(section)) groups.attachAll();
  groups.complete(context);
}

function resolveBalancer(
  { type, attributes }: z.output<typeof loadBalancerSchema>,
  path: Path,
  findings: Findings,
): Balancer {
  const key = 'load_balancing.cross_zone.enabled';
  const crossZone = attributes[key] ?? null;
  if (type === 'application' && crossZone === false) {
    const hint = 'Of an Application Load Balancer it can be turned off target group by target group.';
    findings.add([...path, 'attributes', key], 'true with type application', 'false', hint);
  }
  return { type, crossZone };
}
