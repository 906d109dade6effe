import type { AutoScalingGroupSpec } from './group-spec.ts';
import type { ContainerInstanceSpec } from './scenario.ts';

/** All that an Auto Scaling group can launch, now or after an action. */
export function launchableInstances({ configurations }: AutoScalingGroupSpec): ContainerInstanceSpec[] {
  return configurations.flatMap(({ options }) => options.map(({ instances }) => instances));
}
