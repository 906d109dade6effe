import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

/** A job on Fargate in a region, with two workloads of it. */
function onFargate(region: string, definition: Readonly<Record<string, unknown>> = {}): string {
  const workload = {
    taskDefinition: 'job',
    launchType: 'FARGATE',
    arrivals: { every: '1m', limit: 1 },
    duration: '90s',
  };
  return small({
    region,
    clusters: [{ clusterName: 'main' }],
    taskDefinitions: [
      {
        family: 'job',
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: '512',
        memory: '1024',
        containerDefinitions: [{ name: 'job', image: 'job' }],
        ...definition,
      },
    ],
    workloads: [
      { ...workload, name: 'one' },
      { ...workload, name: 'two' },
    ],
  });
}

const ARM = { runtimePlatform: { cpuArchitecture: 'ARM64' } };
const STORAGE = { ephemeralStorage: { sizeInGiB: 50 } };
const HINT = 'Bring it in with `ecsim prices import`.';

const derivedOf = async (text: string) =>
  (await load(text)).warnings.filter(({ code }) => code === 'price-derived').map(({ message }) => message);

test('each part of the bill needs a price of the region', async () => {
  expect(await complaintsOf(onFargate('us-gov-west-1'))).toEqual([]);
  expect(await complaintsOf(onFargate('us-gov-west-1', ARM))).toEqual([
    `workloads[0]: expected a price of Fargate on ARM for us-gov-west-1, received none. ${HINT}`,
    `workloads[1]: expected a price of Fargate on ARM for us-gov-west-1, received none. ${HINT}`,
  ]);
  expect((await complaintsOf(onFargate('eu-south-1', STORAGE)))[0]).toBe(
    `workloads[0]: expected a price of ephemeral storage above 20 GiB for eu-south-1, received none. ${HINT}`,
  );
  expect(await complaintsOf(onFargate('eu-south-1', ARM))).toEqual([]);
});

test('a price that a rule gave is said once; a list price is not mentioned', async () => {
  expect(await derivedOf(onFargate('us-east-1', { ...ARM, ...STORAGE }))).toEqual([]);
  expect(await derivedOf(onFargate('eu-west-2'))).toEqual([]);
  expect(await derivedOf(onFargate('eu-west-2', { ...ARM, ...STORAGE }))).toEqual([
    'No list price is known for Fargate on ARM in eu-west-2: it is billed by a rule (0.80 times the price on x86).',
    "No list price is known for ephemeral storage above 20 GiB in eu-west-2: it is billed by a rule (a month of the region's gp3 volumes / 720).",
  ]);
});
