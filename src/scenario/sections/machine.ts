import type { InstanceType } from '../../catalog/instance-types.ts';
import { zonesOf } from '../../catalog/zones.ts';
import type { LoadContext } from '../context.ts';
import type { Findings } from '../findings.ts';
import { didYouMean } from '../names.ts';
import { registeredResources } from '../operations/register-container-instance.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { ContainerInstanceSpec, Resources } from '../scenario.ts';
import { architectureOf, ecsAttributes } from './instance-attributes.ts';

/** One container instance as an entry of the scenario or a row of a file describes it. */
export interface Machine {
  readonly name?: string | undefined;
  readonly ec2InstanceType?: string | undefined;
  readonly registeredResources?: Partial<Record<keyof Resources, number | undefined>> | undefined;
  readonly hourlyPrice?: string | undefined;
  readonly availabilityZones?: readonly string[] | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

export interface InstanceSettings {
  /** `instance.memoryFraction` of the timings. */
  readonly memoryFraction: number;
}

/** Where a machine is described: the path of one of its keys, and words that point into a file. */
export interface Place {
  at(...keys: readonly (string | number)[]): Path;
  readonly words: string;
}

/** So many equal instances; `null` when it cannot be told what they are. */
export function resolveMachine(
  machine: Machine,
  count: number,
  place: Place,
  settings: InstanceSettings,
  context: LoadContext,
): ContainerInstanceSpec | null {
  const { ec2InstanceType = null, attributes = {} } = machine;
  const name = machine.name ?? ec2InstanceType;
  if (name === null) {
    const expected = `\`ec2InstanceType\`, or \`name\` and \`registeredResources\`${place.words}`;
    context.findings.add(place.at(), expected, 'neither');
    return null;
  }
  const type = ec2InstanceType === null ? null : findType(ec2InstanceType, place, context);
  if (ec2InstanceType !== null && type === null) return null;
  const architecture = type?.architecture ?? architectureOf(attributes);
  return {
    name,
    ec2InstanceType,
    count,
    availabilityZones: resolveZones(machine.availabilityZones, place, context),
    attributes: { ...attributes, ...ecsAttributes(ec2InstanceType, architecture) },
    registered: resolveResources(machine, type, place, settings, context.findings),
    architecture,
    hourlyPrice: resolvePrice(machine, place, context),
  };
}

/** The zones that are named, which must lie in the region; else the region's first three. */
export function resolveZones(
  zones: readonly string[] | undefined,
  place: Place,
  { region, prices, findings }: LoadContext,
): readonly string[] {
  if (zones === undefined) return zonesOf(region);
  for (const [i, zone] of zones.entries()) {
    if (prices === null || (zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length)))) continue;
    const expected = `an Availability Zone of ${region}, such as ${region}a${place.words}`;
    findings.addOnce(`zone ${zone}`, place.at('availabilityZones', i), expected, describeValue(zone), noHint);
  }
  return zones;
}

function findType(name: string, place: Place, { types, findings }: LoadContext): InstanceType | null {
  const type = types.find(name);
  if (type !== undefined) return type;
  findings.addOnce(
    `type ${name}`,
    place.at('ec2InstanceType'),
    `an EC2 instance type of the catalogue${place.words}`,
    describeValue(name),
    () => didYouMean(name, types.names) ?? sizesOf(name, types.names) ?? OWN_MACHINE,
  );
  return null;
}

const OWN_MACHINE = 'A machine of your own takes `name` and `registeredResources` instead.';

/** The sizes that a known family comes in. */
function sizesOf(name: string, names: readonly string[]): string | undefined {
  const family = name.slice(0, name.indexOf('.') + 1);
  const sizes = family === '' ? [] : names.filter((other) => other.startsWith(family));
  return sizes.length === 0 ? undefined : `There is ${sizes.join(', ')}.`;
}

/** What is stated is used as it stands; the rest is what the type registers. */
function resolveResources(
  { registeredResources: stated = {} }: Machine,
  type: InstanceType | null,
  place: Place,
  settings: InstanceSettings,
  findings: Findings,
): Resources {
  const nominal = type === null ? null : registeredResources(type, settings);
  const { cpu = nominal?.cpu, memory = nominal?.memory, gpu = nominal?.gpu ?? 0 } = stated;
  for (const [key, value] of Object.entries({ cpu, memory })) {
    if (value !== undefined) continue;
    const expected = `\`${key}\` of a machine without ec2InstanceType${place.words}`;
    findings.add(place.at('registeredResources', key), expected, 'nothing');
  }
  return { cpu: cpu ?? 0, memory: memory ?? 0, gpu };
}

/** `null`: the catalogue's On-Demand price, which there must be. */
function resolvePrice(
  { ec2InstanceType, hourlyPrice }: Machine,
  place: Place,
  { prices, region, findings }: LoadContext,
): string | null {
  if (hourlyPrice !== undefined) return hourlyPrice;
  if (ec2InstanceType === undefined) return '0';
  if (prices === null || prices.ec2.hourlyPrice(ec2InstanceType) !== undefined) return null;
  findings.addOnce(
    `price of ${ec2InstanceType}`,
    place.at('ec2InstanceType'),
    `an instance type with an On-Demand price in ${region}${place.words}`,
    describeValue(ec2InstanceType),
    () => 'Give it an `hourlyPrice`, or bring its price in with `ecsim prices import`.',
  );
  return null;
}

function noHint(): undefined {
  return undefined;
}
