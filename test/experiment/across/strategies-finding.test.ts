import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { acrossStrategies } from '../../../src/experiment/across/across-strategies.ts';
import { RunMaker } from '../../../src/io/executor/run-maker.ts';
import { readDocument } from '../../../src/scenario/reading/document.ts';

const path = resolve(import.meta.dirname, '../../../scenarios/azure-on-an-ideal-fleet.yaml');
const NAMES = ['spread(AZ) + binpack(memory)', 'binpack(cpu)', 'binpack(memory)', 'spread(AZ)', 'random'];

test('five strategies on the first hours of the Azure trace, with the gap to the oracle', async () => {
  const text = readFileSync(path, 'utf8');
  const source = { path, text, settings: ['assertions='], until: '4h', allow: [] };
  const maker = new RunMaker([source]);
  const { alternatives } = acrossStrategies(readDocument(text).document!.value);
  const found = [];
  for (const name of NAMES) {
    const { settings } = alternatives.find((each) => each.name === name)!;
    const reply = await maker.make({ id: name, scenario: 0, settings, seed: '1', packing: true });
    if ('failure' in reply) throw new Error(reply.failure);
    const { instances, gap, oracle } = reply.outcome.packing!;
    found.push([
      name,
      Math.round(instances.hours),
      Math.round(oracle.hours),
      Number((100 * gap.hours!).toFixed(1)),
    ]);
  }
  expect(found).toMatchInlineSnapshot(`
    [
      [
        "spread(AZ) + binpack(memory)",
        262,
        250,
        4.8,
      ],
      [
        "binpack(cpu)",
        261,
        250,
        4.5,
      ],
      [
        "binpack(memory)",
        261,
        250,
        4.2,
      ],
      [
        "spread(AZ)",
        260,
        250,
        4.1,
      ],
      [
        "random",
        263,
        250,
        5.2,
      ],
    ]
  `);
});
