import * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import type { Findings } from '../../findings.ts';
import { Names, nameIn } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import type { LoadBalancerSpec } from '../../scenario.ts';
import { choice, text } from '../../shapes/fields.ts';
import { mapping, withoutEffect } from '../../shapes/mapping.ts';
import { zoneListSchema } from '../network/zone-list.ts';
import { attributeFlag } from './attribute-values.ts';
import { resolveBalancerSpec } from './balancer-spec.ts';
import { type Forward, listenersSchema, resolveListeners } from './listeners.ts';
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
    scheme: choice(['internet-facing', 'internal'])
      .prefault('internet-facing')
      .describe('Whether it has a public IPv4 address in each zone, by which the internet reaches it.'),
    availabilityZones: zoneListSchema
      .optional()
      .describe("Zones that it stands in, by name or as mappings. Default: the region's first three."),
    targetGroups: z
      .array(text('a target group'))
      .prefault([])
      .describe('Target groups behind it, by name or ARN; a service takes no other.'),
    listeners: listenersSchema.optional(),
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

/** A load balancer as workloads refer to it. */
export interface ResolvedLoadBalancer {
  readonly name: string;
  /** Indexes of the target groups behind it. */
  readonly targetGroups: readonly number[];
  /** Its listeners that forward requests; `null`: no listeners are stated. */
  readonly forwards: readonly Forward[] | null;
  readonly spec: LoadBalancerSpec;
}

/** The load balancers by name. Puts the target groups that they name behind them, and completes those. */
export function resolveLoadBalancers(
  section: unknown,
  groups: TargetGroups,
  context: LoadContext,
): Names<ResolvedLoadBalancer> {
  const { findings } = context;
  const names = new Names<ResolvedLoadBalancer>('a load balancer');
  for (const [i, decoded] of decodeList(loadBalancerSchema, section, ['loadBalancers'], findings).entries()) {
    const path: Path = ['loadBalancers', i];
    const name = decoded?.name ?? decoded?.loadBalancerName;
    if (decoded === null) names.addBroken(nameIn(section, i, 'name'));
    else if (name === undefined) {
      findings.add([...path, 'name'], 'the name of the load balancer', 'nothing');
      names.addBroken(null);
    }
    if (decoded === null) continue;
    const resolved = resolveWays(decoded, groups, path, findings);
    const spec = resolveBalancerSpec(name ?? '', decoded, resolved, path, context);
    if (name === undefined) continue;
    if (resolved === null) names.addBroken(name);
    else names.add(name, { name, ...resolved, spec }, [...path, 'name'], findings);
  }
  if (section !== undefined && !Array.isArray(section)) names.addBroken(null);
  if (findings.isBroken(['loadBalancers'])) groups.attachAll();
  groups.complete(context);
  return names;
}

/** Where requests go by it; `null` when something about that is wrong. */
function resolveWays(
  decoded: z.output<typeof loadBalancerSchema>,
  groups: TargetGroups,
  path: Path,
  findings: Findings,
): Omit<ResolvedLoadBalancer, 'name' | 'spec'> | null {
  const { problems } = findings;
  const before = problems.length;
  const balancer = resolveBalancer(decoded, path, findings);
  const attached = decoded.targetGroups.map((reference, i) =>
    groups.attach(reference, balancer, [...path, 'targetGroups', i], findings),
  );
  const forwards =
    decoded.listeners === undefined
      ? null
      : resolveListeners(decoded.listeners, balancer, groups, [...path, 'listeners'], findings);
  const forwarded = (forwards ?? []).flatMap((forward) => forward.groups);
  const isWrong = problems.length > before || attached.includes(null) || findings.isBroken(path);
  return isWrong ? null : { targetGroups: [...new Set([...(attached as number[]), ...forwarded])], forwards };
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
