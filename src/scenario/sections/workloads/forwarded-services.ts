import { forwardShares } from '../../../requests/balancing/forward-shares.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import type { WeightedGroup } from '../load-balancing/forward-actions.ts';
import type { ResolvedLoadBalancer } from '../load-balancing/load-balancers.ts';
import type { LoadParts } from './load-draft.ts';

/** A service behind a load balancer, and its part of the requests, 0 to 1. */
export interface ForwardedService {
  /** Index into `services`. */
  readonly service: number;
  readonly share: number;
}

/** The services that requests to a load balancer go to; `null` when there is something wrong with that. */
export function forwardedServices(
  balancer: ResolvedLoadBalancer,
  path: Path,
  parts: LoadParts,
  findings: Findings,
): ForwardedService[] | null {
  const targets = targetsOf(balancer, path, findings);
  if (targets === null) return null;
  const shares = forwardShares(targets.map(({ weight }) => weight));
  const services = targets.map(({ targetGroup }, i) =>
    shares[i] === 0
      ? idleServices(targetGroup, parts)
      : servicesBehind(targetGroup, shares[i]!, path, parts, findings),
  );
  return services.includes(null) ? null : (services as ForwardedService[][]).flat();
}

/** Where requests go: what its listeners forward to, or the only target group of one without listeners. */
function targetsOf(
  { name, targetGroups, forwards }: ResolvedLoadBalancer,
  path: Path,
  findings: Findings,
): readonly WeightedGroup[] | null {
  const [first, ...others] = forwards ?? targetGroups.map((targetGroup) => only(targetGroup));
  const isUnsaid = (forwards ?? []).some((forward) => forward.isUnsaid);
  if (isUnsaid) {
    findings.add(
      path,
      'a load balancer whose `rules` say the `share` of the requests that each forwards',
      name,
    );
    return null;
  }
  if (first !== undefined && others.every(({ targets }) => isSame(targets, first.targets)))
    return first.targets;
  if (forwards === null)
    findings.add(
      path,
      'a load balancer with one target group, or with `listeners`',
      `${name}, which has ${targetGroups.length} target groups and no \`listeners\``,
    );
  else
    findings.add(
      path,
      'a load balancer whose listeners forward to the same target groups',
      first === undefined
        ? `${name}, none of whose listeners forwards`
        : `${name}, whose listeners on ports ${forwards.map(({ port }) => port).join(', ')} forward differently`,
    );
  return null;
}

function only(targetGroup: number): { readonly targets: readonly WeightedGroup[] } {
  return { targets: [{ targetGroup, weight: 1 }] };
}

function isSame(some: readonly WeightedGroup[], others: readonly WeightedGroup[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** The services of a target group without weight: nothing comes to them so far. There may be none. */
function idleServices(targetGroup: number, { services: { specs } }: LoadParts): ForwardedService[] {
  return [...specs.keys()]
    .filter((service) => specs[service]!.loadBalancers[0]?.targetGroup === targetGroup)
    .map((service) => ({ service, share: 0 }));
}

/** The services whose tasks are registered with a target group; they share its requests evenly. */
function servicesBehind(
  targetGroup: number,
  share: number,
  path: Path,
  { services: { specs }, targetGroups }: LoadParts,
  findings: Findings,
): ForwardedService[] | null {
  const name = targetGroups.specs[targetGroup]!.name;
  const behind = [...specs.keys()].filter((service) =>
    specs[service]!.loadBalancers.some((entry) => entry.targetGroup === targetGroup),
  );
  // One whose target group is wrong may have meant this one.
  if (behind.length === 0 && findings.problems.some((problem) => problem.path[0] === 'services')) return null;
  if (behind.length === 0) {
    findings.add(path, `a service behind target group ${name}`, 'none');
    return null;
  }
  for (const service of behind) {
    const { serviceName, loadBalancers } = specs[service]!;
    if (loadBalancers[0]!.targetGroup === targetGroup) continue;
    const hint = 'Here the requests of a service come by the first of its `loadBalancers`.';
    findings.add(
      path,
      `services that have target group ${name} first`,
      `${serviceName}, which has another one`,
      hint,
    );
    return null;
  }
  if (behind.length > 1)
    findings.warn(
      'shared-target-group',
      `Target group ${name}: ${behind.length} services are behind it, and here each gets the same part of its requests; a load balancer would share them out by task.`,
    );
  return behind.map((service) => ({ service, share: share / behind.length }));
}
