import * as z from 'zod';
import { awsMembers } from './aws-keys/aws-members.ts';
import { scenarioSchema } from './schema.ts';
import { keyRules, matters } from './shapes/mapping.ts';
import { withUncertain } from './uncertain/uncertain-schema.ts';

/**
 * The JSON Schema (draft-07) of a scenario file, for editors: from the definitions that the loader decodes by, with
 * descriptions and defaults. It knows nothing of names that refer to each other, and takes keys in their own case only.
 */
export function scenarioJsonSchema(): object {
  const schema = z.toJSONSchema(scenarioSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => addOtherKeys(zodSchema, jsonSchema),
  });
  return withUncertain({ ...schema, title: 'ecsim scenario' });
}

/** Keys that are accepted without being modelled, so that editors do not underline them. */
function addOtherKeys(zodSchema: z.core.$ZodType, jsonSchema: z.core.JSONSchema.BaseSchema): void {
  const { properties } = jsonSchema;
  if (properties === undefined) return;
  const { aws, notModelled = {} } = keyRules(zodSchema);
  for (const [name, harmless] of Object.entries(notModelled))
    if (harmless !== matters)
      properties[name] = { description: 'Not modelled yet; accepted where it changes nothing.' };
  for (const name of aws === undefined ? [] : (awsMembers(aws.shape, aws.path) ?? []))
    if (!Object.hasOwn(notModelled, name))
      properties[name] ??= { description: 'Known to AWS, without effect here.' };
}
