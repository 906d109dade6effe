import { expect, test } from 'vitest';
import type { ContainerInstanceSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { Log } from '../support/log.ts';
import { burst, instances, memberOf, scenarioWith } from '../support/scenario.ts';

function lines(
  ideal: Partial<ContainerInstanceSpec>,
  parts: Omit<Parameters<typeof scenarioWith>[0], 'cluster'>,
): string[] {
  const log = new Log();
  const simulation = createSimulation(
    scenarioWith({ ...parts, cluster: { idealFleet: instances(1, 2048, 2048, ideal) } }),
    [log],
  );
  log.read(simulation);
  advanceTo(simulation, 1e12);
  return log.lines;
}

test.each([
  ['RESOURCE:CPU', {}, { need: { cpu: 4096, memory: 1, gpu: 0 } }],
  ['RESOURCE:MEMORY', {}, { need: { cpu: 1, memory: 4096, gpu: 0 } }],
  ['RESOURCE:GPU', {}, { need: { cpu: 1, memory: 1, gpu: 1 } }],
  ['RESOURCE:PORTS', {}, { hostPorts: [{ port: 22, protocol: 'tcp' }] }],
  ['RESOURCE:ENI', { awsvpcTasks: 0 }, { networkMode: 'awsvpc' }],
  ['ATTRIBUTE', {}, { architecture: 'ARM64' }],
  ['ATTRIBUTE', {}, { osFamily: 'WINDOWS_SERVER_2022_CORE' }],
  [
    'MemberOf placement constraint unsatisfied',
    { attributes: { stack: 'office' } },
    { placementConstraints: [memberOf('attribute:stack == batch')] },
  ],
] as const)('opens nothing for a task that it could never hold, and says %s', (reason, ideal, definition) => {
  const seen = lines(ideal, {
    definition,
    workloads: [{ source: burst(2, 0, 1000), onFailure: { kind: 'giveUp' } }],
  });
  expect(seen.filter((line) => line.includes('box-'))).toEqual([]);
  expect(seen.filter((line) => line.includes('refused')).length).toBe(2);
  expect(seen[0]).toContain(reason);
});

test('opens the lowest number whose zone the constraints allow; the numbers before it stay closed for others', () => {
  const zones = { availabilityZones: ['us-east-1a', 'us-east-1b'] };
  const inB = memberOf('attribute:ecs.availability-zone == us-east-1b');
  const seen = lines(zones, {
    workloads: [
      { source: burst(1, 0, 5000), placementConstraints: [inB] },
      { name: 'any', source: burst(1, 1000, 9000) },
      { name: 'wide', source: burst(2, 2000, 1000) },
    ],
  });
  expect(seen.filter((line) => line.includes('box-'))).toEqual([
    '0 box-2 ACTIVE',
    // job-2 and the two after it still have room on box-2 and then on box-1.
    '2000 box-1 ACTIVE',
    '3000 box-1 CLOSED',
    '10000 box-2 CLOSED',
  ]);
});

test('an instance that is opened for a task takes it, whatever the rest of its chain says of older ones', () => {
  const seen = lines(
    {},
    {
      definition: { need: { cpu: 1024, memory: 600, gpu: 0 } },
      workloads: [
        {
          source: burst(3, 0, 5000),
          placementStrategy: [
            { type: 'binpack', field: 'memory' },
            { type: 'nextFit', field: '' },
          ],
        },
        { name: 'small', source: burst(4, 1000, 1000), placementStrategy: [{ type: 'firstFit', field: '' }] },
      ],
    },
  );
  expect(seen.filter((line) => line.includes('refused'))).toEqual([]);
  expect(seen.filter((line) => line.endsWith('RUNNING'))).toHaveLength(7);
});
