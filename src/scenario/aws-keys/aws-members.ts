import { awsShapes, awsStructures } from './aws-keys.data.ts';

/** A shape of AWS's API: a resource as AWS takes and returns it, or what an operation takes. */
export type AwsShape = keyof typeof awsShapes;

/**
 * The names of all that AWS knows at a place of a shape (list indexes left out of the path, case ignored), in the spelling
 * of scenarios: the first letter small. `[]` for a scalar or a map with free keys; `null` when AWS has no such place.
 */
export function awsMembers(shape: string, path: readonly string[]): readonly string[] | null {
  let places = Object.hasOwn(awsShapes, shape) ? awsShapes[shape as AwsShape].split('+') : [];
  for (const step of path) {
    places = places.flatMap((place) => valuesOf(place, step.toLowerCase()));
    if (places.length === 0) return null;
  }
  if (places.length === 0) return null;
  return [...new Set(places.flatMap(membersOf).map(nameOf))];
}

/** What stands for a value of which nothing more is known. */
const SCALAR = '';
const FREE_MAP = '*';

const lineOf: ReadonlyMap<string, string> = new Map(
  awsStructures
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(' ')), line]),
);

/** What the value of a member is: the name of a structure, `FREE_MAP` or `SCALAR`; none when there is no such member. */
function valuesOf(place: string, lowerName: string): string[] {
  if (place === FREE_MAP) return [SCALAR];
  return membersOf(place)
    .filter((member) => nameOf(member).toLowerCase() === lowerName)
    .map((member) => member.split(':')[1] ?? SCALAR);
}

function membersOf(place: string): string[] {
  return lineOf.get(place)?.split(' ').slice(1) ?? [];
}

function nameOf(member: string): string {
  return member.split(':')[0]!;
}
