import type { LoadContext } from '../context.ts';
import type { Names } from '../names.ts';
import { nameOf } from '../names.ts';
import { isImage } from '../operations/image-name.ts';
import type { Path } from '../reading/problem.ts';
import type { BefallenTasks } from '../scenario.ts';
import { findCluster } from './actions/find-cluster.ts';
import type { ResolvedCluster } from './clusters.ts';
import type { Services } from './services/services.ts';
import type { TaskDefinitions } from './task-definitions.ts';

/** What the tasks that a failure befalls refer to. */
export interface BefallenParts {
  readonly clusters: Names<ResolvedCluster>;
  readonly definitions: TaskDefinitions;
  readonly services: Services;
}

/** How a failure says whom it befalls. */
export interface StatedTasks {
  readonly cluster?: string | undefined;
  readonly family?: string | undefined;
  readonly service?: string | undefined;
  readonly image?: string | undefined;
}

/** The tasks of a family, of one of its revisions, of a service or with an image; `null` when there are none such. */
export function resolveBefallen(
  stated: StatedTasks,
  path: Path,
  parts: BefallenParts,
  context: LoadContext,
): Omit<BefallenTasks, 'share'> | null {
  const { family, service, image } = stated;
  const { findings } = context;
  const given = [family, service, image].filter((name) => name !== undefined);
  if (given.length !== 1) {
    findings.add(path, 'one of `family`, `service`', given.length === 0 ? 'neither' : 'more than one');
    return null;
  }
  if (service !== undefined) return ofService(stated, path, parts, context);
  if (image !== undefined) {
    warnOfImage(image, parts.definitions, context);
    return { service: null, taskDefinitionIndexes: indexesOfImage(image, parts.definitions) };
  }
  const { definitions } = parts;
  const found = definitions.resolve(family!, [...path, 'family'], findings);
  if (found === null) return null;
  const isRevision = nameOf(family!).includes(':');
  const indexes = definitions.specs.flatMap((spec, i) => (spec.family === found.spec.family ? [i] : []));
  return { service: null, taskDefinitionIndexes: isRevision ? [found.index] : indexes };
}

function ofService(
  { cluster: stated, service }: StatedTasks,
  path: Path,
  { clusters, services }: BefallenParts,
  { findings }: LoadContext,
): Omit<BefallenTasks, 'share'> | null {
  const cluster = findCluster(stated, [...path, 'cluster'], clusters, findings);
  if (cluster === null) return null;
  const found = services.names.resolve(cluster.clusterName, service!, [...path, 'service'], findings);
  if (found === null) return null;
  const { clusterName } = cluster;
  return {
    taskDefinitionIndexes: null,
    service: { cluster: clusterName, serviceName: found.spec.serviceName },
  };
}

/** An image that no container has is most likely misspelt. */
export function warnOfImage(image: string, definitions: TaskDefinitions, { findings }: LoadContext): void {
  if (indexesOfImage(image, definitions).length === 0)
    findings.warn('failures-without-effect', `No container has the image ${image} that a failure names.`);
}

function indexesOfImage(image: string, { specs }: TaskDefinitions): number[] {
  return specs.flatMap(({ containers }, i) =>
    containers.some((container) => isImage(image, container.image)) ? [i] : [],
  );
}
