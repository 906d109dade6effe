import { zoneNamesOf, zonesOf } from '../../catalog/zones.ts';
import type { LoadContext } from '../context.ts';
import { didYouMean, listNames } from '../names.ts';
import { describeValue } from '../reading/problem.ts';
import type { Place } from './place.ts';

/** Where instances of an entry lie. */
interface Located {
  readonly availabilityZones?: readonly string[] | undefined;
  readonly external?: boolean | undefined;
}

/**
 * The zones that are named, which must lie in the region; else the region's first three. What is not AWS's lies in one:
 * the first of the region stands for it where none is named.
 */
export function resolveZones(
  { availabilityZones: zones, external = false }: Located,
  place: Place,
  context: LoadContext,
): readonly string[] {
  const { region, findings } = context;
  if (zones === undefined) return external ? zonesOf(region).slice(0, 1) : zonesOf(region);
  for (const [i, zone] of zones.entries()) checkZone(zone, place, ['availabilityZones', i], context);
  if (external && zones.length > 1)
    findings.add(
      place.at('availabilityZones'),
      'one zone for an external instance, which lies in none of AWS',
      describeValue(zones),
    );
  return zones;
}

/** A zone that is no zone of the region is a problem, told once. */
export function checkZone(
  zone: string,
  place: Place,
  keys: readonly (string | number)[],
  { region, prices, findings }: LoadContext,
): void {
  const known = zoneNamesOf(region);
  if (prices === null || known.includes(zone)) return;
  const expected = `an Availability Zone of ${region}${listNames(known)}${place.words}`;
  findings.addOnce(`zone ${zone}`, place.at(...keys), expected, describeValue(zone), () =>
    // A region's own zones differ in one letter: each is as near as the other.
    zone.startsWith(region) ? undefined : didYouMean(zone, known),
  );
}
