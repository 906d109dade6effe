import * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { VpcEndpointSpec } from '../../scenario.ts';
import { choice, pattern } from '../../shapes/fields.ts';
import { mapping, unless, withoutEffect } from '../../shapes/mapping.ts';
import { resolveZoneList, zoneListSchema } from './zone-list.ts';

/** Services whose endpoints can be gateways, which stand in route tables and cost nothing (billing:N7). */
const GATEWAY_SERVICES: readonly string[] = ['s3', 'dynamodb'];

const vpcEndpointSchema = mapping(
  {
    serviceName: pattern(
      /^com\.amazonaws\.[a-z0-9-]+\.[a-z0-9.-]+$/,
      'a service such as com.amazonaws.us-east-1.s3',
    ).describe('What it leads to: com.amazonaws.REGION.s3 for the layers of images in ECR.'),
    vpcEndpointType: choice(['Interface', 'Gateway'])
      .prefault('Gateway')
      .describe('Interfaces cost by zone, hour and GB, gateways nothing; those are for s3 and dynamodb.'),
    availabilityZones: zoneListSchema
      .optional()
      .describe(
        "Not of AWS, which names subnets: where an interface endpoint stands. Default: the region's first three.",
      ),
  },
  {
    notModelled: {
      state: unless('available', 'Available'),
      ...withoutEffect(
        'creationTimestamp',
        'dnsEntries',
        'dnsOptions',
        'groups',
        'ipAddressType',
        'networkInterfaceIds',
        'ownerId',
        'policyDocument',
        'privateDnsEnabled',
        'requesterManaged',
        'routeTableIds',
        'securityGroupIds',
        'subnetConfigurations',
        'subnetIds',
        'tags',
        'tagSpecifications',
        'vpcEndpointId',
        'vpcId',
      ),
    },
  },
);

/** Endpoints of the VPC, as CreateVpcEndpoint takes or DescribeVpcEndpoints has them. */
export const vpcEndpointsSchema: z.ZodArray<typeof vpcEndpointSchema> = z
  .array(vpcEndpointSchema)
  .describe('Endpoints by which bytes to and from services of AWS go instead of by NAT gateways.');

/** The endpoints of the section; those that are wrong are left out. */
export function resolveVpcEndpoints(section: unknown, context: LoadContext): VpcEndpointSpec[] {
  const { findings, region } = context;
  const list = decodeList(vpcEndpointSchema, section, ['vpcEndpoints'], findings);
  const seen = new Set<string>();
  return list.flatMap((stated, i): VpcEndpointSpec[] => {
    const path: Path = ['vpcEndpoints', i];
    if (stated === null) return [];
    const { serviceName, vpcEndpointType: kind } = stated;
    const beginning = `com.amazonaws.${region}.`;
    if (!serviceName.startsWith(beginning)) {
      findings.add([...path, 'serviceName'], `a service of ${region}`, describeValue(serviceName));
      return [];
    }
    const service = serviceName.slice(beginning.length);
    if (kind === 'Gateway' && !GATEWAY_SERVICES.includes(service))
      findings.add(
        [...path, 'vpcEndpointType'],
        `Interface for ${service}: gateways are for ${GATEWAY_SERVICES.join(' and ')}`,
        'Gateway',
      );
    if (kind === 'Gateway' && stated.availabilityZones !== undefined)
      findings.add([...path, 'availabilityZones'], 'no `availabilityZones` with Gateway', 'some');
    if (seen.has(`${kind} ${service}`))
      findings.add([...path, 'serviceName'], `one ${kind} endpoint for ${service}`, 'another one');
    seen.add(`${kind} ${service}`);
    const zones = resolveZoneList(stated.availabilityZones, [...path, 'availabilityZones'], context);
    return [{ kind, service, availabilityZones: kind === 'Gateway' ? [] : zones }];
  });
}
