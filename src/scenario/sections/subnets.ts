import * as z from 'zod';
import type { LoadContext } from '../context.ts';
import { decodeList } from '../decode.ts';
import type { Findings } from '../findings.ts';
import { Names, nameIn, nameOf } from '../names.ts';
import { RESERVED_ADDRESSES, SUBNET_PREFIX } from '../operations/published-figures.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { SubnetSpec } from '../scenario.ts';
import { integer, pattern, text } from '../shapes/fields.ts';
import { mapping, unless, withoutEffect } from '../shapes/mapping.ts';
import { checkZone } from './availability-zones.ts';
import { inScenario } from './place.ts';

const subnetSchema = mapping(
  {
    subnetId: pattern(/^[\w.-]{1,255}$/, 'a name such as subnet-0a1b2c3d').describe('Name of the subnet.'),
    availabilityZone: text('the name of an Availability Zone', 50).describe('Where it lies.'),
    cidrBlock: text('an IPv4 block such as 10.0.1.0/24', 50)
      .optional()
      .describe('IPv4 block, /16 to /28; AWS keeps five addresses of it.'),
    availableIpAddressCount: integer(0)
      .optional()
      .describe('Addresses that are free at the start; default: all of the block.'),
  },
  {
    notModelled: {
      state: unless('available'),
      ipv6Native: unless(false),
      ...withoutEffect(
        'assignIpv6AddressOnCreation',
        'availabilityZoneId',
        'blockPublicAccessStates',
        'customerOwnedIpv4Pool',
        'defaultForAz',
        'enableDns64',
        'enableLniAtDeviceIndex',
        'ipv6CidrBlockAssociationSet',
        'mapCustomerOwnedIpOnLaunch',
        'mapPublicIpOnLaunch',
        'outpostArn',
        'ownerId',
        'privateDnsNameOptionsOnLaunch',
        'subnetArn',
        'tags',
        'type',
        'vpcId',
      ),
    },
  },
);

/** Subnets, as DescribeSubnets has them. */
export const subnetsSchema: z.ZodArray<typeof subnetSchema> = z
  .array(subnetSchema)
  .describe('Subnets that awsvpc tasks take their addresses from; without the section there is no limit.');

/** The subnets of a scenario, or none of which anything is known. */
export class Subnets {
  readonly specs: SubnetSpec[] = [];
  /** Whether the scenario has such a section, so that what is not in it does not exist. */
  readonly areStated: boolean;
  private readonly indexes = new Names<number>('a subnet');
  private readonly unknown = new Set<string>();

  constructor(section: unknown, context: LoadContext) {
    this.areStated = section !== undefined;
    const list = decodeList(subnetSchema, section, ['subnets'], context.findings);
    for (const [i, decoded] of list.entries()) {
      const path: Path = ['subnets', i];
      const spec = decoded === null ? null : resolveSubnet(decoded, path, context);
      if (spec === null) this.indexes.addBroken(nameIn(section, i, 'subnetId'));
      else
        this.indexes.add(spec.subnetId, this.specs.push(spec) - 1, [...path, 'subnetId'], context.findings);
    }
    if (this.areStated && !Array.isArray(section)) this.indexes.addBroken(null);
  }

  /** Indexes of what is named, each once; `null`, where the scenario has no such section, stands for anywhere. */
  resolve(names: readonly string[], path: Path, findings: Findings): readonly number[] | null {
    if (!this.areStated) {
      for (const name of names) this.unknown.add(nameOf(name));
      return null;
    }
    const found = names.map((name, i) => this.indexes.resolve(name, [...path, i], findings));
    return [...new Set(found.filter((index) => index !== null))];
  }

  /** Where a subnet lies that is named; `null`: it is none of the section, or wrong. */
  zoneOf(name: string, path: Path, findings: Findings): string | null {
    const index = this.indexes.resolve(name, path, findings);
    return index === null ? null : this.specs[index]!.availabilityZone;
  }

  /** Names that were asked for in a scenario that says nothing of subnets: one warning for all. */
  warnOfUnknown(findings: Findings): void {
    if (this.unknown.size === 0) return;
    findings.warn(
      'subnets-without-effect',
      `Workloads name subnets without effect here (${[...this.unknown].join(', ')}): without a section \`subnets\` their tasks may lie in any zone and always find an address.`,
      this.unknown.size,
    );
  }
}

function resolveSubnet(
  { subnetId, availabilityZone, cidrBlock, availableIpAddressCount }: z.output<typeof subnetSchema>,
  path: Path,
  context: LoadContext,
): SubnetSpec | null {
  const { findings } = context;
  checkZone(availabilityZone, inScenario(path), ['availabilityZone'], context);
  const size = cidrBlock === undefined ? null : sizeOf(cidrBlock);
  if (cidrBlock !== undefined && size === null) {
    const { minimum, maximum } = SUBNET_PREFIX;
    const expected = `an IPv4 block from /${minimum} to /${maximum}, such as 10.0.1.0/24`;
    findings.add([...path, 'cidrBlock'], expected, describeValue(cidrBlock));
    return null;
  }
  if (size === null && availableIpAddressCount === undefined) {
    findings.add(path, '`cidrBlock` or `availableIpAddressCount`', 'neither');
    return null;
  }
  const most = size === null ? Number.POSITIVE_INFINITY : size - RESERVED_ADDRESSES;
  const addresses = availableIpAddressCount ?? most;
  if (addresses > most)
    findings.add(
      [...path, 'availableIpAddressCount'],
      `at most ${most}, which is what ${cidrBlock} has without the ${RESERVED_ADDRESSES} that AWS keeps`,
      `${addresses}`,
    );
  return { subnetId, availabilityZone, addresses };
}

/** Addresses of an IPv4 block; `null` when it is none that a subnet can have. */
function sizeOf(cidrBlock: string): number | null {
  const [, address = '', prefix = ''] = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(cidrBlock) ?? [];
  const length = Number(prefix);
  if (address === '' || length < SUBNET_PREFIX.minimum || length > SUBNET_PREFIX.maximum) return null;
  return address.split('.').every((octet) => Number(octet) <= 255) ? 2 ** (32 - length) : null;
}
