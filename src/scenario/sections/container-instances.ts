import * as z from 'zod';
import { type InstanceListRow, readInstanceList } from '../../environment/series/instance-list.ts';
import type { LoadContext } from '../context.ts';
import type { Findings } from '../findings.ts';
import { LINUX_DISTRIBUTIONS } from '../operations/os-family.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { ContainerInstanceSpec } from '../scenario.ts';
import { choice, flag, integer, pattern, price, text } from '../shapes/fields.ts';
import { mapping, notModelled, unless, withoutEffect } from '../shapes/mapping.ts';
import { resolveZones } from './availability-zones.ts';
import { blockDeviceMappingsSchema } from './block-devices.ts';
import { attributesSchema, checkAttributes } from './instance-attributes.ts';
import { type InstanceSettings, type Machine, resolveMachine } from './machine.ts';
import { inScenario, type Place } from './place.ts';

/** More instances than this in one entry are a slip of the finger. */
const MOST_INSTANCES = 100_000;

/** What instances are beside their type, wherever they come from. */
export const machineKeys = {
  registeredResources: mapping({
    cpu: integer(1).optional().describe('CPU units; 1024 are one vCPU.'),
    memory: integer(1).optional().describe('MiB.'),
    gpu: integer(0, 1000).optional().describe('Whole GPUs.'),
    awsvpcTasks: integer(0)
      .optional()
      .describe(
        'Not of AWS: tasks in network mode awsvpc at once. Default: what the type can have, else any number.',
      ),
  })
    .optional()
    .describe('Used as it stands. Default: that of the type, less what its OS and agent keep.'),
  creditSpecification: mapping({
    cpuCredits: choice(['standard', 'unlimited'])
      .optional()
      .describe('What happens without credits: held to the baseline, or surplus credits.'),
  })
    .optional()
    .describe('Of a burstable type, as RunInstances takes it. Default: standard for t2, else unlimited.'),
  hourlyPrice: price()
    .optional()
    .describe("USD an hour. Default: the type's On-Demand price; 0 for what AWS does not rent out."),
  availabilityZones: z
    .array(text('the name of an Availability Zone', 50))
    .min(1, 'at least one Availability Zone')
    .optional()
    .describe("Instance n of k zones lies in zone (n-1) mod k. Default: the region's first three."),
  attributes: attributesSchema
    .optional()
    .describe('Custom attributes, by name; ecs.os-family WINDOWS_SERVER_... makes it a Windows instance.'),
  linuxDistribution: choice(LINUX_DISTRIBUTIONS)
    .optional()
    .describe(
      'Not of AWS, to which both are LINUX: what its AMI is, as boot times and what the OS keeps of the memory differ. Default AmazonLinux.',
    ),
  reservedMemory: integer(0)
    .optional()
    .describe(
      'Not of AWS: ECS_RESERVED_MEMORY of its agent, MiB that are kept from tasks. Default 0, as the agent has it.',
    ),
  networkInterfaces: z
    .array(
      mapping(
        {
          associatePublicIpAddress: flag()
            .optional()
            .describe('Whether each instance has a public IPv4 address; default false.'),
        },
        {
          notModelled: {
            deviceIndex: unless(0),
            ...withoutEffect('deleteOnTermination', 'description', 'groups', 'interfaceType', 'subnetId'),
          },
        },
      ),
    )
    .max(1, 'at most one network interface')
    .optional()
    .describe('As RunInstances and launch templates take it. Default: one without a public address.'),
  blockDeviceMappings: blockDeviceMappingsSchema
    .optional()
    .describe('Volumes of a type that EC2 rents out. Default: the root volume of an ECS-optimized AMI.'),
  versionInfo: mapping(
    {
      agentVersion: pattern(/^\d+(\.\d+){0,2}$/, 'a version such as 1.86.0')
        .optional()
        .describe('Of the container agent, for agentVersion in a memberOf constraint.'),
    },
    { aws: { shape: 'ContainerInstance', path: ['versionInfo'] } },
  )
    .optional()
    .describe('Versions on the instance.'),
};

const machine = {
  name: text('a name of up to 255 characters', 255)
    .optional()
    .describe('Ids are NAME-n. Default: the instance type.'),
  ec2InstanceType: text('the name of an EC2 instance type', 50)
    .optional()
    .describe('What AWS rents out: m5.large.'),
  ...machineKeys,
};

const INSTANCE_RULES = {
  aws: { shape: 'ContainerInstance', path: [] },
  notModelled: { status: unless('ACTIVE') },
} as const;

const columnName = text('the name of a column').optional();

export const containerInstanceSchema = mapping(
  {
    ...machine,
    count: integer(0, MOST_INSTANCES).optional().describe('How many; default 1.'),
    capacityProviderName: text('the name of a capacity provider')
      .optional()
      .describe(
        'The capacity provider that they belong to: one of the cluster without a group of `autoScalingGroups`.',
      ),
    external: flag()
      .optional()
      .describe('Not of AWS: registered through ECS Anywhere, for tasks of launch type EXTERNAL.'),
    agentConnected: flag()
      .optional()
      .describe('Default true; an instance whose agent is not connected takes no task.'),
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
      attributes: z
        .record(z.string(), text('the name of a column'), 'a mapping of attribute names to columns')
        .optional()
        .describe('Of each custom attribute; where a cell is empty the instance is without it.'),
    })
      .optional()
      .describe("Which of the file's columns means what."),
  },
  INSTANCE_RULES,
);

