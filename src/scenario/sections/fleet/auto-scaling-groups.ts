import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import type { Findings } from '../../findings.ts';
import type { AutoScalingGroupSpec } from '../../group-spec.ts';
import { Names, nameIn } from '../../names.ts';
import { checkGroupSizes } from '../../operations/auto-scaling-group.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ResolvedProvider } from '../capacity-providers.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { InstanceSettings } from '../machine.ts';
import {
  autoScalingGroupSchema,
  type StatedGroup,
  ZONES_IN_OTHER_WORDS,
} from './auto-scaling-group-schema.ts';
import { findGroupCluster } from './group-cluster.ts';
import { resolveConfiguration } from './group-configuration.ts';
import { resolveMaintenance } from './group-maintenance.ts';
import { type LaterTypes, resolveLaterTypes } from './later-types.ts';
import { resolveLifecycleHooks } from './lifecycle-hooks.ts';
import { groupMonitoring } from './scaling/group-pace.ts';
import { resolveWarmPool } from './warm-pool.ts';

/** A group as the scenario states it, before its provider and its cluster are known. */
export interface GroupEntry {
  readonly stated: StatedGroup;
  readonly path: Path;
}

/** A group as actions refer to it. */
export interface ResolvedGroup {
  readonly index: number;
  readonly entry: GroupEntry;
  readonly spec: AutoScalingGroupSpec;
}

/** The groups in the order of the file; those that are wrong are left out. */
export interface AutoScalingGroups {
  readonly specs: readonly AutoScalingGroupSpec[];
  readonly names: Names<ResolvedGroup>;
}

/** What groups refer to. */
export interface GroupParts {
  readonly providers: Names<ResolvedProvider>;
  readonly clusters: Names<ResolvedCluster>;
  readonly settings: InstanceSettings;
  /** What actions let groups launch later. */
  readonly later: LaterTypes;
}

/** The groups of the section by name. */
export function readAutoScalingGroups(section: unknown, findings: Findings): Names<GroupEntry> {
  const groups = new Names<GroupEntry>('an Auto Scaling group');
  const list = decodeList(autoScalingGroupSchema, section, ['autoScalingGroups'], findings);
  for (const [i, stated] of list.entries()) {
    const path: Path = ['autoScalingGroups', i];
    const at: Path = [...path, 'autoScalingGroupName'];
    if (stated === null || findings.isBroken(at))
      groups.addBroken(findings.isBroken(at) ? null : nameIn(section, i, 'autoScalingGroupName'));
    else groups.add(stated.autoScalingGroupName, { stated, path }, at, findings);
  }
  if (section !== undefined && !Array.isArray(section)) groups.addBroken(null);
  return groups;
}

/** The groups with what their instances are, the capacity providers that they are of, and the clusters that they join. */
export function resolveAutoScalingGroups(
  groups: Names<GroupEntry>,
  parts: GroupParts,
  context: LoadContext,
): AutoScalingGroups {
  const specs: AutoScalingGroupSpec[] = [];
  const names = groups.map((entry): ResolvedGroup | null => {
    const spec = resolveGroup(entry.stated, entry.path, parts, context);
    return spec === null ? null : { index: specs.push(spec) - 1, spec, entry };
  });
  return { specs, names };
}

function resolveGroup(
  stated: StatedGroup,
  path: Path,
  parts: GroupParts,
  context: LoadContext,
): AutoScalingGroupSpec | null {
  const { autoScalingGroupName: name, minSize, maxSize, terminationPolicies = [] } = stated;
  const { findings } = context;
  const desiredCapacity = stated.desiredCapacity ?? minSize;
  findings.addAll(path, checkGroupSizes({ minSize, maxSize, desiredCapacity }, stated));
  checkTerminationPolicies(terminationPolicies, [...path, 'terminationPolicies'], findings);
  checkZonesAreNamed(stated, path, findings);
  checkNameIsFree(name, parts.clusters, [...path, 'autoScalingGroupName'], findings);
  const { cluster, provider } = findGroupCluster(stated, [...path, 'cluster'], parts, findings);
  const maintenance = resolveMaintenance(stated, path, findings);
  const configuration = resolveConfiguration(stated, provider?.name, path, parts.settings, context);
  const hooks = resolveLifecycleHooks(stated, path, context);
  const warmPool = resolveWarmPool(stated, provider, path, findings);
  checkNoWeights(stated, parts, path, findings);
  if (cluster === null || configuration === null || maintenance === null) return null;
  const machine = {
    ...stated,
    name,
    ec2InstanceType: stated.instanceType,
    capacityProviderName: provider?.name,
  };
  const later = resolveLaterTypes(machine, path, parts.later.get(name) ?? [], parts.settings, context);
  return {
    name,
    cluster: cluster.clusterName,
    provider,
    availabilityZones: configuration.options[0]!.instances.availabilityZones,
    configurations: [
      configuration,
      ...later.map((launched) => ({ options: [{ instances: launched, weight: 1 }], mixed: null })),
    ],
    minSize,
    maxSize,
    desiredCapacity,
    protectsNew: stated.newInstancesProtectedFromScaleIn ?? false,
    terminationPolicies: terminationPolicies.length === 0 ? ['Default'] : terminationPolicies,
    maintenance,
    monitoring: groupMonitoring(stated),
    ...hooks,
    ...(warmPool === null ? {} : { warmPool }),
  };
}

/** `Default` decides by itself: what stands behind it would never be asked (scaling: ). */
function checkTerminationPolicies(policies: readonly string[], path: Path, findings: Findings): void {
  const at = policies.indexOf('Default');
  if (at >= 0 && at < policies.length - 1)
    findings.add(
      [...path, at],
      '`Default` as the last policy',
      `${describeValue(policies[at + 1])} behind it`,
    );
}

/** A capacity provider takes no group with weights (ecs: ). */
function checkNoWeights(
  { autoScalingGroupName, mixedInstancesPolicy }: StatedGroup,
  { providers }: GroupParts,
  path: Path,
  findings: Findings,
): void {
  const provider = providers.all().find(({ group }) => group === autoScalingGroupName);
  if (provider === undefined) return;
  const overrides = mixedInstancesPolicy?.launchTemplate?.overrides ?? [];
  const at = overrides.findIndex(({ weightedCapacity }) => weightedCapacity !== undefined);
  if (at >= 0)
    findings.add(
      [...path, 'mixedInstancesPolicy', 'launchTemplate', 'overrides', at, 'weightedCapacity'],
      `no weights in the group of a capacity provider, ${provider.name}: ECS does not support them`,
      describeValue(overrides[at]!.weightedCapacity),
    );
}

/** Subnets and ids of zones have zones that nothing here knows. */
function checkZonesAreNamed(stated: StatedGroup, path: Path, findings: Findings): void {
  const other = ZONES_IN_OTHER_WORDS.find((key) => (stated[key]?.length ?? 0) > 0);
  if (other !== undefined && stated.availabilityZones === undefined)
    findings.add([...path, 'availabilityZones'], `the zones that \`${other}\` stands for`, 'nothing');
}

/** Ids are NAME-n whatever the instances come from. */
function checkNameIsFree(
  name: string,
  clusters: Names<ResolvedCluster>,
  path: Path,
  findings: Findings,
): void {
  const other = clusters
    .all()
    .find(({ containerInstances, idealFleet }) =>
      [...containerInstances, idealFleet].some((entry) => entry?.name === name),
    );
  if (other !== undefined)
    findings.add(
      path,
      'a name that no container instances have',
      `${describeValue(name)}, as container instances of ${other.clusterName} are called`,
    );
}
