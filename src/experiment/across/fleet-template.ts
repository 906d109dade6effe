import { groupNameOf } from '../../scenario/sections/fleet/group-name.ts';
import { field, inside, listIn, nameIn, numberIn, type Stated, textIn } from './document.ts';
import { clusterNames } from './launched.ts';

/** What the instances of a cluster are in a document, so that others can be made like them. */
export interface FleetTemplate {
  /** `null`: the document names none. */
  readonly instanceType: string | null;
  /** Keys that hold for whatever type: zones, attributes, volumes. */
  readonly machine: Stated;
  /** Keys that hold for this type only, or for a machine of one's own: name, resources, price, credits. */
  readonly ofType: Stated;
  /** How many there are; `null`: something decides that. */
  readonly count: number | null;
  /** Of an Auto Scaling group, with what its capacity provider says. */
  readonly maxSize: number | null;
  readonly minSize: number;
  readonly managedScaling: Stated;
  /** Kinds of instances in the cluster: of several, this is the one of which there are most. */
  readonly kinds: number;
  readonly hasExternal: boolean;
  /** Keys of the cluster's Auto Scaling groups that a fleet made after them does not have. */
  readonly leftOut: readonly string[];
}

const NONE: FleetTemplate = {
  instanceType: null,
  machine: {},
  ofType: {},
  count: null,
  maxSize: null,
  minSize: 0,
  managedScaling: {},
  kinds: 0,
  hasExternal: false,
  leftOut: [],
};

/** What the instances of the cluster are; nothing for one without. */
export function fleetTemplate(document: unknown, cluster: string): FleetTemplate {
  const entry = listIn(document, 'clusters')[clusterNames(document).indexOf(cluster)];
  const instances = listIn(entry, 'containerInstances');
  const fixed = instances.map(fixedFleet);
  const stated = groupsOf(document, cluster);
  const groups = stated.map((group) => groupFleet(document, group));
  const ideal = field(entry, 'idealFleet');
  const all = [...fixed, ...groups, ...(ideal === undefined ? [] : [{ ...fixedFleet(ideal), count: null }])];
  const [first] = [...all].sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  if (first === undefined) return NONE;
  const kinds = new Set(
    all.map(({ instanceType, machine, ofType }) => JSON.stringify([instanceType, machine, ofType])),
  );
  return {
    ...first,
    count: sumOf(all.map(({ count }) => count)),
    maxSize: sumOf(all.map(({ maxSize }) => maxSize)),
    minSize: all.reduce((sum, { minSize }) => sum + minSize, 0),
    kinds: kinds.size + (instances.some((each) => field(each, 'file') !== undefined) ? 1 : 0),
    hasExternal: instances.some((each) => field(each, 'external') === true),
    leftOut: NOT_TAKEN_OVER.filter((key) => stated.some((group) => field(group, key) !== undefined)),
  };
}

/** Of all together; `null` when one has no number. */
function sumOf(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((sum, number) => (sum === null || number === null ? null : sum + number), 0);
}

function fixedFleet(entry: unknown): FleetTemplate {
  return { ...NONE, ...machineOf(entry, 'ec2InstanceType'), count: countOf(entry), kinds: 1 };
}

/** `null`: it is not known for certain. */
function countOf(entry: unknown): number | null {
  return field(entry, 'count') === undefined ? 1 : (numberIn(entry, 'count') ?? null);
}

function groupFleet(document: unknown, group: unknown): FleetTemplate {
  const provider = providerOf(document, group);
  const managed = inside(provider, 'autoScalingGroupProvider', 'managedScaling') ?? {};
  const isScaled = textIn(managed, 'status')?.toUpperCase() === 'ENABLED';
  const minSize = numberIn(group, 'minSize') ?? 0;
  const policies =
    listIn(group, 'scalingPolicies').length + listIn(group, 'scheduledUpdateGroupActions').length;
  return {
    ...NONE,
    ...machineOf(group, 'instanceType'),
    count: isScaled || policies > 0 ? null : (numberIn(group, 'desiredCapacity') ?? minSize),
    maxSize: numberIn(group, 'maxSize') ?? null,
    minSize,
    managedScaling: isScaled ? (managed as Stated) : {},
    kinds: 1,
  };
}

const OF_ANY_TYPE = [
  'availabilityZones',
  'attributes',
  'linuxDistribution',
  'reservedMemory',
  'networkInterfaces',
  'blockDeviceMappings',
  'versionInfo',
];
const OF_THE_TYPE = ['name', 'registeredResources', 'hourlyPrice', 'creditSpecification'];

/** What a group says beyond what its instances are and how many of them. */
const NOT_TAKEN_OVER = [
  'mixedInstancesPolicy',
  'warmPoolConfiguration',
  'lifecycleHookSpecificationList',
  'scalingPolicies',
  'scheduledUpdateGroupActions',
  'instanceMaintenancePolicy',
  'maxInstanceLifetime',
  'terminationPolicies',
  'suspendedProcesses',
  'defaultInstanceWarmup',
  'instanceMonitoring',
];

function machineOf(
  entry: unknown,
  typeKey: string,
): Pick<FleetTemplate, 'instanceType' | 'machine' | 'ofType'> {
  const overrides = listIn(inside(entry, 'mixedInstancesPolicy', 'launchTemplate'), 'overrides');
  const pick = (keys: readonly string[]): Stated =>
    Object.fromEntries(
      keys.map((key) => [key, field(entry, key)] as const).filter(([, value]) => value !== undefined),
    );
  return {
    instanceType: textIn(entry, typeKey) ?? textIn(overrides[0], 'instanceType') ?? null,
    machine: pick(OF_ANY_TYPE),
    ofType: pick(OF_THE_TYPE),
  };
}

/** The Auto Scaling groups whose instances join the cluster: by their own word, by their provider, or as it is the only one. */
function groupsOf(document: unknown, cluster: string): readonly unknown[] {
  const clusters = listIn(document, 'clusters');
  const names = clusterNames(document);
  return listIn(document, 'autoScalingGroups').filter((group) => {
    const own = nameIn(group, 'cluster');
    if (own !== undefined) return own === cluster;
    const provider = textIn(providerOf(document, group), 'name');
    const ofProvider = clusters.findIndex((entry) =>
      provider === undefined ? false : listIn(entry, 'capacityProviders').includes(provider),
    );
    return names[Math.max(ofProvider, 0)] === cluster && (ofProvider >= 0 || names.length === 1);
  });
}

function providerOf(document: unknown, group: unknown): unknown {
  const name = textIn(group, 'autoScalingGroupName');
  return listIn(document, 'capacityProviders').find((provider) => {
    const arn = textIn(field(provider, 'autoScalingGroupProvider'), 'autoScalingGroupArn');
    return arn !== undefined && groupNameOf(arn) === name;
  });
}
