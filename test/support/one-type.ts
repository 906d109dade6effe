import type { AutoScalingGroupSpec, ContainerInstanceSpec } from '../../src/scenario/scenario.ts';

/** The part of an Auto Scaling group that says what it launches: one type. */
export function oneType(
  instances: ContainerInstanceSpec,
): Pick<AutoScalingGroupSpec, 'availabilityZones' | 'configurations'> {
  const { availabilityZones } = instances;
  return { availabilityZones, configurations: [{ options: [{ instances, weight: 1 }] }] };
}
