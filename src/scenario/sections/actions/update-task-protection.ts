import * as z from 'zod';
import {
  DEFAULT_MINUTES,
  LONGEST_MINUTES,
  MAX_PROTECTED_PER_CALL,
  SHORTEST_MINUTES,
} from '../../../policies/deployment/task-protection.ts';
import type { ActionSpec } from '../../action-spec.ts';
import type { LoadContext } from '../../context.ts';
import { nameOf } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import { flag, integer, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { Services } from '../services/services.ts';
import { clusterKey } from './find-cluster.ts';

const COUNT = `1 to ${MAX_PROTECTED_PER_CALL} tasks`;

export const updateTaskProtectionSchema = mapping(
  {
    cluster: clusterKey,
    service: text('the name of a service')
      .optional()
      .describe('Not of AWS: of whom the tasks must be; default any service.'),
    tasks: z
      .array(text('the id of a task'), 'a list of ids')
      .min(1, COUNT)
      .max(MAX_PROTECTED_PER_CALL, COUNT)
      .describe('FAMILY-n.'),
    protectionEnabled: flag().describe('Whether the service may not stop them by itself.'),
    expiresInMinutes: integer(SHORTEST_MINUTES, LONGEST_MINUTES)
      .prefault(DEFAULT_MINUTES)
      .describe('From this call on.'),
  },
  { aws: { shape: 'UpdateTaskProtection', path: [] } },
);

/** UpdateTaskProtection in a cluster that is known; `null` when the service is not. */
export function resolveUpdateTaskProtection(
  stated: z.output<typeof updateTaskProtectionSchema>,
  { atMs, cluster }: { readonly atMs: number; readonly cluster: string },
  services: Services,
  path: Path,
  { findings }: LoadContext,
): Extract<ActionSpec, { kind: 'updateTaskProtection' }> | null {
  const { service = null, tasks, protectionEnabled, expiresInMinutes } = stated;
  if (service !== null && services.names.resolve(cluster, service, [...path, 'service'], findings) === null)
    return null;
  const name = service === null ? null : nameOf(service);
  return {
    kind: 'updateTaskProtection',
    atMs,
    cluster,
    service: name,
    tasks,
    protectionEnabled,
    expiresInMinutes,
  };
}
