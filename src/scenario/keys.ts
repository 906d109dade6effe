import type * as z from 'zod';
import { keyPattern } from './key-pattern.ts';
import { scenarioSchema } from './schema.ts';
import { branches, keyRules } from './shapes/mapping.ts';

/**
 * Every key that a scenario models, as patterns: `clusters[].containerInstances[].count`. A key whose value is only ever
 * a mapping is left out, its own keys stand for it; `*` is any name.
 */
export const modelledKeys: readonly string[] = [...new Set(leaves(scenarioSchema, []))];

type Step = string | 0;

function leaves(schema: z.core.$ZodType, path: readonly Step[]): string[] {
  const candidates = branches(schema);
  return candidates.flatMap((candidate) => {
    const { def } = candidate._zod;
    if (def.type === 'object') return leavesOfMapping(candidate as z.core.$ZodObject, path);
    if (def.type === 'record') return leaves(def.valueType, [...path, '*']);
    if (def.type !== 'array') return [keyPattern(path)];
    const items = branches(def.element);
    if (items.every((item) => candidates.includes(item))) return [keyPattern([...path, 0])];
    return items.some(isNested) ? leaves(def.element, [...path, 0]) : [keyPattern(path)];
  });
}

function leavesOfMapping(schema: z.core.$ZodObject, path: readonly Step[]): string[] {
  const { checkedOnly = [] } = keyRules(schema);
  return Object.entries(schema._zod.def.shape).flatMap(([name, value]) =>
    checkedOnly.includes(name) ? [] : leaves(value, [...path, name]),
  );
}

function isNested(schema: z.core.$ZodTypes): boolean {
  return ['object', 'record', 'array'].includes(schema._zod.def.type);
}
