import * as z from 'zod';
import type { ActionSpec } from '../../action-spec.ts';
import type { Findings } from '../../findings.ts';
import type { HealthyPercentages, RefreshPreferences } from '../../group-maintenance.ts';
import type { AutoScalingGroupSpec } from '../../group-spec.ts';
import { checkCheckpoints, checkHealthyPercentages } from '../../operations/instance-refresh.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { choice, flag, integer, text } from '../../shapes/fields.ts';
import { mapping, notModelled, unless } from '../../shapes/mapping.ts';
import type { AutoScalingGroups } from '../fleet/auto-scaling-groups.ts';
import { groupNameKey } from '../fleet/group-maintenance-keys.ts';
import { groupNameOf } from '../fleet/group-name.ts';
import { configurationOfType } from '../fleet/later-types.ts';

const LONGEST_DELAY = 172_800;
const LONGEST_WARM_UP = 3600;
const DEFAULT_MINIMUM = 90;
const DEFAULT_MAXIMUM = 100;
const DEFAULT_CHECKPOINT_DELAY = 3600;

const preferencesSchema = mapping(
  {
    minHealthyPercentage: integer(0, 100)
      .optional()
      .describe(
        "Percent of the desired capacity that stays in service; default: the group's policy, else 90.",
      ),
    maxHealthyPercentage: integer(100, 200)
      .optional()
      .describe("Percent of it up to which others come before; default: the group's policy, else 100."),
    instanceWarmup: integer(0, LONGEST_WARM_UP)
      .optional()
      .describe(
        "Seconds in service until a new instance counts; default: the group's defaultInstanceWarmup, else its healthCheckGracePeriod.",
      ),
    checkpointPercentages: z
      .array(integer(1, 100), 'a list of percentages')
      .optional()
      .describe('It pauses when so many percent are replaced, and ends at the last one.'),
    checkpointDelay: integer(0, LONGEST_DELAY)
      .optional()
      .describe('Seconds that it pauses at a checkpoint; default 3600.'),
    skipMatching: flag()
      .optional()
      .describe('Whether instances that have the desired configuration already stay; default false.'),
    scaleInProtectedInstances: choice(['Refresh', 'Ignore', 'Wait'])
      .optional()
      .describe('What is done about instances that are protected from scale-in; default Wait, for an hour.'),
  },
  {
    aws: { shape: 'StartInstanceRefresh', path: ['preferences'] },
    notModelled: { ...notModelled('alarmSpecification'), autoRollback: unless(false), bakeTime: unless(0) },
  },
);

export const startInstanceRefreshSchema = mapping(
  {
    autoScalingGroupName: groupNameKey,
    desiredConfiguration: mapping(
      {
        instanceType: text('the name of an EC2 instance type', 50)
          .optional()
          .describe('Our shorthand for a launch template: what its instances are from now on.'),
      },
      {
        aws: { shape: 'StartInstanceRefresh', path: ['desiredConfiguration'] },
        notModelled: notModelled('launchTemplate', 'mixedInstancesPolicy'),
        hints: {
          launchTemplate:
            'Say `instanceType` instead: what else a launch template says changes nothing here.',
        },
      },
    )
      .optional()
      .describe('Default: what the group launches anyway, as after a new AMI.'),
    preferences: preferencesSchema.optional(),
  },
  {
    aws: { shape: 'StartInstanceRefresh', path: [] },
    notModelled: { strategy: unless('Rolling') },
  },
);

export const cancelInstanceRefreshSchema = mapping({ autoScalingGroupName: groupNameKey });

