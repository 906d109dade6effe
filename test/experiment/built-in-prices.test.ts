import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/environment/memory-files.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { small } from '../support/load.ts';

const row = (price: string, tiers: string, region = 'us-east-1') => ({
  region,
  price,
  from: '2026-01-01',
  unit: 'Hrs',
  tiers,
});
const M5 = row('ec2.linux:m5.large', '0:0.1');
const GP3 = row('ebs.gp3.gbMonth', '0:0.09');

/** What is said of prices that a catalogue lacks, by a run of an instance with its root volume. */
async function saidOf(prices: readonly object[], parts: object = {}): Promise<string[]> {
  const catalogue = { format: 'ecsim-catalogue-1', currency: 'USD', sources: [], regions: {}, prices };
  const text = small({ pricing: { catalogue: 'prices.json' }, simulation: { duration: '1h' }, ...parts });
  const files = memoryFiles({ 'prices.json': JSON.stringify(catalogue) });
  const { warnings } = runScenario(await loadScenario(text, { fileName: 's.yaml', files }), files);
  return warnings.filter(({ code }) => code === 'price-built-in').map(({ message }) => message);
}

test('a service that the catalogue lacks is billed by the built-in price, and that is said', async () => {
  expect(await saidOf([M5])).toEqual([
    '"prices.json" has no price of ebs.gp3.gbMonth in us-east-1: it is billed by the built-in one.',
  ]);
  expect(await saidOf([M5, GP3])).toEqual([]);
  const public4 = {
    clusters: [
      {
        clusterName: 'main',
        containerInstances: [
          { ec2InstanceType: 'm5.large', networkInterfaces: [{ associatePublicIpAddress: true }] },
        ],
      },
    ],
  };
  expect(await saidOf([M5], public4)).toEqual([
    '"prices.json" has no price of ebs.gp3.gbMonth, publicIpv4.hour in us-east-1: they are billed by the built-in ones.',
  ]);
});

test('what the run does not use is not said, nor what a catalogue of another region lacks', async () => {
  const timings = { 'ec2.rootVolumeGib': 0 };
  expect(await saidOf([M5], { timings })).toEqual([]);
  expect(await saidOf([row('ec2.linux:m5.large', '0:0.1', 'eu-west-1')])).toEqual([]);
});
