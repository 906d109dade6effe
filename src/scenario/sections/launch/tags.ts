import * as z from 'zod';
import type { Findings } from '../../findings.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { Tags } from '../../scenario.ts';
import { text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

/** `tags` of ECS's API. */
export const tagsSchema = z
  .array(
    mapping({
      key: text('a key of up to 128 characters', 128).describe('Of the tag.'),
      value: z.string('a text').optional().describe('Default: empty.'),
    }),
  )
  .describe('Of tasks: what `cost.byTag` sums their money by, as `key=value`.');

export type StatedTags = z.output<typeof tagsSchema>;

/** `undefined`: none. */
export function resolveTags(
  stated: StatedTags | undefined,
  path: Path,
  findings: Findings,
): Tags | undefined {
  if (stated === undefined || stated.length === 0) return undefined;
  const tags = new Map<string, string>();
  for (const [i, { key, value = '' }] of stated.entries()) {
    if (tags.has(key)) findings.add([...path, i, 'key'], 'each key once', describeValue(key));
    tags.set(key, value);
  }
  return Object.fromEntries(tags);
}

/** What a task has of its definition's tags, and those that it is given itself: they come first. */
export function tagsOfTask(definition: Tags | undefined, own: Tags | undefined): Tags | undefined {
  return definition === undefined && own === undefined ? undefined : { ...definition, ...own };
}
