import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import type { GroupConfiguration } from '../../group-spec.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ContainerInstanceSpec } from '../../scenario.ts';
import { checkAttributes } from '../instance-attributes.ts';
import { type InstanceSettings, type Machine, resolveMachine } from '../machine.ts';
import type { Place } from '../place.ts';
import type { StatedGroup } from './auto-scaling-group-schema.ts';
import { resolveMixedGroup } from './mixed-group.ts';
import type { StatedOverride } from './mixed-instances-schema.ts';

/** What a group launches and where; `null` when it cannot be told. */
export function resolveConfiguration(
  stated: StatedGroup,
  capacityProviderName: string | undefined,
  path: Path,
  settings: InstanceSettings,
  context: LoadContext,
): GroupConfiguration | null {
  const { mixedInstancesPolicy: policy, instanceType, registeredResources, hourlyPrice } = stated;
  const { findings } = context;
  const machine = { ...stated, name: stated.autoScalingGroupName, capacityProviderName };
  const place: Place = {
    at: (...keys) => [...path, ...keys.map((key) => (key === 'ec2InstanceType' ? 'instanceType' : key))],
    words: '',
    isRow: false,
  };
  if (policy?.launchTemplate?.overrides === undefined) {
    if (instanceType === undefined && (registeredResources === undefined || policy !== undefined)) {
      const expected =
        policy === undefined
          ? '`instanceType`, or `registeredResources` of what AWS does not rent out'
          : '`instanceType`, or `overrides` of the policy with a type each';
      findings.add([...path, 'instanceType'], expected, 'neither');
      return null;
    }
    checkAttributes(stated.attributes, [], instanceType !== undefined, place, findings);
    const instances = resolveMachine(
      { ...machine, ec2InstanceType: instanceType },
      0,
      place,
      settings,
      context,
    );
    if (instances === null) return null;
    if (policy === undefined) return { options: [{ instances, weight: 1 }], mixed: null };
    const only = { instances, weight: undefined, spotPrice: undefined, path };
    return resolveMixedGroup([only], policy, path, context);
  }
  for (const [key, value] of Object.entries({ instanceType, registeredResources, hourlyPrice }))
    if (value !== undefined)
      findings.add(
        [...path, key],
        `no \`${key}\` beside \`overrides\`, which say it type by type`,
        describeValue(value),
      );
  checkAttributes(stated.attributes, [], true, place, findings);
  const at: Path = [...path, 'mixedInstancesPolicy', 'launchTemplate', 'overrides'];
  const { overrides } = policy.launchTemplate;
  checkTypes(overrides, at, findings);
  const types = overrides.flatMap((override, i) => {
    const instances = resolveOverride(override, machine, [...at, i], place, settings, context);
    if (instances === null) return [];
    const { weightedCapacity: weight, spotPrice } = override;
    return [{ instances, weight, spotPrice, path: [...at, i] }];
  });
  checkCredits(stated, types, path, findings);
  return types.length < overrides.length ? null : resolveMixedGroup(types, policy, path, context);
}

function resolveOverride(
  { instanceType, hourlyPrice }: StatedOverride,
  machine: Machine,
  path: Path,
  group: Place,
  settings: InstanceSettings,
  context: LoadContext,
): ContainerInstanceSpec | null {
  if (instanceType === undefined) {
    context.findings.add([...path, 'instanceType'], 'the name of an EC2 instance type', 'nothing');
    return null;
  }
  const place: Place = {
    at(first, ...others) {
      if (first === 'ec2InstanceType') return [...path, 'instanceType'];
      return first === 'hourlyPrice' ? [...path, first] : group.at(first!, ...others);
    },
    words: '',
    // Not all of several types have to be burstable, when one is.
    isRow: true,
  };
  return resolveMachine(
    { ...machine, ec2InstanceType: instanceType, hourlyPrice },
    0,
    place,
    settings,
    context,
  );
}

/** A type twice would be two names for one pool. */
function checkTypes(overrides: readonly StatedOverride[], path: Path, findings: Findings): void {
  const types = overrides.map(({ instanceType }) => instanceType);
  for (const [i, type] of types.entries())
    if (type !== undefined && types.indexOf(type) < i)
      findings.add(
        [...path, i, 'instanceType'],
        'a type that no other override has',
        `${describeValue(type)} once more`,
      );
}

function checkCredits(
  { creditSpecification }: StatedGroup,
  types: readonly { readonly instances: ContainerInstanceSpec }[],
  path: Path,
  findings: Findings,
): void {
  const cpuCredits = creditSpecification?.cpuCredits;
  if (cpuCredits === undefined || types.length === 0) return;
  if (types.every(({ instances }) => instances.burstable === null))
    findings.add(
      [...path, 'creditSpecification', 'cpuCredits'],
      'a burstable type among the overrides',
      describeValue(cpuCredits),
    );
}