/** StartInstanceRefresh; `null` when there is no such group or type. */
export function resolveStartInstanceRefresh(
  stated: z.output<typeof startInstanceRefreshSchema>,
  atMs: number,
  path: Path,
  groups: AutoScalingGroups,
  findings: Findings,
): Extract<ActionSpec, { kind: 'startInstanceRefresh' }> | null {
  const { autoScalingGroupName: name, desiredConfiguration, preferences: wanted = {} } = stated;
  const group = groups.names.resolve(groupNameOf(name), [...path, 'autoScalingGroupName'], findings);
  if (group === null) return null;
  const { index, spec } = group;
  const type = desiredConfiguration?.instanceType;
  const configuration = type === undefined ? null : configurationOfType(spec, type);
  // What is wrong with a type has been told with the group.
  if (configuration === -1) return null;
  const preferences = resolvePreferences(wanted, spec, [...path, 'preferences'], findings);
  warnOfProtected(spec, preferences, findings);
  return { kind: 'startInstanceRefresh', atMs, group: index, configuration, preferences };
}

/** CancelInstanceRefresh; `null` when there is no such group. */
export function resolveCancelInstanceRefresh(
  { autoScalingGroupName: name }: z.output<typeof cancelInstanceRefreshSchema>,
  atMs: number,
  path: Path,
  groups: AutoScalingGroups,
  findings: Findings,
): Extract<ActionSpec, { kind: 'cancelInstanceRefresh' }> | null {
  const group = groups.names.resolve(groupNameOf(name), [...path, 'autoScalingGroupName'], findings);
  return group === null ? null : { kind: 'cancelInstanceRefresh', atMs, group: group.index };
}

/** With the defaults of the API, which are not all those of the console (scaling: ). */
function resolvePreferences(
  stated: z.output<typeof preferencesSchema>,
  { maintenance }: AutoScalingGroupSpec,
  path: Path,
  findings: Findings,
): RefreshPreferences {
  const { checkpointPercentages: checkpoints = [], checkpointDelay, skipMatching = false } = stated;
  if (checkpointDelay !== undefined && checkpoints.length === 0)
    findings.add(
      [...path, 'checkpointDelay'],
      'no delay without `checkpointPercentages`',
      describeValue(checkpointDelay),
    );
  findings.addAll(path, checkCheckpoints(checkpoints));
  const { instanceWarmup } = stated;
  return {
    healthy: resolveHealthy(stated, maintenance.policy, path, findings),
    warmUpMs:
      instanceWarmup !== undefined
        ? instanceWarmup * 1000
        : (maintenance.defaultInstanceWarmupMs ?? maintenance.healthCheckGracePeriodMs),
    checkpoints,
    checkpointDelayMs: (checkpointDelay ?? DEFAULT_CHECKPOINT_DELAY) * 1000,
    skipMatching,
    scaleInProtectedInstances: stated.scaleInProtectedInstances ?? 'Wait',
  };
}

function resolveHealthy(
  { minHealthyPercentage, maxHealthyPercentage }: z.output<typeof preferencesSchema>,
  policy: HealthyPercentages | null,
  path: Path,
  findings: Findings,
): HealthyPercentages {
  if (maxHealthyPercentage !== undefined && minHealthyPercentage === undefined)
    findings.add([...path, 'minHealthyPercentage'], 'one beside `maxHealthyPercentage`', 'nothing');
  const healthy = {
    minimum: minHealthyPercentage ?? policy?.minimum ?? DEFAULT_MINIMUM,
    maximum: maxHealthyPercentage ?? policy?.maximum ?? DEFAULT_MAXIMUM,
  };
  findings.addAll(path, checkHealthyPercentages(healthy));
  return healthy;
}

/** Whoever waits for protection to end may wait in vain. */
function warnOfProtected(
  { name, protectsNew, provider }: AutoScalingGroupSpec,
  { scaleInProtectedInstances }: RefreshPreferences,
  findings: Findings,
): void {
  const isManaged = provider?.managedTerminationProtection ?? false;
  if (scaleInProtectedInstances !== 'Wait' || !(protectsNew || isManaged)) return;
  const who = isManaged ? 'its instances with tasks' : 'its instances';
  findings.warn(
    'refresh-waits-for-protection',
    `The instance refresh of Auto Scaling group ${name} waits for ${who}, which are protected from scale-in, and fails after an hour without a replacement: say scaleInProtectedInstances Refresh or Ignore.`,
  );
}
