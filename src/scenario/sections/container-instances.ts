import * as z from 'zod';
import { zonesOf } from '../../catalog/zones.ts';
import type { InstanceListRow } from '../../environment/series/instance-list.ts';
import { readInstanceList } from '../../environment/series/instance-list.ts';
import type { LoadContext } from '../context.ts';
import type { Findings } from '../findings.ts';
import { didYouMean } from '../names.ts';
import { registeredResources } from '../operations/register-container-instance.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { ContainerInstanceSpec, Resources } from '../scenario.ts';
import { integer, price, text } from '../shapes/fields.ts';
import { mapping, notModelled, unless } from '../shapes/mapping.ts';
import { attributesSchema, ecsAttributes, resolveAttributes } from './instance-attributes.ts';

/** More instances than this in one entry are a slip of the finger. */
const MOST_INSTANCES = 100_000;

const machine = {
  name: text('a name of up to 255 characters', 255)
    .optional()
    .describe('Ids are NAME-n. Default: the instance type.'),
  ec2InstanceType: text('the name of an EC2 instance type', 50)
    .optional()
    .describe('What AWS rents out: m5.large.'),
  registeredResources: mapping({
    cpu: integer(1).optional().describe('CPU units; 1024 are one vCPU.'),
    memory: integer(1).optional().describe('MiB.'),
    gpu: integer(0, 1000).optional().describe('Whole GPUs.'),
  })
    .optional()
    .describe('Used as it stands. Default: that of the type, less what its OS and agent keep.'),
  hourlyPrice: price()
    .optional()
    .describe("USD an hour. Default: the type's On-Demand price; 0 for what AWS does not rent out."),
  availabilityZones: z
    .array(text('the name of an Availability Zone', 50))
    .min(1, 'at least one Availability Zone')
    .optional()
    .describe("Instance n of k zones lies in zone (n-1) mod k. Default: the region's first three."),
  attributes: attributesSchema.optional().describe('Custom attributes, by name.'),
};

const INSTANCE_RULES = {
  aws: { shape: 'ContainerInstance', path: [] },
  notModelled: {
    ...notModelled('capacityProviderName'),
    status: unless('ACTIVE'),
    agentConnected: unless(true),
  },
} as const;

const columnName = text('the name of a column').optional();

export const containerInstanceSchema = mapping(
  {
    ...machine,
    count: integer(0, MOST_INSTANCES).optional().describe('How many; default 1.'),
    file: text('the name of a file')
      .optional()
      .describe('A CSV file with a header, one container instance a row.'),
    columns: mapping({
      name: columnName.describe('Name of the instance.'),
      vcpu: columnName.describe('vCPU.'),
      cpuMilli: columnName.describe('Thousandths of a vCPU.'),
      cpu: columnName.describe('CPU units.'),
      memoryGiB: columnName.describe('GiB.'),
      memoryMib: columnName.describe('MiB.'),
      gpus: columnName.describe('GPUs.'),
      ec2InstanceType: columnName.describe('EC2 instance type.'),
      availabilityZone: columnName.describe('Availability Zone.'),
    })
      .optional()
      .describe("Which of the file's columns means what."),
  },
  INSTANCE_RULES,
);

export const idealFleetSchema = mapping(machine, INSTANCE_RULES);

type Entry = z.output<typeof containerInstanceSchema>;
type Machine = z.output<typeof idealFleetSchema>;

export interface InstanceSettings {
  /** `instance.memoryFraction` of the timings. */
  readonly memoryFraction: number;
}

/** An entry of the fixed fleet: equal instances, or one a row of its file. */
export function resolveContainerInstances(
  entry: Entry,
  path: Path,
  settings: InstanceSettings,
  context: LoadContext,
): ContainerInstanceSpec[] {
  const { file, columns, count } = entry;
  const { findings } = context;
  if (file === undefined) {
    if (columns !== undefined)
      findings.add([...path, 'columns'], '`columns` only beside `file`', 'no `file`');
    const spec = resolveMachine(entry, count ?? 1, path, settings, context);
    return spec === null ? [] : [spec];
  }
  if (count !== undefined)
    findings.add(
      [...path, 'count'],
      'no `count` beside `file`: each row is one instance',
      describeValue(count),
    );
  if (columns === undefined) {
    findings.add([...path, 'columns'], "which of the file's columns means what", 'nothing');
    return [];
  }
  const stated = Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== undefined));
  const rows = context.files.readContent(file, [...path, 'file'], (content) =>
    readInstanceList(content, stated, file),
  );
  if (rows === null) return [];
  if (rows.length === 0)
    findings.add([...path, 'file'], `a row for each container instance in ${file}`, 'none');
  const zones = resolveZones(entry, path, context);
  return rows.flatMap((row, i) => {
    const zone = zones[i % zones.length]!;
    const spec = resolveMachine(
      machineOf(entry, row, zone),
      1,
      [...path, 'file'],
      settings,
      context,
      `line ${row.line} of ${file}`,
    );
    return spec === null ? [] : [spec];
  });
}

/** What the ideal fleet opens; none are there at the start. */
export function resolveIdealFleet(
  entry: Machine,
  path: Path,
  settings: InstanceSettings,
  context: LoadContext,
): ContainerInstanceSpec | null {
  return resolveMachine(entry, 0, path, settings, context);
}

