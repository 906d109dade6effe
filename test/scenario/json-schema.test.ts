import { expect, test } from 'vitest';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { modelledKeys } from '../../src/scenario/keys.ts';

interface Node {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: boolean | Node;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly { readonly required: readonly string[] }[];
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly $ref?: string;
}

const schema = scenarioJsonSchema() as Node & { readonly $schema: string };

/** The schema at a pattern such as `clusters[].containerInstances[].count`. */
function at(pattern: string): Node | undefined {
  const steps = [...pattern.matchAll(/\["([^"]+)"\]|\[\]|[^.[\]]+/g)].map(([step, quoted]) => quoted ?? step);
  return steps.reduce<Node | undefined>((node, step) => {
    const options = node === undefined ? [] : [node, ...(node.anyOf ?? [])];
    for (const option of options) {
      if (step === '[]' && option.items !== undefined) return option.items;
      if (step === '*' && typeof option.additionalProperties === 'object') return option.additionalProperties;
      if (option.properties?.[step] !== undefined) return option.properties[step];
    }
    return undefined;
  }, schema);
}

test('is draft-07 and plain JSON', () => {
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});

test('has every modelled key, each with a description', () => {
  const missing = modelledKeys.filter((key) => at(key) === undefined);
  expect(missing).toEqual([]);
  const silent = modelledKeys.filter((key) => !/(\[\]|\*)$/.test(key) && (at(key)?.description ?? '') === '');
  expect(silent).toEqual([]);
});

test('knows defaults, words and what belongs together', () => {
  expect(at('simulation.start')).toMatchObject({ default: '2026-03-02T00:00:00Z', type: 'string' });
  expect(at('region')).toMatchObject({ default: 'us-east-1' });
  expect(at('simulation.placementTie')).toMatchObject({ enum: ['first', 'random'], default: 'first' });
  expect(at('workloads[].arrivals')?.oneOf).toEqual([
    { required: ['every'] },
    { required: ['poisson'] },
    { required: ['schedule'] },
    { required: ['burst'] },
  ]);
  expect(at('taskDefinitions[]')).toMatchObject({
    additionalProperties: false,
    required: ['family', 'containerDefinitions'],
  });
});

test('lets pass what the loader lets pass without effect, and not what it refuses', () => {
  const definition = at('taskDefinitions[]')?.properties;
  expect(definition).toHaveProperty('executionRoleArn');
  expect(definition).toHaveProperty('status');
  expect(definition).not.toHaveProperty('inferenceAccelerators');
  expect(schema.properties).toHaveProperty('$schema');
  expect(schema.properties).not.toHaveProperty('launchTemplates');
});

test('an uncertain number may stand wherever a number may, but for the seed', () => {
  const uncertain = { $ref: '#/definitions/uncertainNumber' };
  expect(at('clusters[].containerInstances[].count')?.anyOf).toContainEqual(uncertain);
  expect(at('workloads[].duration')?.anyOf).toContainEqual(uncertain);
  expect(at('speed.*')?.anyOf).toContainEqual(uncertain);
  expect(at('simulation.seed')?.anyOf).not.toContainEqual(uncertain);
  expect(at('name')?.anyOf).toBeUndefined();
  const { definitions } = schema as unknown as { definitions: { uncertainNumber: Node } };
  const forms = definitions.uncertainNumber.anyOf!.map(({ required }) => required);
  expect(forms).toEqual([['between'], ['uncertain']]);
});
