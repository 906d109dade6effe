import type { FleetTemplate } from './fleet-template.ts';
import { guessInstances } from './guess-instances.ts';
import type { Launched } from './launched.ts';
import type { Move, MoveParts } from './move.ts';
import type { ChosenType } from './type-for.ts';

/** How many instances a cluster has: as many as ever are needed at once and no more, what managed scaling makes of it, or a number. */
export type FleetKind = 'ideal' | 'managed' | 'fixed';

/** A cluster that gets instances. */
export interface FleetCluster {
  readonly index: number;
  readonly name: string;
  readonly fleetName: string;
  readonly template: FleetTemplate;
  readonly type: ChosenType;
  readonly launched: readonly Launched[];
}

/** Container instances that a cluster has at most (quota of ECS). */
const MOST_INSTANCES = 5000;

/** Gives the cluster its instances; the name of the capacity provider that tasks ask for them by, `null`: by launch type. */
export function addFleet(
  kind: FleetKind,
  { index, name, fleetName, template, type, launched }: FleetCluster,
  parts: MoveParts,
  { changes, assumptions, refusals }: Move,
): string | null {
  const { name: machineName, ...ofType } = type.isOwn ? template.ofType : {};
  const { instanceType: ec2InstanceType } = type;
  const named = machineName === undefined ? {} : { name: machineName };
  const machine = {
    ...named,
    ...(ec2InstanceType === null ? {} : { ec2InstanceType }),
    ...ofType,
    ...template.machine,
  };
  const at = ['clusters', index] as const;
  if (kind === 'ideal') {
    changes.set([...at, 'idealFleet'], machine);
    return null;
  }
  if (kind === 'fixed') {
    const isOwn = template.count !== null && type.isOwn;
    const count = isOwn ? template.count : guessInstances(launched, template, type, parts);
    changes.set([...at, 'containerInstances'], [{ ...machine, count: Math.max(1, count ?? 1) }]);
    if (count === null && !parts.isSearched)
      refusals.push(
        `nothing in the scenario says how many container instances ${name} has; --equal-service searches for them`,
      );
    if (!isOwn && !parts.isSearched)
      assumptions.push({
        name: `container instances of ${name}`,
        value: `${Math.max(1, count ?? 1)}`,
        note: 'As many as hold every service at its most tasks, without a gap; --equal-service searches for fewer.',
      });
    return null;
  }
  const groups = changes.at(['autoScalingGroups']);
  const next = Array.isArray(groups) ? groups.length : 0;
  changes.set(['autoScalingGroups', next], {
    autoScalingGroupName: fleetName,
    ...(ec2InstanceType === null ? {} : { instanceType: ec2InstanceType }),
    ...ofType,
    ...template.machine,
    minSize: template.minSize,
    maxSize: template.maxSize ?? MOST_INSTANCES,
    newInstancesProtectedFromScaleIn: true,
  });
  changes.set(['capacityProviders', next], {
    name: fleetName,
    autoScalingGroupProvider: {
      autoScalingGroupArn: fleetName,
      managedScaling: { targetCapacity: 100, ...template.managedScaling, status: 'ENABLED' },
      managedTerminationProtection: 'ENABLED',
    },
  });
  changes.set([...at, 'capacityProviders'], [fleetName]);
  return fleetName;
}
