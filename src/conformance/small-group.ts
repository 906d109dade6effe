import { DEFAULT_MAINTENANCE, type GroupMaintenance } from '../scenario/group-maintenance.ts';
import type { AutoScalingGroupSpec, ManagedScalingSpec } from '../scenario/group-spec.ts';
import type { ContainerInstanceSpec } from '../scenario/scenario.ts';

/** The Auto Scaling group of a small run, behind capacity provider `group`; what is not given is AWS's default. */
export interface SmallGroup {
  readonly desiredCapacity?: number;
  /** Of each of its instances; what is not given is more than any example asks for. */
  readonly cpu?: number;
  readonly memory?: number;
  /** `null`: off. */
  readonly managedScaling?: Partial<ManagedScalingSpec> | null;
  readonly managedTerminationProtection?: boolean;
  readonly managedDraining?: boolean;
  readonly protectsNew?: boolean;
  readonly maintenance?: Partial<GroupMaintenance>;
}

export const GROUP_PROVIDER = 'group';

/** More instances than any example asks for. */
const MOST_INSTANCES = 10_000;

/** As the loader would make it of a scenario; `instances` is what it launches. */
export function groupSpecOf(group: SmallGroup, instances: ContainerInstanceSpec): AutoScalingGroupSpec {
  const { desiredCapacity = 0, protectsNew = false } = group;
  const { managedScaling = {}, managedTerminationProtection = false, managedDraining = true } = group;
  const scaling = managedScaling === null ? null : { ...MANAGED_SCALING, ...managedScaling };
  return {
    name: instances.name,
    cluster: 'main',
    provider: {
      name: GROUP_PROVIDER,
      managedScaling: scaling,
      managedTerminationProtection,
      managedDraining,
    },
    availabilityZones: instances.availabilityZones,
    configurations: [
      {
        options: [{ instances: { ...instances, count: 0, capacityProvider: GROUP_PROVIDER }, weight: 1 }],
        mixed: null,
      },
    ],
    minSize: 0,
    maxSize: MOST_INSTANCES,
    desiredCapacity,
    protectsNew,
    terminationPolicies: ['Default'],
    monitoring: { everyMs: 300_000, warmUpMs: 0 },
    maintenance: { ...DEFAULT_MAINTENANCE, ...group.maintenance },
  };
}

const MANAGED_SCALING: ManagedScalingSpec = {
  targetCapacity: 100,
  minimumStep: 1,
  maximumStep: 10_000,
  warmUpMs: 300_000,
};
