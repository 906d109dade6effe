import * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import { Names, nameIn } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import type { NatGatewaySpec } from '../../scenario.ts';
import { choice, text } from '../../shapes/fields.ts';
import { mapping, unless, withoutEffect } from '../../shapes/mapping.ts';
import { checkZone } from '../availability-zones.ts';
import { inScenario } from '../place.ts';
import type { Subnets } from '../subnets.ts';

const natGatewaySchema = mapping(
  {
    natGatewayId: text('a name such as nat-0a1b2c3d', 255).optional().describe('Name of the NAT gateway.'),
    name: text('a name', 255).optional().describe('Our word for the same.'),
    availabilityZone: text('the name of an Availability Zone', 50).optional().describe('Where it stands.'),
    subnetId: text('a subnet', 255)
      .optional()
      .describe('Instead: the subnet of `subnets` that it stands in.'),
    connectivityType: choice(['public', 'private'])
      .prefault('public')
      .describe('Whether it has an Elastic IP address and leads into the internet.'),
  },
  {
    checkedOnly: ['natGatewayId', 'name'],
    notModelled: {
      availabilityMode: unless('zonal'),
      state: unless('available'),
      ...withoutEffect(
        'allocationId',
        'clientToken',
        'createTime',
        'natGatewayAddresses',
        'privateIpAddress',
        'secondaryAllocationIds',
        'secondaryPrivateIpAddressCount',
        'secondaryPrivateIpAddresses',
        'tags',
        'tagSpecifications',
        'vpcId',
      ),
    },
  },
);

/** NAT gateways, as CreateNatGateway takes or DescribeNatGateways has them. */
export const natGatewaysSchema: z.ZodArray<typeof natGatewaySchema> = z
  .array(natGatewaySchema)
  .describe(
    'NAT gateways that tasks and instances without public addresses go out by: that of their zone, else the first.',
  );

/** The NAT gateways of the section; those that are wrong are left out. */
export function resolveNatGateways(
  section: unknown,
  subnets: Subnets,
  context: LoadContext,
): NatGatewaySpec[] {
  const { findings } = context;
  const names = new Names<true>('a NAT gateway');
  const list = decodeList(natGatewaySchema, section, ['natGateways'], findings);
  return list.flatMap((stated, i): NatGatewaySpec[] => {
    const path: Path = ['natGateways', i];
    if (stated === null) {
      names.addBroken(nameIn(section, i, 'natGatewayId'));
      return [];
    }
    const name = stated.natGatewayId ?? stated.name;
    const key = stated.natGatewayId === undefined ? 'name' : 'natGatewayId';
    if (name !== undefined) names.add(name, true, [...path, key], findings);
    const availabilityZone = zoneOf(stated, path, subnets, context);
    if (availabilityZone === null) return [];
    return [{ availabilityZone, isPublic: stated.connectivityType === 'public' }];
  });
}

function zoneOf(
  { availabilityZone, subnetId }: z.output<typeof natGatewaySchema>,
  path: Path,
  subnets: Subnets,
  context: LoadContext,
): string | null {
  const { findings } = context;
  if (availabilityZone !== undefined)
    checkZone(availabilityZone, inScenario(path), ['availabilityZone'], context);
  if (subnetId === undefined || !subnets.areStated) {
    if (availabilityZone === undefined)
      findings.add(path, '`availabilityZone`, or `subnetId` of a subnet in `subnets`', subnetId ?? 'neither');
    return availabilityZone ?? null;
  }
  const zone = subnets.zoneOf(subnetId, [...path, 'subnetId'], findings);
  if (zone !== null && availabilityZone !== undefined && zone !== availabilityZone)
    findings.add([...path, 'availabilityZone'], `${zone}, where ${subnetId} lies`, availabilityZone);
  return zone;
}
