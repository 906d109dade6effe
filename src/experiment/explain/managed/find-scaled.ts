import { nearestName } from '../../../scenario/reading/problem.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { findTarget, listed, shortOf, targetNames } from '../scaling/find-target.ts';

/** How a resource of each kind is written out where its name alone says too little. */
const SERVICE = 'service/';
const PROVIDER = 'capacity-provider/';
const GROUP = 'autoScalingGroup/';

/**
 * What scales under a name: a scalable target, which is a service or an Auto Scaling group with policies of its own, or a capacity
 * provider with managed scaling by the index of its group; else why nothing does, as the end of a sentence.
 */
export function findScaled(
  scenario: Scenario,
  name: string,
): { readonly target: number } | { readonly group: number } | { readonly mistake: string } {
  const { autoScalingGroups } = scenario;
  const { targets, services } = targetNames(scenario);
  const managed = autoScalingGroups.flatMap(({ provider }) =>
    provider?.managedScaling ? [provider.name] : [],
  );
  const wanted = name.startsWith(PROVIDER) ? name.slice(PROVIDER.length) : name;
  const isService =
    !name.startsWith(PROVIDER) && services.some((full) => [full, shortOf(full)].includes(name));
  const isManaged = managed.includes(wanted) && !name.startsWith(GROUP);
  const own = scenario.scalableTargets.findIndex(
    ({ resourceId }) => resourceId === (name.startsWith(GROUP) ? name : GROUP + name),
  );
  if (own >= 0) {
    const others = [
      ...(isService ? services.filter((full) => shortOf(full) === name).map((full) => SERVICE + full) : []),
      ...(isManaged ? [PROVIDER + name] : []),
    ];
    if (others.length === 0) return { target: own };
    return { mistake: `expected one of ${listed([...others, GROUP + name])}, received "${name}".` };
  }
  if (isManaged && isService)
    return {
      mistake: `expected one of ${listed(services.filter((full) => shortOf(full) === name).map((full) => SERVICE + full))} and ${PROVIDER}${name}, received "${name}".`,
    };
  if (isManaged) return { group: autoScalingGroups.findIndex(({ provider }) => provider?.name === wanted) };
  const target = findTarget(scenario, name);
  if (isService || 'target' in target) return target;
  const scaled =
    managed.length === 0 ? 'none has' : `${listed(managed)} ${managed.length === 1 ? 'has' : 'have'}`;
  if (scenario.capacityProviders.some((provider) => provider.name === wanted))
    return {
      mistake: `capacity provider ${wanted} has no managed scaling, so there is nothing to explain; ${scaled}.`,
    };
  const group = autoScalingGroups.find((one) => one.name === wanted);
  if (group !== undefined)
    return {
      mistake: `expected a service or a capacity provider, received "${name}", an Auto Scaling group; ${group.provider === null ? 'it has no capacity provider' : `its capacity provider is ${group.provider.name}`}.`,
    };
  if (managed.length === 0) return target;
  const nearest = nearestName(wanted, [...managed, ...targets, ...targets.map(shortOf)]);
  const meant = targets.find((full) => shortOf(full) === nearest) ?? nearest;
  const hint = meant === null ? '' : ` Did you mean ${meant}?`;
  return {
    mistake: `expected a service that is a scalable target (${targets.length === 0 ? 'there is none' : listed(targets)}) or a capacity provider with managed scaling (${listed(managed)}), received "${name}".${hint}`,
  };
}
