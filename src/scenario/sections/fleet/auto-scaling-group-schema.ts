import * as z from 'zod';
import type { TerminationPolicy } from '../../../policies/fleet/choose-terminations.ts';
import { flag, integer, modelledChoice, pattern, text } from '../../shapes/fields.ts';
import { mapping, notModelled } from '../../shapes/mapping.ts';
import { machineKeys } from '../container-instances.ts';
import { GROUP_KEY_HINTS, UNMODELLED_GROUP_KEYS } from './group-keys.ts';
import { maintenanceKeys } from './group-maintenance-keys.ts';
import { lifecycleHookSchema, MOST_HOOKS } from './lifecycle-hooks.ts';
import { mixedInstancesPolicySchema } from './mixed-instances-schema.ts';
import { groupPoliciesSchema } from './scaling/group-policy-schema.ts';
import { groupSchedulesSchema } from './scaling/group-schedules.ts';
import { warmPoolSchema } from './warm-pool.ts';

/** More instances than this in one group are a slip of the finger. */
const MOST_INSTANCES = 100_000;

/** How many instances a group has, or may have. */
export const groupSize: z.ZodNumber = integer(0, MOST_INSTANCES);

/** Seconds of `defaultInstanceWarmup`. */
const LONGEST_WARM_UP = 3600;

/** Keys that say in another way than `availabilityZones` where the instances lie. */
export const ZONES_IN_OTHER_WORDS = ['vpcZoneIdentifier', 'availabilityZoneIds'] as const;

const TERMINATION_POLICIES: readonly TerminationPolicy[] = [
  'Default',
  'AllocationStrategy',
  'OldestLaunchTemplate',
  'OldestInstance',
  'NewestInstance',
  'ClosestToNextInstanceHour',
];
const terminationPolicy: z.ZodType<TerminationPolicy, string> = modelledChoice<TerminationPolicy>(
  TERMINATION_POLICIES,
  /^(OldestLaunchConfiguration|arn:.+)$/,
);

export const autoScalingGroupSchema = mapping(
  {
    autoScalingGroupName: pattern(
      /^[!-9;-~]{1,255}$/,
      'up to 255 letters, digits and signs without blanks and colons',
    ).describe("Name of the group; its instances' ids are NAME-n."),
    instanceType: text('the name of an EC2 instance type', 50)
      .optional()
      .describe('Our shorthand for a launch template with one type: m5.large.'),
    mixedInstancesPolicy: mixedInstancesPolicySchema
      .optional()
      .describe('Several types, On-Demand and as Spot.'),
    ...machineKeys,
    minSize: groupSize.describe('Instances that it has at least, or units of weightedCapacity.'),
    maxSize: groupSize.describe('Instances that it has at most, or units of weightedCapacity.'),
    desiredCapacity: groupSize
      .optional()
      .describe('Instances that it has at the start, and keeps until something changes it; default minSize.'),
    availabilityZones: machineKeys.availabilityZones.describe(
      "Where its instances lie, as many in each as can be. Default: the region's first three.",
    ),
    newInstancesProtectedFromScaleIn: flag()
      .optional()
      .describe('Whether its instances are launched protected from scale-in; default false.'),
    terminationPolicies: z
      .array(terminationPolicy)
      .optional()
      .describe('Which instance of a zone a scale-in takes, one policy after the other; default Default.'),
    lifecycleHookSpecificationList: z
      .array(lifecycleHookSchema)
      .max(MOST_HOOKS, `at most ${MOST_HOOKS} hooks`)
      .optional()
      .describe('Hooks that keep its instances waiting on their way in or out; default none.'),
    warmPoolConfiguration: warmPoolSchema
      .optional()
      .describe(
        'Instances that it keeps ready beside those in service, as PutWarmPool takes it; default none.',
      ),
    ...maintenanceKeys,
    cluster: text('a cluster')
      .optional()
      .describe(
        'Not of AWS: the cluster that its instances register with. Default: that of its capacity provider, else the only one.',
      ),
    defaultCooldown: integer(0)
      .optional()
      .describe(
        'Seconds that simple scaling rests after an activity, and a warm-up if nothing says another; default 300.',
      ),
    defaultInstanceWarmup: integer(-1, LONGEST_WARM_UP)
      .optional()
      .describe('Seconds that an instance is in service until it counts; -1, the default: none.'),
    instanceMonitoring: mapping({
      enabled: flag().describe('Whether its instances have metrics every minute, instead of every five.'),
    })
      .optional()
      .describe("Our shorthand for a launch template's detailed monitoring; default off."),
    scalingPolicies: groupPoliciesSchema
      .optional()
      .describe(
        'Simple, step and target tracking policies, as PutScalingPolicy of EC2 Auto Scaling takes them.',
      ),
    scheduledUpdateGroupActions: groupSchedulesSchema
      .optional()
      .describe('Scheduled actions, as PutScheduledUpdateGroupAction takes them.'),
    vpcZoneIdentifier: text('subnets').optional().describe('Only beside `availabilityZones`.'),
    availabilityZoneIds: z
      .array(text('the id of an Availability Zone', 50))
      .optional()
      .describe('Only beside `availabilityZones`.'),
  },
  {
    aws: { shape: 'AutoScalingGroup', path: [] },
    notModelled: {
      ...UNMODELLED_GROUP_KEYS,
      ...notModelled('instanceId', 'status'),
      // A scale-in waits until load balancers have let its instances go.
      ...notModelled('loadBalancerNames', 'targetGroupARNs', 'trafficSources'),
    },
    hints: GROUP_KEY_HINTS,
    neverEmpty: ['launchTemplate'],
    checkedOnly: ZONES_IN_OTHER_WORDS,
    ignored: ZONES_IN_OTHER_WORDS,
  },
);

export type StatedGroup = z.output<typeof autoScalingGroupSchema>;
