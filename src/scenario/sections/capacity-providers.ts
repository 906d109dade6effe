import type * as z from 'zod';
import type { LoadContext } from '../context.ts';
import { decodeList } from '../decode.ts';
import { Names, nameIn, nameOf } from '../names.ts';
import { FARGATE_PROVIDERS } from '../operations/capacity-provider-strategy.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { CapacityProviderSpec } from '../scenario.ts';
import { modelledChoice, pattern, text } from '../shapes/fields.ts';
import { mapping, notModelled, unless } from '../shapes/mapping.ts';
import type { ResolvedCluster } from './clusters.ts';

const autoScalingGroupProvider = mapping(
  {
    autoScalingGroupArn: text('the name or ARN of an Auto Scaling group')
      .optional()
      .describe('Here the container instances that name the provider stand for the group.'),
    managedScaling: mapping(
      {
        status: modelledChoice(['DISABLED'], /^ENABLED$/).describe(
          'DISABLED: the group keeps its instances.',
        ),
      },
      {
        aws: { shape: 'CapacityProvider', path: ['autoScalingGroupProvider', 'managedScaling'] },
        checkedOnly: ['status'],
      },
    )
      .optional()
      .describe('Only DISABLED.'),
    managedTerminationProtection: modelledChoice(['DISABLED'], /^ENABLED$/)
      .optional()
      .describe('Only DISABLED, as it needs managed scaling.'),
  },
  {
    aws: { shape: 'CapacityProvider', path: ['autoScalingGroupProvider'] },
    checkedOnly: ['autoScalingGroupArn', 'managedTerminationProtection'],
    ignored: ['autoScalingGroupArn'],
  },
);

export const capacityProviderSchema = mapping(
  {
    name: pattern(
      /^(?!aws|ecs)[\w-]{1,255}$/i,
      'up to 255 letters, digits, hyphens and underscores that do not begin with aws or ecs',
    ).describe('Name of the capacity provider; FARGATE and FARGATE_SPOT need no entry.'),
    autoScalingGroupProvider: autoScalingGroupProvider
      .optional()
      .describe('Its Auto Scaling group: a fixed set of container instances.'),
  },
  {
    aws: { shape: 'CapacityProvider', path: [] },
    notModelled: { ...notModelled('managedInstancesProvider'), status: unless('ACTIVE') },
  },
);

/** The capacity providers by name, Fargate's own among them. */
export function resolveCapacityProviders(
  section: unknown,
  { findings }: LoadContext,
): Names<CapacityProviderSpec> {
  const providers = new Names<CapacityProviderSpec>('a capacity provider');
  for (const name of FARGATE_PROVIDERS)
    providers.add(name, { name, kind: name as CapacityProviderSpec['kind'] }, [], findings);
  const list = decodeList(capacityProviderSchema, section, ['capacityProviders'], findings);
  for (const [i, decoded] of list.entries()) {
    const path: Path = ['capacityProviders', i, 'name'];
    if (decoded === null || findings.isBroken(path)) providers.addBroken(nameIn(section, i, 'name'));
    else if (!FARGATE_PROVIDERS.includes(decoded.name)) addGroup(decoded, path, providers, findings);
  }
  if (section !== undefined && !Array.isArray(section)) providers.addBroken(null);
  return providers;
}

function addGroup(
  { name }: z.output<typeof capacityProviderSchema>,
  path: Path,
  providers: Names<CapacityProviderSpec>,
  findings: LoadContext['findings'],
): void {
  if (/^fargate/i.test(name))
    findings.add(path, 'a name that does not begin with fargate', describeValue(name));
  else providers.add(name, { name, kind: 'group' }, path, findings);
}

/** The names of a cluster's providers; `null` when something is wrong with them. */
export function resolveAssociated(
  stated: readonly string[],
  providers: Names<CapacityProviderSpec>,
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
  providers: Names<CapacityProviderSpec>,
): readonly CapacityProviderSpec[] {
  const names = new Set(clusters.flatMap(({ capacityProviders }) => capacityProviders ?? []));
  return providers.all().filter(({ name }) => names.has(name));
}
