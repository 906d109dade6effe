import type * as z from 'zod';
import type { ActionSpec } from '../../action-spec.ts';
import type { Findings } from '../../findings.ts';
import type { AutoScalingGroupSpec } from '../../group-spec.ts';
import {
  checkGroupSizes,
  checkSetDesiredCapacity,
  type GroupBounds,
} from '../../operations/auto-scaling-group.ts';
import type { Path } from '../../reading/problem.ts';
import type { ScalableTargetSpec } from '../../scaling-spec.ts';
import { text } from '../../shapes/fields.ts';
import { mapping, notModelled, unless } from '../../shapes/mapping.ts';
import { groupSize } from '../fleet/auto-scaling-group-schema.ts';
import type { AutoScalingGroups } from '../fleet/auto-scaling-groups.ts';
import { GROUP_KEY_HINTS, UNMODELLED_GROUP_KEYS } from '../fleet/group-keys.ts';
import { groupNameOf } from '../fleet/group-name.ts';
import { configurationOfType } from '../fleet/later-types.ts';

const autoScalingGroupName = text('the name of an Auto Scaling group').describe(
  'Name of a group of `autoScalingGroups`.',
);

export const updateAutoScalingGroupSchema = mapping(
  {
    autoScalingGroupName,
    minSize: groupSize.optional().describe('Instances that it has at least from now on.'),
    maxSize: groupSize.optional().describe('Instances that it has at most from now on.'),
    desiredCapacity: groupSize.optional().describe('Instances that it has from now on.'),
    instanceType: text('the name of an EC2 instance type', 50)
      .optional()
      .describe('Our shorthand for another launch template: what it launches from now on.'),
  },
  {
    aws: { shape: 'UpdateAutoScalingGroup', path: [] },
    notModelled: {
      ...UNMODELLED_GROUP_KEYS,
      ...notModelled('availabilityZoneIds', 'availabilityZones', 'vpcZoneIdentifier'),
      ...notModelled('mixedInstancesPolicy', 'newInstancesProtectedFromScaleIn', 'terminationPolicies'),
      ...notModelled('defaultCooldown', 'instanceMaintenancePolicy', 'maxInstanceLifetime'),
      ...notModelled('defaultInstanceWarmup', 'healthCheckGracePeriod'),
    },
    hints: GROUP_KEY_HINTS,
  },
);

export const setDesiredCapacitySchema = mapping(
  {
    autoScalingGroupName,
    desiredCapacity: groupSize.describe('Instances that the group has from now on.'),
  },
  { aws: { shape: 'SetDesiredCapacity', path: [] }, notModelled: { honorCooldown: unless(false) } },
);

type UpdateSpec = Extract<ActionSpec, { kind: 'updateAutoScalingGroup' }>;

/** UpdateAutoScalingGroup as far as it is of sizes and of the type; `null` when there is no such group or type. */
export function resolveUpdateAutoScalingGroup(
  stated: z.output<typeof updateAutoScalingGroupSchema>,
  atMs: number,
  path: Path,
  groups: AutoScalingGroups,
  findings: Findings,
): UpdateSpec | null {
  const { autoScalingGroupName: name, minSize = null, maxSize = null, desiredCapacity = null } = stated;
  const { instanceType } = stated;
  const sizes = { minSize, maxSize, desiredCapacity };
  if (Object.values(sizes).every((size) => size === null) && instanceType === undefined)
    findings.add(path, '`minSize`, `maxSize`, `desiredCapacity` or `instanceType`', 'none of them');
  const problems = checkGroupSizes(sizes, { minSize: 0, maxSize: Number.POSITIVE_INFINITY });
  findings.addAll(path, minSize === null || maxSize === null ? [] : problems);
  const group = groups.names.resolve(groupNameOf(name), [...path, 'autoScalingGroupName'], findings);
  if (group === null) return null;
  const configuration = instanceType === undefined ? null : configurationOfType(group.spec, instanceType);
  // What is wrong with a type has been told with the group.
  if (configuration === -1) return null;
  return { kind: 'updateAutoScalingGroup', atMs, group: group.index, ...sizes, configuration };
}

/** SetDesiredCapacity; `null` when there is no such group. */
export function resolveSetDesiredCapacity(
  { autoScalingGroupName: name, desiredCapacity }: z.output<typeof setDesiredCapacitySchema>,
  atMs: number,
  path: Path,
  groups: AutoScalingGroups,
  findings: Findings,
): UpdateSpec | null {
  const group = groups.names.resolve(groupNameOf(name), [...path, 'autoScalingGroupName'], findings);
  if (group === null) return null;
  const sizes = { minSize: null, maxSize: null, desiredCapacity };
  return { kind: 'updateAutoScalingGroup', atMs, group: group.index, ...sizes, configuration: null };
}

/** Names of groups whose sizes some action of the section, which is not decoded yet, changes. */
export function changedGroups(section: unknown): ReadonlySet<string> {
  type Named = { readonly autoScalingGroupName?: unknown };
  const requests = (Array.isArray(section) ? section : []).map(
    (action: Readonly<Record<string, Named | undefined>> | null) =>
      action?.['updateAutoScalingGroup'] ?? action?.['setDesiredCapacity'],
  );
  const names = requests.map((request) => request?.autoScalingGroupName);
  return new Set(names.flatMap((name) => (typeof name === 'string' ? [groupNameOf(name)] : [])));
}

/**
 * Requests that AWS refuses for the bounds that their groups have by then, which nothing but actions changes. Groups and
 * actions are those of the file, none left out; `section`: the actions as they stand there. Of groups whose scheduled actions change
 * their bounds nothing is said.
 */
export function checkSizeChanges(
  groups: readonly AutoScalingGroupSpec[],
  actions: readonly ActionSpec[],
  section: unknown,
  targets: readonly ScalableTargetSpec[],
  findings: Findings,
): void {
  const moving = targets.filter(changesBounds).map(({ scales }) => scales.index);
  const bounds: GroupBounds[] = groups.map(({ minSize, maxSize }) => ({ minSize, maxSize }));
  const inTime = [...actions.entries()].sort(([, one], [, other]) => one.atMs - other.atMs);
  for (const [i, action] of inTime) {
    if (action.kind !== 'updateAutoScalingGroup') continue;
    const { group, minSize, maxSize, desiredCapacity } = action;
    if (moving.includes(group)) continue;
    const before = bounds[group]!;
    const isSet = Object.hasOwn((section as readonly object[])[i]!, 'setDesiredCapacity');
    const path: Path = ['actions', i, isSet ? 'setDesiredCapacity' : action.kind];
    const problems = isSet
      ? checkSetDesiredCapacity(desiredCapacity!, before)
      : checkGroupSizes({ minSize, maxSize, desiredCapacity }, before);
    const isKnown = minSize !== null && maxSize !== null;
    if (!isKnown) findings.addAll(path, problems);
    if (problems.length === 0)
      bounds[group] = { minSize: minSize ?? before.minSize, maxSize: maxSize ?? before.maxSize };
  }
}

function changesBounds({ scales, scheduledActions }: ScalableTargetSpec): boolean {
  return (
    scales.of === 'group' &&
    scheduledActions.some(({ bounds }) => bounds.minCapacity !== null || bounds.maxCapacity !== null)
  );
}
