import { nearestName } from '../../../scenario/reading/problem.ts';
import type { Scenario } from '../../../scenario/scenario.ts';

/** Names that a message lists. */
const MOST_LISTED = 10;

/**
 * The scalable target of a service: by its name, with its cluster (`main/web`) or as a resource id (`service/main/web`); else why
 * it is none, as the end of a sentence.
 */
export function findTarget(
  { scalableTargets, services }: Scenario,
  name: string,
): { readonly target: number } | { readonly mistake: string } {
  const wanted = name.replace(/^service\//, '');
  const targets = servicesOf(scalableTargets).map((service) => nameOf(services[service]!));
  const isMeant = (full: string) => full === wanted || shortOf(full) === wanted;
  const meant = targets.filter(isMeant);
  if (meant.length === 1) return { target: targets.indexOf(meant[0]!) };
  if (meant.length > 1) return { mistake: `expected one of ${listed(meant)}, received "${name}".` };
  if (targets.length === 0)
    return { mistake: `the scenario has no scalable target, so nothing scales "${name}".` };
  const service = services.map(nameOf).find(isMeant);
  if (service !== undefined)
    return { mistake: `service ${service} is no scalable target; there is ${listed(targets)}.` };
  const short = new Map(targets.flatMap((full) => [[full, full] as const, [shortOf(full), full] as const]));
  const nearest = nearestName(wanted, [...short.keys()]);
  const hint = nearest === null ? '' : ` Did you mean ${short.get(nearest)}?`;
  return {
    mistake: `expected a service that is a scalable target (${listed(targets)}), received "${name}".${hint}`,
  };
}

/** Services of the scenario that are scalable targets, and all that have a name. */
export function targetNames({ scalableTargets, services }: Scenario): {
  readonly targets: readonly string[];
  readonly services: readonly string[];
} {
  const names = services.map(nameOf);
  return { targets: servicesOf(scalableTargets).map((service) => names[service]!), services: names };
}

/** Services come first among the targets. */
function servicesOf(targets: Scenario['scalableTargets']): number[] {
  return targets.flatMap(({ scales }) => (scales.of === 'service' ? [scales.index] : []));
}

function nameOf({ cluster, serviceName }: Scenario['services'][number]): string {
  return `${cluster}/${serviceName}`;
}

/** A service's name without its cluster. */
export function shortOf(full: string): string {
  return full.slice(full.indexOf('/') + 1);
}

/** Names for a message: the first of many, and how many more. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  return more > 0 ? `${names.slice(0, MOST_LISTED).join(', ')} and ${more} more` : names.join(', ');
}
