import * as z from 'zod';
import type { ActionSpec } from '../../action-spec.ts';
import type { Findings } from '../../findings.ts';
import { listNames } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { choice, duration, flag, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { AutoScalingGroups } from '../fleet/auto-scaling-groups.ts';
import { clusterKey } from './find-cluster.ts';

export const setInstanceHealthSchema = mapping({
  instanceId: text('the id of an instance').describe('NAME-n, of an Auto Scaling group.'),
  healthStatus: choice(['Healthy', 'Unhealthy']).describe('Unhealthy: the group replaces it at once.'),
  shouldRespectGracePeriod: flag()
    .optional()
    .describe("Whether it counts only after the group's healthCheckGracePeriod; default true."),
});

export const instanceImpairmentSchema = mapping({
  cluster: clusterKey,
  containerInstances: z
    .array(text('the id of a container instance'), 'a list of ids')
    .min(1, 'at least one container instance')
    .describe('NAME-n.'),
  for: duration(1).describe('How long the status checks fail.'),
});

/** SetInstanceHealth (scaling:R-3.4); `null` when no group has instances of that name. */
export function resolveSetInstanceHealth(
  { instanceId, healthStatus, shouldRespectGracePeriod = true }: z.output<typeof setInstanceHealthSchema>,
  atMs: number,
  path: Path,
  { specs, names }: AutoScalingGroups,
  findings: Findings,
): Extract<ActionSpec, { kind: 'setInstanceHealth' }> | null {
  const name = /^(.+)-[1-9]\d*$/.exec(instanceId)?.[1];
  const group = specs.find((spec) => spec.name === name);
  if (group === undefined) {
    const expected = `an instance of an Auto Scaling group${listNames(names.names().map((known) => `${known}-1`))}`;
    if (!names.isIncomplete) findings.add([...path, 'instanceId'], expected, describeValue(instanceId));
    return null;
  }
  return {
    kind: 'setInstanceHealth',
    atMs,
    cluster: group.cluster,
    instanceId,
    isHealthy: healthStatus === 'Healthy',
    respectsGracePeriod: shouldRespectGracePeriod,
  };
}