/** Two entries of one own name are a problem; those named by their type count on. */
export function checkInstanceNames(entries: readonly Entry[], path: Path, findings: Findings): void {
  for (const [i, { name }] of entries.entries()) {
    if (name === undefined || entries.findIndex((other) => other.name === name) === i) continue;
    findings.add([...path, i, 'name'], 'a name that no other entry has', `${describeValue(name)} once more`);
  }
}

/** A row of a file with what its entry says of all rows. */
function machineOf(entry: Entry, row: InstanceListRow, zone: string): Machine {
  const { cpu, memory, gpu } = row;
  const { name = entry.name, ec2InstanceType = entry.ec2InstanceType, availabilityZone } = withoutNulls(row);
  const stated = withoutNulls({ cpu, memory, gpu });
  return {
    name,
    ec2InstanceType,
    registeredResources: { ...entry.registeredResources, ...stated },
    hourlyPrice: entry.hourlyPrice,
    availabilityZones: [availabilityZone ?? zone],
    attributes: entry.attributes,
  };
}

function resolveMachine(
  entry: Machine,
  count: number,
  path: Path,
  settings: InstanceSettings,
  context: LoadContext,
  place = '',
): ContainerInstanceSpec | null {
  const { findings } = context;
  const { ec2InstanceType = null, registeredResources: stated = {}, attributes = {} } = entry;
  const name = entry.name ?? ec2InstanceType;
  const at = place === '' ? '' : ` (${place})`;
  if (name === null) {
    findings.add(path, `\`ec2InstanceType\`, or \`name\` and \`registeredResources\`${at}`, 'neither');
    return null;
  }
  const type = ec2InstanceType === null ? null : findType(ec2InstanceType, path, at, context);
  if (ec2InstanceType !== null && type === null) return null;
  const nominal = type === null ? null : registeredResources(type, settings);
  const registered = resolveResources(stated, nominal, path, at, findings);
  const architecture =
    type?.architecture ?? (attributes['ecs.cpu-architecture'] === 'arm64' ? 'ARM64' : 'X86_64');
  const attributesPath: Path = [...path, 'attributes'];
  const custom = resolveAttributes(attributes, ec2InstanceType, attributesPath, findings);
  return {
    name,
    ec2InstanceType,
    count,
    availabilityZones: resolveZones(entry, path, context),
    attributes: { ...custom, ...ecsAttributes(ec2InstanceType, architecture) },
    registered,
    architecture,
    hourlyPrice: resolvePrice(entry, path, at, context),
  };
}

function findType(
  name: string,
  path: Path,
  at: string,
  { types, findings }: LoadContext,
): NonNullable<ReturnType<LoadContext['types']['find']>> | null {
  const type = types.find(name);
  if (type !== undefined) return type;
  const hint = didYouMean(name, types.names) ?? sizesOf(name, types.names) ?? OWN_MACHINE;
  findings.addOnce(
    `type ${name}`,
    [...path, 'ec2InstanceType'],
    `an EC2 instance type of the catalogue${at}`,
    describeValue(name),
    hint,
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

function resolveResources(
  stated: Partial<{ [key in keyof Resources]: number | undefined }>,
  nominal: Resources | null,
  path: Path,
  at: string,
  findings: Findings,
): Resources {
  const { cpu = nominal?.cpu, memory = nominal?.memory, gpu = nominal?.gpu ?? 0 } = stated;
  for (const [key, value] of Object.entries({ cpu, memory }))
    if (value === undefined)
      findings.add(
        [...path, 'registeredResources', key],
        `\`${key}\` of a machine without ec2InstanceType${at}`,
        'nothing',
      );
  return { cpu: cpu ?? 0, memory: memory ?? 0, gpu };
}

function resolveZones(
  { availabilityZones }: Machine,
  path: Path,
  { region, prices, findings }: LoadContext,
): readonly string[] {
  if (availabilityZones === undefined) return zonesOf(region);
  for (const [i, zone] of availabilityZones.entries()) {
    if (prices === null || (zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length)))) continue;
    findings.add(
      [...path, 'availabilityZones', i],
      `an Availability Zone of ${region}, such as ${region}a`,
      describeValue(zone),
    );
  }
  return availabilityZones;
}

/** `null`: the catalogue's On-Demand price, which there must be. */
function resolvePrice(
  { ec2InstanceType, hourlyPrice }: Machine,
  path: Path,
  at: string,
  { prices, region, findings }: LoadContext,
): string | null {
  if (hourlyPrice !== undefined) return hourlyPrice;
  if (ec2InstanceType === undefined) return '0';
  if (prices !== null && prices.ec2.hourlyPrice(ec2InstanceType) === undefined)
    findings.addOnce(
      `price of ${ec2InstanceType}`,
      [...path, 'ec2InstanceType'],
      `an instance type with an On-Demand price in ${region}${at}`,
      describeValue(ec2InstanceType),
      'Give it an `hourlyPrice`, or bring its price in with `ecsim prices import`.',
    );
  return null;
}

function withoutNulls<T extends object>(row: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
