import type { Findings } from '../findings.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { LoadSpec, ServiceSpec } from '../scenario.ts';
import { stepsOf } from './outcome-paths.ts';

/** By `cluster/name`: services to which something comes. */
export type LoadsByService = ReadonlyMap<string, 'requests' | 'queue'>;

/** What comes to which service. */
export function loadsByService(loads: readonly LoadSpec[], services: readonly ServiceSpec[]): LoadsByService {
  return new Map(
    loads.flatMap(({ service, requests }) => {
      const { cluster, serviceName } = services[service]!;
      return requests === null
        ? []
        : [[`${cluster}/${serviceName}`, requests.queue === null ? 'requests' : 'queue'] as const];
    }),
  );
}

/** What a figure takes to be there: requests, or messages of a queue. */
const NEEDS: Readonly<Record<string, 'requests' | 'queue'>> = {
  requests: 'requests',
  failedRequests: 'requests',
  requestsBy: 'requests',
  requestCountPerTarget: 'requests',
  latencyMs: 'requests',
  unavailableSeconds: 'requests',
  queue: 'queue',
  latencyP50Ms: 'requests',
  latencyP95Ms: 'requests',
  latencyP99Ms: 'requests',
  messagesWaiting: 'queue',
  oldestMessageSeconds: 'queue',
};

/** An assertion on a figure that is never there could not hold. */
export function checkFigure(that: string, loads: LoadsByService, path: Path, findings: Findings): void {
  const [section, label = '', figure = ''] = stepsOf(that);
  if (section !== 'services') return;
  const load = loads.get(label);
  check(figure, that, label, load === undefined ? [] : [load], path, findings);
}

/** The same of a column in the rows of a scope: `run`, `cluster/NAME` or `service/CLUSTER/NAME`. */
export function checkColumn(
  column: string,
  scope: string,
  loads: LoadsByService,
  path: Path,
  findings: Findings,
): void {
  const [kind, ...name] = scope.split('/');
  if (kind === 'capacityProvider' || kind === 'autoScalingGroup') return;
  const label = name.join('/');
  const inScope = [...loads].filter(
    ([service]) => kind === 'run' || service === label || service.startsWith(`${label}/`),
  );
  const where = kind === 'run' ? 'any service' : kind === 'cluster' ? `a service of ${label}` : label;
  check(
    column,
    column,
    where,
    inScope.map(([, load]) => load),
    path,
    findings,
  );
}

function check(
  figure: string,
  that: string,
  where: string,
  loads: readonly ('requests' | 'queue')[],
  path: Path,
  findings: Findings,
): void {
  const need = Object.hasOwn(NEEDS, figure) ? NEEDS[figure] : undefined;
  if (need === undefined || (need === 'requests' ? loads.length > 0 : loads.includes('queue'))) return;
  const hint = need === 'queue' ? `There is no \`queue\` of ${where}.` : `No requests come to ${where}.`;
  findings.add(path, 'a figure that the run will have', describeValue(that), hint);
}
