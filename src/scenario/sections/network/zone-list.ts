import * as z from 'zod';
import { zonesOf } from '../../../catalog/zones.ts';
import type { LoadContext } from '../../context.ts';
import type { Path } from '../../reading/problem.ts';
import { text } from '../../shapes/fields.ts';
import { mapping, withoutEffect } from '../../shapes/mapping.ts';
import { checkZone } from '../availability-zones.ts';
import { inScenario } from '../place.ts';

const zoneSchema = z.union(
  [
    text('the name of an Availability Zone', 50),
    mapping(
      { zoneName: text('the name of an Availability Zone', 50).describe('Name of the zone.') },
      {
        notModelled: withoutEffect('loadBalancerAddresses', 'outpostId', 'sourceNatIpv6Prefixes', 'subnetId'),
      },
    ),
  ],
  'the name of an Availability Zone, or a mapping with `zoneName`',
);

/** Zones that something stands in, by name or as DescribeLoadBalancers has them. */
export const zoneListSchema: z.ZodArray<typeof zoneSchema> = z
  .array(zoneSchema)
  .min(1, 'at least one Availability Zone');

/** The zones that are named, each once and of the region; else the region's first three. */
export function resolveZoneList(
  stated: z.output<typeof zoneListSchema> | undefined,
  path: Path,
  context: LoadContext,
): readonly string[] {
  if (stated === undefined) return zonesOf(context.region);
  const zones = stated.map((zone) => (typeof zone === 'string' ? zone : zone.zoneName));
  for (const [i, zone] of zones.entries()) {
    checkZone(zone, inScenario(path), [i], context);
    if (zones.indexOf(zone) < i)
      context.findings.add([...path, i], 'a zone that no other entry names', `${zone} once more`);
  }
  return [...new Set(zones)];
}
