import type * as z from 'zod';
import type { Findings } from '../../findings.ts';
import type { Names } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { choice, pattern, text } from '../../shapes/fields.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { ResolvedService, Services } from '../services/services.ts';

/** What says that a scalable target is the desired count of a service: the only kind that there is here. */
export const kindKeys = {
  serviceNamespace: choice(['ecs']).optional().describe('ecs, the only one here.'),
  scalableDimension: choice(['ecs:service:DesiredCount'])
    .optional()
    .describe('ecs:service:DesiredCount, the only one here.'),
};

/** The same where AWS's answers repeat it inside of a target. */
export const repeatedKeys = {
  ...kindKeys,
  resourceId: text('a resource id').optional().describe('That of the target.'),
};

/** Keys of those that only decide whether a scenario is accepted. */
export const CHECKED_KEYS: readonly string[] = ['serviceNamespace', 'scalableDimension'];

const RESOURCE_ID = 'service/CLUSTER/NAME';

/** `service/CLUSTER/NAME`. */
export const resourceIdKey: z.ZodString = pattern(/^service\/[^/\s]+\/[^/\s]+$/, RESOURCE_ID);

/** The REPLICA service that a resource id names; `null`, with a problem unless it may be one that is wrong, when there is none. */
export function resolveResource(
  resourceId: string,
  path: Path,
  { clusters, services }: { readonly clusters: Names<ResolvedCluster>; readonly services: Services },
  findings: Findings,
): ResolvedService | null {
  const [, clusterName = '', serviceName = ''] = resourceId.split('/');
  const cluster = clusters.resolve(clusterName, path, findings);
  if (cluster === null) return null;
  const service = services.names.resolve(cluster.clusterName, serviceName, path, findings);
  if (service === null || service.spec.schedulingStrategy === 'REPLICA') return service;
  findings.add(path, 'a REPLICA service', `${describeValue(resourceId)}, a DAEMON service`);
  return null;
}

/** What is repeated of the target says the same. */
export function checkRepeated(
  stated: { readonly resourceId?: string | undefined },
  resourceId: string,
  path: Path,
  findings: Findings,
): void {
  if (stated.resourceId !== undefined && stated.resourceId !== resourceId)
    findings.add(
      [...path, 'resourceId'],
      `that of the target, ${resourceId}`,
      describeValue(stated.resourceId),
    );
}
