import * as z from 'zod';
import { numberDistribution } from '../shapes/distribution.ts';
import { mapping } from '../shapes/mapping.ts';
import { quantity } from '../shapes/quantity.ts';

type Node = { [key: string]: unknown };

/** The JSON Schema of a scenario in which an uncertain number may stand wherever a number may, but for the seed. */
export function withUncertain(schema: object): object {
  const root = widened(schema) as Node;
  const { properties } = schema as { properties: Node };
  const simulation = (root['properties'] as { simulation: { properties: Node } }).simulation;
  simulation.properties['seed'] = (properties['simulation'] as { properties: Node }).properties['seed'];
  return {
    ...root,
    definitions: { ...(root['definitions'] as object | undefined), [NAME]: uncertainNode() },
  };
}

const NAME = 'uncertainNumber';
const REFERENCE = { $ref: `#/definitions/${NAME}` };

/** The node with a reference beside each number in it. */
function widened(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(widened);
  if (typeof node !== 'object' || node === null) return node;
  const { anyOf, ...others } = node as Node;
  if (isNumber(node)) return besideNumber(node as Node);
  const entries = Object.entries(others).map(([key, value]) => [
    key,
    DATA.includes(key) ? value : widened(value),
  ]);
  const rest = Object.fromEntries(entries) as Node;
  if (!Array.isArray(anyOf)) return rest;
  if (!anyOf.some(isNumber)) return { ...rest, anyOf: anyOf.map(widened) };
  return {
    ...rest,
    anyOf: [...anyOf.map((branch) => (isNumber(branch) ? branch : widened(branch))), REFERENCE],
  };
}

/** Keys whose values are values of the scenario or names, no schemas. */
const DATA: readonly string[] = ['default', 'examples', 'enum', 'const', 'required', 'type'];

function besideNumber({ description, default: preset, ...number }: Node): Node {
  return {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
    anyOf: [number, REFERENCE],
  };
}

function isNumber(node: unknown): boolean {
  const { type } = node as { type?: string | readonly string[] };
  return [type].flat().some((name) => name === 'number' || name === 'integer');
}

/** The two forms of an uncertain number. */
function uncertainNode(): object {
  const form = z
    .union([
      mapping({
        between: z.array(quantity(false)).length(2).describe('Uniform between two ends.'),
      }),
      mapping({ uncertain: numberDistribution.describe('What the number is drawn from.') }),
    ])
    .describe('A number that is not known for certain: each replication draws its own.');
  const { $schema: _, ...node } = z.toJSONSchema(form, { target: 'draft-7', io: 'input' });
  return node;
}
