import type * as z from 'zod';
import type { ActionSpec } from '../../action-spec.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import { integer } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { ScalableTargets } from '../scaling/scalable-targets.ts';
import { statedSuspension, suspendedStateSchema } from '../scaling/suspended-state.ts';
import { CHECKED_KEYS, kindKeys, resourceIdKey } from '../scaling/target-keys.ts';

const SHAPE = 'RegisterScalableTarget';

export const registerScalableTargetSchema = mapping(
  {
    ...kindKeys,
    resourceId: resourceIdKey.describe('A scalable target that there is: service/CLUSTER/NAME.'),
    minCapacity: integer(0).optional().describe('The minimum from now on.'),
    maxCapacity: integer(0).optional().describe('The maximum from now on.'),
    suspendedState: suspendedStateSchema(SHAPE).optional(),
  },
  { aws: { shape: SHAPE, path: [] }, checkedOnly: CHECKED_KEYS },
);

/** RegisterScalableTarget of a target that there is; `null` when there is none such. */
export function resolveRegisterScalableTarget(
  stated: z.output<typeof registerScalableTargetSchema>,
  atMs: number,
  path: Path,
  targets: ScalableTargets,
  findings: Findings,
): Extract<ActionSpec, { kind: 'registerScalableTarget' }> | null {
  const { resourceId, minCapacity = null, maxCapacity = null, suspendedState = {} } = stated;
  const suspended = statedSuspension(suspendedState);
  if (minCapacity === null && maxCapacity === null && Object.keys(suspended).length === 0)
    findings.add(path, '`minCapacity`, `maxCapacity` or something of `suspendedState`', 'none of them');
  if (minCapacity !== null && maxCapacity !== null && minCapacity > maxCapacity)
    findings.add([...path, 'minCapacity'], `at most \`maxCapacity\`, ${maxCapacity}`, `${minCapacity}`);
  const target = targets.names.resolve(resourceId, [...path, 'resourceId'], findings);
  if (target === null) return null;
  const bounds = { minCapacity, maxCapacity };
  return { kind: 'registerScalableTarget', atMs, target: target.index, bounds, suspended };
}
