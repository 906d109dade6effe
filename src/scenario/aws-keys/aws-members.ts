import { awsKeys } from './aws-keys.data.ts';

/**
 * The members that AWS's API has at a place of one of its shapes (`TaskDefinition`, `RunTask` ...): the request that makes
 * the resource and the resource as AWS describes it, taken together. List indexes are left out of the path and case is
 * ignored. Empty for a scalar or a free map; `null` when AWS has no such place.
 */
export function awsMembers(shape: string, path: readonly string[]): readonly string[] | null {
  let structures: readonly string[] = MODEL.shapes.get(shape) ?? [];
  let isPlace = structures.length > 0;
  for (const step of path) {
    const found = membersOf(structures).filter((member) => member.name.toLowerCase() === step.toLowerCase());
    isPlace = found.length > 0;
    structures = found.flatMap((member) => (member.structure === null ? [] : [member.structure]));
  }
  return isPlace ? [...new Set(membersOf(structures).map((member) => member.name))] : null;
}

function membersOf(structures: readonly string[]): Member[] {
  return structures.flatMap((structure) => MODEL.structures.get(structure) ?? []);
}

interface Member {
  readonly name: string;
  readonly structure: string | null;
}

interface Model {
  readonly shapes: ReadonlyMap<string, readonly string[]>;
  readonly structures: ReadonlyMap<string, readonly Member[]>;
}

function parse(): Model {
  const shapes = new Map<string, string[]>();
  const structures = new Map<string, Member[]>();
  for (const line of awsKeys.trim().split('\n')) {
    const [name, ...cells] = line.split(' ') as [string, ...string[]];
    if (cells[0] === '=') shapes.set(name, cells.slice(1));
    else structures.set(name, cells.map(memberOf));
  }
  return { shapes, structures };
}

function memberOf(cell: string): Member {
  const [name, structure] = cell.split(':') as [string, string | undefined];
  return { name, structure: structure ?? null };
}

const MODEL: Model = parse();
