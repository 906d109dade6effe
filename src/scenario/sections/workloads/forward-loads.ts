import type { Series } from '../../../environment/arrivals/arrivals-spec.ts';
import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { RequestsSpec, ServiceSpec } from '../../scenario.ts';
import { elbName } from '../load-balancing/elb-name.ts';
import { forwardedServices } from './forwarded-services.ts';
import { type LoadDraft, type LoadParts, type StatedLoad, spanOfLoad } from './load-draft.ts';
import { resolveRequests } from './requests.ts';

/** Loads of services, those that load balancers bring among them. */
export interface ForwardedLoads {
  readonly drafts: readonly LoadDraft[];
  /** Whether it is known of each load balancer to which services it brings requests. */
  readonly isWhole: boolean;
}

/**
 * Shares the requests of workloads that name a load balancer out among the services behind it, at random by weight: what
 * comes to each is Poisson, too, around its part of the rate (autoscaling: ). A service with a load of its own that says
 * nothing of where its requests come from (`own`) keeps it: then that says what a request costs there.
 */
export function forwardLoads(
  list: readonly StatedLoad[],
  own: readonly LoadDraft[],
  parts: LoadParts,
  context: LoadContext,
): ForwardedLoads {
  const drafts = [...own];
  let isWhole = !context.findings.isBroken(['targetGroups']);
  for (const stated of list) {
    const { path, loadBalancer = '' } = stated;
    const at: Path = [...path, 'loadBalancer'];
    const requests = resolveShared(stated, parts, context);
    const balancer = parts.loadBalancers.resolve(elbName(loadBalancer), at, context.findings);
    const services = balancer === null ? null : forwardedServices(balancer, at, parts, context.findings);
    if (services === null) isWhole = false;
    for (const { service, share } of services ?? []) {
      const spec = parts.services.specs[service]!;
      const place = drafts.findIndex((draft) => draft.service === service);
      const draft = drafts[place];
      if (draft === undefined) drafts.push(draftOf(stated, spec, service, partOf(requests, share)));
      else if (isOpen(draft)) drafts[place] = fed(draft, partOf(requests, share));
      else if (share > 0)
        context.findings.add(
          at,
          'services whose requests come from nowhere else',
          `${describeValue(loadBalancer)}, behind which ${spec.serviceName} has a load of its own`,
          'A workload of that service may say what its requests cost, in `requests` without `rate`.',
        );
    }
  }
  if (isWhole) warnOfIdleWeights(list, parts, context.findings);
  return { drafts, isWhole };
}

type Requests = LoadDraft['requests'];

/** What comes to the load balancer, and what a request costs behind it. */
function resolveShared(
  { path, name, requests }: StatedLoad,
  { simulation, called }: LoadParts,
  context: LoadContext,
): Requests {
  const { findings } = context;
  const at: Path = [...path, 'requests'];
  if (requests === undefined) {
    findings.add(at, 'the requests that come to the load balancer', 'nothing');
    return null;
  }
  if (requests.queue !== undefined) findings.add([...at, 'queue'], 'no `queue` beside `loadBalancer`', 'one');
  else if (requests.rate === undefined)
    findings.add([...at, 'rate'], 'requests a second that come to the load balancer', 'nothing');
  return resolveRequests(requests, at, spanOfLoad(simulation, name), called, context);
}

function draftOf(
  stated: StatedLoad,
  { serviceName, cluster }: ServiceSpec,
  service: number,
  requests: Requests,
): LoadDraft {
  return { stated, name: `${stated.name}/${serviceName}`, cluster, service, requests, isForwarded: true };
}

/** Whether a service's own load leaves it to others where its requests come from. */
function isOpen({ stated: { requests }, isForwarded }: LoadDraft): boolean {
  return (
    requests !== undefined && requests.rate === undefined && requests.queue === undefined && !isForwarded
  );
}

/** The service's own load with what the load balancer brings. */
function fed(draft: LoadDraft, shared: Requests): LoadDraft {
  const { requests } = draft;
  if (requests === null || shared === null) return { ...draft, isForwarded: true };
  return {
    ...draft,
    requests: { ...requests, rate: shared.rate, noise: shared.noise },
    isForwarded: true,
  };
}

function partOf(requests: Requests, share: number): Requests {
  return requests === null || requests.rate === null
    ? requests
    : { ...requests, rate: scaled(requests.rate, share) };
}

function scaled(rate: Series, share: number): RequestsSpec['rate'] {
  return { ...rate, perSecond: rate.perSecond.map((perSecond) => perSecond * share) };
}

/** Weights share out only what comes to the load balancer itself. */
function warnOfIdleWeights(
  list: readonly StatedLoad[],
  { loadBalancers }: LoadParts,
  findings: Findings,
): void {
  const named = new Set(list.map(({ loadBalancer = '' }) => elbName(loadBalancer)));
  for (const { name, forwards } of loadBalancers.all())
    if (!named.has(name) && (forwards ?? []).some(({ targets }) => targets.length > 1))
      findings.warn(
        'weights-without-requests',
        `Load balancer ${name}: no workload names it, so the weights of its \`listeners\` change nothing.`,
      );
}
