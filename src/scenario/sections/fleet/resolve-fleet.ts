import type { LoadContext } from '../../context.ts';
import type { Names } from '../../names.ts';
import { changedGroups } from '../actions/update-auto-scaling-group.ts';
import { type ResolvedProvider, resolveCapacityProviders } from '../capacity-providers.ts';
import { type ResolvedCluster, resolveClusters } from '../clusters.ts';
import type { InstanceSettings } from '../machine.ts';
import {
  type AutoScalingGroups,
  type ResolvedGroup,
  readAutoScalingGroups,
  resolveAutoScalingGroups,
} from './auto-scaling-groups.ts';
import { checkProviders } from './check-providers.ts';
import { laterTypes } from './later-types.ts';

/** Where tasks can run. */
interface Fleet {
  readonly providers: Names<ResolvedProvider>;
  readonly autoScalingGroups: AutoScalingGroups;
  readonly clusters: Names<ResolvedCluster>;
}

/** Groups, capacity providers and clusters, each of which refers to the others. */
export function resolveFleet(
  root: Readonly<Record<string, unknown>>,
  settings: InstanceSettings,
  context: LoadContext,
): Fleet {
  const { findings } = context;
  const groups = readAutoScalingGroups(root['autoScalingGroups'], findings);
  const providers = resolveCapacityProviders(root['capacityProviders'], groups, context);
  const clusters = resolveClusters(root['clusters'], settings, providers, context);
  checkProviders(providers, groups, clusters, findings);
  const later = laterTypes(root['actions']);
  const autoScalingGroups = resolveAutoScalingGroups(
    groups,
    { providers, clusters, settings, later },
    context,
  );
  const changed = changedGroups(root['actions']);
  return { providers, autoScalingGroups, clusters: withGroups(clusters, autoScalingGroups, changed) };
}

function withGroups(
  clusters: Names<ResolvedCluster>,
  { specs, names }: AutoScalingGroups,
  changed: ReadonlySet<string>,
): Names<ResolvedCluster> {
  const areWhole = !names.isIncomplete && names.names().length === specs.length;
  const scaling = new Set(
    names
      .all()
      .filter(scalesItself)
      .map(({ spec }) => spec.name),
  );
  return clusters.map((cluster) => ({
    ...cluster,
    groups: specs
      .filter((spec) => spec.cluster === cluster.clusterName)
      .map((spec) => ({ spec, isChanged: changed.has(spec.name) || scaling.has(spec.name) })),
    isIncomplete: cluster.isIncomplete || !areWhole,
  }));
}

/** Whether a group has policies or scheduled actions of its own. */
function scalesItself({ entry }: ResolvedGroup): boolean {
  const { scalingPolicies = [], scheduledUpdateGroupActions = [] } = entry.stated;
  return scalingPolicies.length + scheduledUpdateGroupActions.length > 0;
}
