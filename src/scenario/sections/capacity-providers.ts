import type * as z from 'zod';
import type { LoadContext } from '../context.ts';
import { decodeList } from '../decode.ts';
import type { Findings } from '../findings.ts';
import type { CapacityProviderSpec, GroupProviderSpec } from '../group-spec.ts';
import { Names, nameIn, nameOf } from '../names.ts';
import { FARGATE_PROVIDERS } from '../operations/capacity-provider-strategy.ts';
import { clientException } from '../operations/request-problem.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import { pattern } from '../shapes/fields.ts';
import { mapping, notModelled, unless } from '../shapes/mapping.ts';
import type { ResolvedCluster } from './clusters.ts';
import type { GroupEntry } from './fleet/auto-scaling-groups.ts';
import { groupNameOf } from './fleet/group-name.ts';
import {
  groupProviderSchema,
  resolveGroupProvider,
  type StatedGroupProvider,
} from './fleet/group-provider.ts';

export const capacityProviderSchema = mapping(
  {
    name: pattern(
      /^(?!aws|ecs)[\w-]{1,255}$/i,
      'up to 255 letters, digits, hyphens and underscores that do not begin with aws or ecs',
    ).describe('Name of the capacity provider; FARGATE and FARGATE_SPOT need no entry.'),
    autoScalingGroupProvider: groupProviderSchema
      .optional()
      .describe('Its Auto Scaling group, and what ECS does with it.'),
  },
  {
    aws: { shape: 'CapacityProvider', path: [] },
    notModelled: { ...notModelled('managedInstancesProvider'), status: unless('ACTIVE') },
  },
);

/** A capacity provider with what only groups and clusters need to know of it. */
export interface ResolvedProvider extends CapacityProviderSpec {
  /** Its group of `autoScalingGroups`, by name; `null`: none. */
  readonly group: string | null;
  /** What ECS does with a group; `null` for Fargate's own. */
  readonly groupSettings: GroupProviderSpec | null;
  /** What it is stated to be. */
  readonly stated: StatedGroupProvider;
  readonly path: Path;
}

/** The capacity providers by name, Fargate's own among them. */
export function resolveCapacityProviders(
  section: unknown,
  groups: Names<GroupEntry>,
  { findings }: LoadContext,
): Names<ResolvedProvider> {
  const providers = new Names<ResolvedProvider>('a capacity provider');
  for (const name of FARGATE_PROVIDERS) {
    const kind = name as CapacityProviderSpec['kind'];
    providers.add(name, { name, kind, group: null, groupSettings: null, stated: {}, path: [] }, [], findings);
  }
  const list = decodeList(capacityProviderSchema, section, ['capacityProviders'], findings);
  for (const [i, decoded] of list.entries()) {
    const path: Path = ['capacityProviders', i];
    if (decoded === null || findings.isBroken([...path, 'name']))
      providers.addBroken(nameIn(section, i, 'name'));
    else if (!FARGATE_PROVIDERS.includes(decoded.name))
      addProvider(decoded, path, { providers, groups }, findings);
  }
  if (section !== undefined && !Array.isArray(section)) providers.addBroken(null);
  return providers;
}

function addProvider(
  { name, autoScalingGroupProvider: stated = {} }: z.output<typeof capacityProviderSchema>,
  path: Path,
  { providers, groups }: { readonly providers: Names<ResolvedProvider>; readonly groups: Names<GroupEntry> },
  findings: Findings,
): void {
  const at: Path = [...path, 'name'];
  if (/^fargate/i.test(name)) {
    findings.add(at, 'a name that does not begin with fargate', describeValue(name));
    return;
  }
  const where: Path = [...path, 'autoScalingGroupProvider'];
  const groupSettings = resolveGroupProvider(name, stated, where, findings);
  const { autoScalingGroupArn } = stated;
  const named = autoScalingGroupArn === undefined ? null : groupNameOf(autoScalingGroupArn);
  const group = named !== null && groups.has(named) ? named : null;
  const other = group === null ? undefined : providers.all().find((known) => known.group === group);
  if (other !== undefined)
    findings.add(
      [...where, 'autoScalingGroupArn'],
      'an Auto Scaling group that no other capacity provider has',
      `${describeValue(autoScalingGroupArn)}, which is that of ${other.name}`,
    );
  const entry = groups.all().find((known) => known.stated.autoScalingGroupName === group);
  checkProtection(groupSettings, entry, findings.isBroken([...where, 'managedScaling']), where, findings);
  providers.add(name, { name, kind: 'group', group, groupSettings, stated, path }, at, findings);
}

/** Managed termination protection takes over the protection that managed scaling and the group have to have (ecs: ). */
function checkProtection(
  { managedScaling, managedTerminationProtection }: GroupProviderSpec,
  group: GroupEntry | undefined,
  isBroken: boolean,
  path: Path,
  findings: Findings,
): void {
  if (!managedTerminationProtection) return;
  const at: Path = [...path, 'managedTerminationProtection'];
  if (managedScaling === null) {
    if (!isBroken) findings.add(at, 'DISABLED, as `managedScaling` is not ENABLED', 'ENABLED');
  } else if (group !== undefined && group.stated.newInstancesProtectedFromScaleIn !== true)
    findings.add(
      at,
      `\`newInstancesProtectedFromScaleIn: true\` of Auto Scaling group ${group.stated.autoScalingGroupName}`,
      'a group without',
      clientException(
        'The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, the Auto Scaling group must have instance protection from scale in enabled.',
      ),
    );
}

/** The names of a cluster's providers; `null` when something is wrong with them. */
export function resolveAssociated(
  stated: readonly string[],
  providers: Names<ResolvedProvider>,
  path: Path,
  { findings }: LoadContext,
): readonly string[] | null {
  const names = stated.map(nameOf);
  for (const [i, name] of names.entries())
    if (names.indexOf(name) < i)
      findings.add([...path, i], 'each capacity provider only once', `${describeValue(name)} once more`);
  const known = stated.map((reference, i) => providers.resolve(reference, [...path, i], findings));
  return known.includes(null) || findings.isBroken(path) ? null : names;
}

/** Those that are associated with some cluster, Fargate's own first. */
export function associatedProviders(
  clusters: readonly Pick<ResolvedCluster, 'capacityProviders'>[],
  providers: Names<ResolvedProvider>,
): readonly CapacityProviderSpec[] {
  const names = new Set(clusters.flatMap(({ capacityProviders }) => capacityProviders ?? []));
  return providers
    .all()
    .filter(({ name }) => names.has(name))
    .map(({ name, kind }) => ({ name, kind }));
}
