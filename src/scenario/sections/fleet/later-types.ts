import type { LoadContext } from '../../context.ts';
import type { AutoScalingGroupSpec } from '../../group-spec.ts';
import type { Path } from '../../reading/problem.ts';
import type { ContainerInstanceSpec } from '../../scenario.ts';
import { type InstanceSettings, type Machine, resolveMachine } from '../machine.ts';
import type { Place } from '../place.ts';
import { groupNameOf } from './group-name.ts';

/** A type that an action lets a group launch from then on, and where it is stated. */
interface LaterType {
  readonly instanceType: string;
  readonly path: Path;
}

/** By the name of a group. */
export type LaterTypes = ReadonlyMap<string, readonly LaterType[]>;

type Request = {
  readonly autoScalingGroupName?: unknown;
  readonly instanceType?: unknown;
  readonly desiredConfiguration?: { readonly instanceType?: unknown } | null;
};
type Action = Readonly<Record<string, Request | null | undefined>> | null;

/** What the section's actions, which are not decoded yet, let groups launch: the types that UpdateAutoScalingGroup and StartInstanceRefresh name. */
export function laterTypes(section: unknown): LaterTypes {
  const types = new Map<string, LaterType[]>();
  const note = (request: Request | null | undefined, instanceType: unknown, path: Path) => {
    const name = request?.autoScalingGroupName;
    if (typeof name !== 'string' || typeof instanceType !== 'string') return;
    const group = groupNameOf(name);
    types.set(group, [...(types.get(group) ?? []), { instanceType, path }]);
  };
  for (const [i, action] of (Array.isArray(section) ? (section as readonly Action[]) : []).entries()) {
    const update = action?.['updateAutoScalingGroup'];
    note(update, update?.instanceType, ['actions', i, 'updateAutoScalingGroup', 'instanceType']);
    const refresh = action?.['startInstanceRefresh'];
    const path: Path = ['actions', i, 'startInstanceRefresh', 'desiredConfiguration', 'instanceType'];
    note(refresh, refresh?.desiredConfiguration?.instanceType, path);
  }
  return types;
}

/** Where a group describes its instances. */
export function placeOfGroup(path: Path, typeAt: Path = [...path, 'instanceType']): Place {
  return {
    at: (...keys) => (keys[0] === 'ec2InstanceType' ? typeAt : [...path, ...keys]),
    words: '',
    isRow: false,
  };
}

/** The instances of types that come later: all but the type is the group's. Each type is there once. */
export function resolveLaterTypes(
  machine: Machine & { readonly mixedInstancesPolicy?: object | undefined },
  path: Path,
  later: readonly LaterType[],
  settings: InstanceSettings,
  context: LoadContext,
): ContainerInstanceSpec[] {
  const known = new Set([machine.ec2InstanceType]);
  return later.flatMap(({ instanceType, path: typeAt }) => {
    if (machine.ec2InstanceType === undefined || machine.mixedInstancesPolicy !== undefined) {
      const expected =
        machine.mixedInstancesPolicy === undefined
          ? 'no other type for a group of `registeredResources`'
          : 'no other type for a group with a `mixedInstancesPolicy`';
      context.findings.add(typeAt, expected, instanceType);
      return [];
    }
    if (known.has(instanceType)) return [];
    known.add(instanceType);
    const other = { ...machine, ec2InstanceType: instanceType };
    const instances = resolveMachine(other, 0, placeOfGroup(path, typeAt), settings, context);
    return instances === null ? [] : [instances];
  });
}

/** Which of a group's configurations launches instances of this one type, -1: none. */
export function configurationOfType({ configurations }: AutoScalingGroupSpec, instanceType: string): number {
  return configurations.findIndex(
    ({ options }) => options.length === 1 && options[0]!.instances.ec2InstanceType === instanceType,
  );
}
