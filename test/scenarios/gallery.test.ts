import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readScenario } from '../../src/io/read-scenario.ts';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { galleryFile, galleryNames } from '../golden/golden.ts';

const README = resolve(import.meta.dirname, '../../README.md');

test.each(galleryNames())('%s has no problems', async (name) => {
  const { scenario } = await readScenario(galleryFile(name));
  expect(scenario.workloads.length + scenario.loads.length + scenario.actions.length).toBeGreaterThan(0);
});

test('the README names every scenario of the gallery', () => {
  const text = readFileSync(README, 'utf8');
  expect(galleryNames().filter((name) => !text.includes(`${name}.yaml`))).toEqual([]);
});

test('the schema beside the gallery is the one that `ecsim schema` prints', () => {
  const beside = readFileSync(new URL('../../scenarios/scenario.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(beside)).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
});
