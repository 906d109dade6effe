import type * as z from 'zod';
import { findName } from '../match-keys.ts';
import type { Path } from '../reading/problem.ts';
import { branches } from '../shapes/mapping.ts';

/** A place of the scenario: what may stand there, and its path in the schema's own spelling. */
export interface Place {
  readonly schema: z.ZodType;
  readonly path: Path;
}

/** The place that a path leads to; `null` when the schema has none. */
export function placeOf(schema: z.ZodType, path: Path): Place | null {
  let place: Place = { schema, path: [] };
  for (const step of path) {
    const next = stepInto(place, step);
    if (next === null) return null;
    place = next;
  }
  return place;
}

/** Whether a number can stand there, bare or as text with a unit. */
export function takesNumber({ schema, path }: Place): boolean {
  // All that is drawn is named by the seed.
  if (path.join('.') === 'simulation.seed') return false;
  return branches(schema).some(({ _zod }) => _zod.def.type === 'number');
}

function stepInto({ schema, path }: Place, step: string | number): Place | null {
  for (const candidate of branches(schema)) {
    const { def } = candidate._zod;
    if (typeof step === 'number') {
      const item = def.type === 'array' ? def.element : def.type === 'tuple' ? def.items[step] : undefined;
      if (item !== undefined) return { schema: item as z.ZodType, path: [...path, step] };
    } else if (def.type === 'object') {
      const name = findName(Object.keys(def.shape), step);
      if (name !== null) return { schema: def.shape[name] as z.ZodType, path: [...path, name] };
    } else if (def.type === 'record') return { schema: def.valueType as z.ZodType, path: [...path, step] };
  }
  return null;
}
