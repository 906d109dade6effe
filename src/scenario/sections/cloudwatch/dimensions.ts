import * as z from 'zod';
import type { Findings } from '../../findings.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { text } from '../../shapes/fields.ts';
import { type KeyRules, mapping } from '../../shapes/mapping.ts';

type DimensionsSchema = z.ZodArray<z.ZodObject<{ name: z.ZodString; value: z.ZodString }, z.core.$strict>>;

/** Dimensions of a metric, a list as AWS has it; `aws`: where AWS has them. */
export function dimensionsSchema(aws: NonNullable<KeyRules['aws']>): DimensionsSchema {
  return z
    .array(
      mapping(
        {
          name: text('the name of a dimension', 255).describe('Name of the dimension, such as ServiceName.'),
          value: text('the value of a dimension', 1024).describe('What it is called there.'),
        },
        { aws },
      ),
    )
    .max(30, 'at most 30 dimensions');
}

/** A dimension's value, and where it stands. */
export interface Dimension {
  readonly value: string;
  readonly path: Path;
}

/** Dimensions by name; two of one name are a problem. */
export function readDimensions(
  stated: readonly { readonly name: string; readonly value: string }[],
  path: Path,
  findings: Findings,
): ReadonlyMap<string, Dimension> {
  const dimensions = new Map<string, Dimension>();
  for (const [i, { name, value }] of stated.entries()) {
    if (dimensions.has(name))
      findings.add([...path, i, 'name'], 'a name that no other has', `${describeValue(name)} once more`);
    else dimensions.set(name, { value, path: [...path, i, 'value'] });
  }
  return dimensions;
}
