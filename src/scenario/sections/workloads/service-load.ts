import type * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import type { Names } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { CallSpec, LoadSpec, RequestsSpec, Scenario } from '../../scenario.ts';
import { findCluster } from '../actions/find-cluster.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { Services } from '../services/services.ts';
import { checkCallCycles } from './call-cycles.ts';
import { resolveRequests, type StatedRequests } from './requests.ts';
import { resolveUsage, type usageSchema } from './usage.ts';

/** A workload that names a service. */
export interface StatedLoad {
  readonly path: Path;
  readonly name: string;
  readonly service: string;
  readonly cluster?: string | undefined;
  readonly requests?: StatedRequests | undefined;
  readonly usage?: z.output<typeof usageSchema> | undefined;
}

/** What the loads refer to. */
export interface LoadParts {
  readonly simulation: Scenario['simulation'];
  readonly clusters: Names<ResolvedCluster>;
  readonly services: Services;
}

/** A load before its calls are known. */
interface Draft {
  readonly stated: StatedLoad;
  readonly cluster: string;
  /** Index into `services`. */
  readonly service: number;
  /** `null`: none, or wrong. */
  readonly requests: Omit<RequestsSpec, 'calls'> | null;
}

/** The loads of services, in the order of the file; `isWhole`: no workload is so wrong that it may be one more. */
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
  const drafts = draftLoads(list, indexOf, parts, context);
  const byService = new Map(drafts.map((draft, load) => [draft.service, { ...draft, load }]));
  const calls = drafts.map((draft) => resolveCalls(draft, byService, isWhole, indexOf, context));
  const names = drafts.map(({ service }) => parts.services.specs[service]!.serviceName);
  const paths = drafts.map(({ stated }): Path => [...stated.path, 'requests', 'calls']);
  checkCallCycles(calls, names, paths, context.findings);
  checkSources(drafts, calls, context);
  return drafts.map(({ stated, service, requests }, i) => ({
    name: stated.name,
    service,
    usage: resolveUsage(stated.usage, {
      cpu: stated.requests === undefined ? 1 : 0,
      memory: stated.requests?.memoryMibPerRequest === undefined ? 1 : 0,
    }),
    requests: requests === null ? null : { ...requests, calls: calls[i]! },
  }));
}

type FindService = (cluster: string, reference: string, path: Path) => number | null;

/** One load a service. */
function draftLoads(
  list: readonly StatedLoad[],
  indexOf: FindService,
  { simulation, clusters }: LoadParts,
  context: LoadContext,
): Draft[] {
  const { findings } = context;
  const taken = new Set<number>();
  return list.flatMap((stated): Draft[] => {
    const { path, name } = stated;
    if (stated.requests === undefined && stated.usage === undefined)
      findings.add(path, '`requests` or `usage` of the service', 'neither');
    const cluster = findCluster(stated.cluster, [...path, 'cluster'], clusters, findings)?.clusterName;
    const at: Path = [...path, 'service'];
    const service = cluster === undefined ? null : indexOf(cluster, stated.service, at);
    const span = {
      startMs: simulation.startMs,
      // Without a duration the service is a problem already.
      untilMs: simulation.durationMs ?? 0,
      streamName: `${simulation.seed}/rateNoise/${name}`,
    };
    const requests =
      stated.requests === undefined
        ? null
        : resolveRequests(stated.requests, [...path, 'requests'], span, context);
    if (cluster === undefined || service === null) return [];
    if (taken.has(service)) {
      findings.add(
        at,
        'a service that no other workload names',
        `${describeValue(stated.service)} once more`,
      );
      return [];
    }
    taken.add(service);
    return [{ stated, cluster, service, requests }];
  });
}

/** Calls go to services that take requests themselves. */
function resolveCalls(
  { stated, cluster }: Draft,
  byService: ReadonlyMap<number, Draft & { readonly load: number }>,
  isWhole: boolean,
  indexOf: FindService,
  { findings }: LoadContext,
): CallSpec[] {
  const { calls = [] } = stated.requests ?? {};
  return calls.flatMap(({ service: reference, perRequest }, i): CallSpec[] => {
    const path: Path = [...stated.path, 'requests', 'calls', i, 'service'];
    const service = indexOf(cluster, reference, path);
    if (service === null) return [];
    const draft = byService.get(service);
    const called = draft?.stated.requests;
    if (called !== undefined && called.queue === undefined) return [{ load: draft!.load, perRequest }];
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

/** Something comes from somewhere. */
function checkSources(
  drafts: readonly Draft[],
  calls: readonly (readonly CallSpec[])[],
  { findings }: LoadContext,
): void {
  const called = new Set(calls.flatMap((list) => list.map(({ load }) => load)));
  for (const [i, { stated }] of drafts.entries()) {
    const { path, requests } = stated;
    if (requests === undefined || requests.rate !== undefined || requests.queue !== undefined) continue;
    if (!called.has(i))
      findings.add(
        [...path, 'requests'],
        '`rate`, `queue`, or another service that calls it',
        'none of them',
      );
  }
}
