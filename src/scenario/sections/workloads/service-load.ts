import type { LoadContext } from '../../context.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { CallSpec, LoadSpec } from '../../scenario.ts';
import { findCluster } from '../actions/find-cluster.ts';
import { checkCallCycles } from './call-cycles.ts';
import { forwardLoads } from './forward-loads.ts';
import { type LoadDraft, type LoadParts, type StatedLoad, spanOfLoad } from './load-draft.ts';
import { resolveRequests } from './requests.ts';
import { resolveUsage } from './usage.ts';

/**
 * The loads of services, in the order of the file, behind them those that load balancers bring; `isWhole`: no workload is so
 * wrong that it may be one more.
 */
export function resolveLoads(
  list: readonly StatedLoad[],
  isWhole: boolean,
  parts: LoadParts,
  context: LoadContext,
): LoadSpec[] {
  const indexes = new Map(parts.services.specs.map((spec, i) => [spec, i]));
  const indexOf = (cluster: string, reference: string, path: Path): number | null => {
    const found = parts.services.names.resolve(cluster, reference, path, context.findings);
    return found === null ? null : (indexes.get(found.spec) ?? null);
  };
  const own = draftLoads(list, indexOf, parts, context);
  const balanced = list.filter(({ loadBalancer }) => loadBalancer !== undefined);
  const { drafts, isWhole: isForwarded } = forwardLoads(balanced, own, parts, context);
  const byService = new Map(drafts.map((draft, load) => [draft.service, { ...draft, load }]));
  const callsOf = onceEach((draft) =>
    resolveCalls(draft, byService, isWhole && isForwarded, indexOf, context),
  );
  const calls = drafts.map(callsOf);
  const names = drafts.map(({ service }) => parts.services.specs[service]!.serviceName);
  const paths = drafts.map(({ stated }): Path => [...stated.path, 'requests', 'calls']);
  checkCallCycles(calls, names, paths, context.findings);
  if (isForwarded) checkSources(drafts, calls, context);
  return drafts.map(({ stated, name, service, requests }, i) => ({
    name,
    service,
    usage: resolveUsage(stated.usage, {
      cpu: stated.requests === undefined ? 1 : 0,
      memory: stated.requests?.memoryMibPerRequest === undefined ? 1 : 0,
    }),
    requests: requests === null ? null : { ...requests, calls: calls[i]! },
  }));
}

/** Services behind one load balancer make the same calls: those of a cluster are resolved once. */
function onceEach(resolve: (draft: LoadDraft) => CallSpec[]): (draft: LoadDraft) => CallSpec[] {
  const known = new Map<string, CallSpec[]>();
  return (draft) => {
    const key = JSON.stringify([draft.stated.path, draft.cluster]);
    const calls = known.get(key) ?? resolve(draft);
    known.set(key, calls);
    return calls;
  };
}

type FindService = (cluster: string, reference: string, path: Path) => number | null;

/** One load a service. */
function draftLoads(
  list: readonly StatedLoad[],
  indexOf: FindService,
  { simulation, clusters, called }: LoadParts,
  context: LoadContext,
): LoadDraft[] {
  const { findings } = context;
  const taken = new Set<number>();
  return list.flatMap((stated): LoadDraft[] => {
    const { path, name, service: reference } = stated;
    if (reference === undefined) return [];
    if (stated.requests === undefined && stated.usage === undefined)
      findings.add(path, '`requests` or `usage` of the service', 'neither');
    const cluster = findCluster(stated.cluster, [...path, 'cluster'], clusters, findings)?.clusterName;
    const at: Path = [...path, 'service'];
    const service = cluster === undefined ? null : indexOf(cluster, reference, at);
    const span = spanOfLoad(simulation, name);
    const requests =
      stated.requests === undefined
        ? null
        : resolveRequests(stated.requests, [...path, 'requests'], span, called, context);
    if (cluster === undefined || service === null) return [];
    if (taken.has(service)) {
      findings.add(at, 'a service that no other workload names', `${describeValue(reference)} once more`);
      return [];
    }
    taken.add(service);
    return [{ stated, name, cluster, service, requests, isForwarded: false }];
  });
}

/** Calls go to services that take requests themselves. */
function resolveCalls(
  { stated, cluster }: LoadDraft,
  byService: ReadonlyMap<number, LoadDraft & { readonly load: number }>,
  isWhole: boolean,
  indexOf: FindService,
  { findings }: LoadContext,
): CallSpec[] {
  const { calls = [] } = stated.requests ?? {};
  return calls.flatMap(({ service: reference, perRequest, bytes }, i): CallSpec[] => {
    const path: Path = [...stated.path, 'requests', 'calls', i, 'service'];
    const service = indexOf(cluster, reference, path);
    if (service === null) return [];
    const draft = byService.get(service);
    const called = draft?.stated.requests;
    if (called !== undefined && called.queue === undefined)
      return [{ load: draft!.load, perRequest, bytes: bytes ?? bytesOf(draft!) }];
    if (called !== undefined)
      findings.add(
        path,
        'a service that takes requests',
        `${describeValue(reference)}, which works on a queue`,
      );
    else if (isWhole)
      findings.add(
        path,
        'a service with `requests`',
        `${describeValue(reference)}, which has none`,
        `Add a workload: { service: ${reference}, requests: { cpuMsPerRequest: ... } }.`,
      );
    return [];
  });
}

/** What a request and its answer weigh where the caller says nothing of it. */
function bytesOf({ requests }: LoadDraft): number {
  return requests === null ? 0 : requests.traffic.requestBytes + requests.traffic.responseBytes;
}

/** Something comes from somewhere. */
function checkSources(
  drafts: readonly LoadDraft[],
  calls: readonly (readonly CallSpec[])[],
  { findings }: LoadContext,
): void {
  const called = new Set(calls.flatMap((list) => list.map(({ load }) => load)));
  for (const [i, { stated, isForwarded }] of drafts.entries()) {
    const { path, requests } = stated;
    if (isForwarded || requests === undefined || requests.rate !== undefined || requests.queue !== undefined)
      continue;
    if (!called.has(i))
      findings.add(
        [...path, 'requests'],
        '`rate`, `queue`, a load balancer, or another service that calls it',
        'none of them',
      );
  }
}
