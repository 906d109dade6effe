import { DEFAULT_MAINTENANCE } from '../../src/scenario/group-maintenance.ts';
import type { AutoScalingGroupSpec } from '../../src/scenario/group-spec.ts';
import type { ContainerInstanceSpec } from '../../src/scenario/scenario.ts';

/** The part of an Auto Scaling group that says what it launches, one type, and nothing about how it is replaced. */
export function oneType(
  instances: ContainerInstanceSpec,
): Pick<AutoScalingGroupSpec, 'availabilityZones' | 'configurations' | 'maintenance'> {
  const { availabilityZones } = instances;
  const configurations = [{ options: [{ instances, weight: 1 }], mixed: null }];
  return { availabilityZones, configurations, maintenance: DEFAULT_MAINTENANCE };
}
