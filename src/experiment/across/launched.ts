import { isFargateProvider } from '../../scenario/operations/capacity-provider-strategy.ts';
import type { Path } from '../../scenario/reading/problem.ts';
import { field, listIn, nameIn, textIn } from './document.ts';

/** Something of a document that starts tasks: a service, or a workload of RunTask or of a trace. */
export interface Launched {
  readonly path: Path;
  /** `service web`, `workload report`. */
  readonly label: string;
  readonly kind: 'service' | 'tasks' | 'trace';
  readonly value: unknown;
  /** By name. */
  readonly cluster: string;
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL';
  readonly isDaemon: boolean;
  /** Indexes of the task definitions that its tasks may be of. */
  readonly definitions: readonly number[];
  /** Tasks that a service is to have at the most; `null`: nothing says it. */
  readonly mostTasks: number | null;
}

/** All that starts tasks in a document. */
export function launchedOf(document: unknown): Launched[] {
  const services = listIn(document, 'services').map((value, i) =>
    launched(document, value, ['services', i], 'service'),
  );
  const workloads = listIn(document, 'workloads').flatMap((value, i) => {
    if (textIn(value, 'service') !== undefined || textIn(value, 'loadBalancer') !== undefined) return [];
    const kind = field(value, 'trace') === undefined ? 'tasks' : 'trace';
    return [launched(document, value, ['workloads', i], kind)];
  });
  return [...services, ...workloads];
}

/** What a cluster is called that says nothing, as AWS does it. */
export const DEFAULT_CLUSTER = 'default';

/** Names of the clusters of a document, one at least. */
export function clusterNames(document: unknown): readonly string[] {
  const clusters = listIn(document, 'clusters');
  return clusters.length === 0
    ? [DEFAULT_CLUSTER]
    : clusters.map((cluster) => textIn(cluster, 'clusterName') ?? DEFAULT_CLUSTER);
}

function launched(document: unknown, value: unknown, path: Path, kind: Launched['kind']): Launched {
  const names = clusterNames(document);
  const cluster =
    nameIn(value, 'cluster') ??
    nameIn(value, 'clusterArn') ??
    (names.length === 1 ? names[0]! : DEFAULT_CLUSTER);
  const reference = nameIn(value, 'taskDefinition');
  const name = textIn(value, 'serviceName') ?? textIn(value, 'name') ?? reference ?? `${path[1]}`;
  return {
    path,
    label: `${kind === 'service' ? 'service' : 'workload'} ${name}`,
    kind,
    value,
    cluster,
    launchType: launchTypeOf(value, listIn(document, 'clusters')[names.indexOf(cluster)]),
    isDaemon: textIn(value, 'schedulingStrategy')?.toUpperCase() === 'DAEMON',
    definitions: definitionsOf(document, reference),
    mostTasks: kind === 'service' ? mostTasks(document, value, cluster) : null,
  };
}

/** Its own strategy, its launch type, the cluster's strategy, EC2: the first that is said (ecs: ). */
function launchTypeOf(value: unknown, cluster: unknown): Launched['launchType'] {
  const own = listIn(value, 'capacityProviderStrategy');
  const stated = textIn(value, 'launchType')?.toUpperCase();
  const [first] =
    own.length > 0 ? own : stated === undefined ? listIn(cluster, 'defaultCapacityProviderStrategy') : [];
  if (first !== undefined)
    return isFargateProvider(textIn(first, 'capacityProvider') ?? '') ? 'FARGATE' : 'EC2';
  return stated === 'FARGATE' || stated === 'EXTERNAL' ? stated : 'EC2';
}

/** Every revision of the family: updates may bring another than the first. */
function definitionsOf(document: unknown, reference: string | undefined): number[] {
  const family = reference?.split(':')[0];
  return listIn(document, 'taskDefinitions').flatMap((definition, i) =>
    family !== undefined && textIn(definition, 'family') === family ? [i] : [],
  );
}

function mostTasks(document: unknown, service: unknown, cluster: string): number | null {
  const resource = `service/${cluster}/${textIn(service, 'serviceName') ?? ''}`;
  const target = listIn(document, 'scalableTargets').find(
    (entry) => textIn(entry, 'resourceId') === resource,
  );
  const updates = listIn(document, 'actions').map((action) => field(action, 'updateService'));
  const counts = updates
    .filter((update) => nameIn(update, 'service') === textIn(service, 'serviceName'))
    .map((update) => field(update, 'desiredCount'));
  const most = [field(service, 'desiredCount'), field(target, 'maxCapacity'), ...counts].map(mostOf);
  return most.includes(null) ? null : Math.max(...most.map(Number));
}

/** A number, or the most that an uncertain one can be; 0: nothing is said. `null`: it has no bound. */
function mostOf(value: unknown): number | null {
  const most = listIn(value, 'between')[1] ?? value ?? 0;
  return typeof most === 'number' ? most : null;
}