export const idealFleetSchema = mapping(machine, {
  ...INSTANCE_RULES,
  notModelled: {
    ...INSTANCE_RULES.notModelled,
    ...notModelled('capacityProviderName'),
    agentConnected: unless(true),
  },
});

type Entry = z.output<typeof containerInstanceSchema>;

/** An entry of the fixed fleet: equal instances, or one a row of its file. */
export function resolveContainerInstances(
  entry: Entry,
  path: Path,
  settings: InstanceSettings,
  context: LoadContext,
): ContainerInstanceSpec[] {
  const { file, columns, count, ec2InstanceType } = entry;
  const hasType = (ec2InstanceType ?? columns?.ec2InstanceType) !== undefined;
  const inColumns = Object.keys(columns?.attributes ?? {});
  checkAttributes(entry.attributes, inColumns, hasType, inScenario(path), context.findings);
  if (file !== undefined) return resolveFile(entry, file, path, settings, context);
  if (columns !== undefined)
    context.findings.add([...path, 'columns'], '`columns` only beside `file`', 'no `file`');
  const spec = resolveMachine(entry, count ?? 1, inScenario(path), settings, context);
  return spec === null ? [] : [spec];
}

/** What the ideal fleet opens; none are there at the start. */
export function resolveIdealFleet(
  entry: Machine,
  path: Path,
  settings: InstanceSettings,
  context: LoadContext,
): ContainerInstanceSpec | null {
  const hasType = entry.ec2InstanceType !== undefined;
  checkAttributes(entry.attributes, [], hasType, inScenario(path), context.findings);
  return resolveMachine(entry, 0, inScenario(path), settings, context);
}

/** Two entries of one own name are a problem; those named by their type count on. */
export function checkInstanceNames(entries: readonly Entry[], path: Path, findings: Findings): void {
  const seen = new Set<string>();
  for (const [i, { name }] of entries.entries()) {
    if (name === undefined) continue;
    if (seen.has(name))
      findings.add(
        [...path, i, 'name'],
        'a name that no other entry has',
        `${describeValue(name)} once more`,
      );
    seen.add(name);
  }
}

function resolveFile(
  entry: Entry,
  file: string,
  path: Path,
  settings: InstanceSettings,
  context: LoadContext,
): ContainerInstanceSpec[] {
  const { columns, count } = entry;
  const { files, findings } = context;
  const filePath: Path = [...path, 'file'];
  const expectedCount = 'no `count` beside `file`: each row is one instance';
  if (count !== undefined) findings.add([...path, 'count'], expectedCount, describeValue(count));
  if (columns === undefined)
    findings.add([...path, 'columns'], "which of the file's columns means what", 'nothing');
  const stated = Object.fromEntries(
    Object.entries(columns ?? {}).filter(([, column]) => column !== undefined),
  );
  const rows =
    columns === undefined
      ? null
      : files.readContent(file, filePath, (content) => readInstanceList(content, stated, file));
  if (rows?.length === 0) findings.add(filePath, `a row for each container instance in ${file}`, 'none');
  const zones = resolveZones(entry, inScenario(path), context);
  const specs = (rows ?? []).flatMap((row, i) => {
    const place: Place = { at: () => filePath, words: ` (line ${row.line} of ${file})`, isRow: true };
    const machine = machineOf(entry, row, zones[i % zones.length]!);
    checkAttributes(row.attributes, [], machine.ec2InstanceType !== undefined, place, findings);
    const spec = resolveMachine(machine, 1, place, settings, context);
    return spec === null ? [] : [spec];
  });
  const cpuCredits = entry.creditSpecification?.cpuCredits;
  if (cpuCredits !== undefined && specs.length > 0 && specs.every(({ burstable }) => burstable === null))
    findings.add(
      [...path, 'creditSpecification', 'cpuCredits'],
      `a row of ${file} with a burstable type beside it`,
      describeValue(cpuCredits),
    );
  return specs;
}

/** A row of a file with what its entry says of all rows. */
function machineOf(entry: Entry, row: InstanceListRow, zone: string): Machine {
  const { registeredResources } = entry;
  const { cpu, memory, gpu } = row;
  return {
    ...entry,
    name: row.name ?? entry.name,
    ec2InstanceType: row.ec2InstanceType ?? entry.ec2InstanceType,
    registeredResources: {
      ...registeredResources,
      cpu: cpu ?? registeredResources?.cpu,
      memory: memory ?? registeredResources?.memory,
      gpu: gpu ?? registeredResources?.gpu,
    },
    availabilityZones: [row.availabilityZone ?? zone],
    attributes: { ...entry.attributes, ...row.attributes },
  };
}
