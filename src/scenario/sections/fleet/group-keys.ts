import { type Harmless, notModelled, unless } from '../../shapes/mapping.ts';

/** A mapping that says only `key`, whatever its case, and one of these values of it. */
function saysOnly(key: string, ...values: readonly unknown[]): Harmless {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(
      ([name, inner]) => name.toLowerCase() === key.toLowerCase() && values.includes(inner),
    );
}

/**
 * Keys of CreateAutoScalingGroup and UpdateAutoScalingGroup that would matter. Not among them are those of what never happens
 * here: zonal shifts.
 */
export const UNMODELLED_GROUP_KEYS: Readonly<Record<string, Harmless>> = {
  ...notModelled('instanceLifecyclePolicy', 'launchConfigurationName', 'launchTemplate', 'placementGroup'),
  availabilityZoneDistribution: saysOnly('capacityDistributionStrategy', 'balanced-best-effort'),
  capacityRebalance: unless(false),
  // Capacity is never short, and reservations are not billed.
  capacityReservationSpecification: saysOnly('capacityReservationPreference', 'default', 'none'),
  desiredCapacityType: unless('units'),
  healthCheckType: unless('EC2'),
};

const ONE_TYPE = 'Say `instanceType` instead, or several types in `mixedInstancesPolicy`.';

/** Sentences that help with some of them. */
export const GROUP_KEY_HINTS: Readonly<Record<string, string>> = {
  healthCheckType:
    'No load balancer checks the instances themselves here: say EC2, and `setInstanceHealth` in `actions` for other checks.',
  instanceId: ONE_TYPE,
  launchConfigurationName: ONE_TYPE,
  launchTemplate: ONE_TYPE,
};
