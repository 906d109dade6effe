import { expect, test } from 'vitest';
import { placementStrategies } from '../../../src/policies/placement/registry.ts';
import { complaintsOf, load, smallWorkload } from '../../support/load.ts';

const AT = 'workloads[0].placementStrategy[0].field: expected';

async function decode(strategy: { readonly type: string; readonly field?: string }): Promise<unknown> {
  const { workloads } = await load(smallWorkload({ placementStrategy: [strategy] }));
  return workloads[0]!.placementStrategy[0];
}

test('every strategy beside ECS has a default where it takes a field', async () => {
  for (const { name, ecs, fields } of Object.values(placementStrategies)) {
    if (ecs) continue;
    const usual = name === 'topologySpread' ? 'ecs.availability-zone' : (fields[0] ?? '');
    expect(await decode({ type: name })).toEqual({ type: name, field: usual });
  }
});

test('topologySpread takes what spread takes', async () => {
  const type = 'topologySpread';
  expect(await decode({ type, field: 'host' })).toEqual({ type, field: 'instanceId' });
  expect(await decode({ type, field: 'INSTANCEID' })).toEqual({ type, field: 'instanceId' });
  expect(await decode({ type, field: 'attribute:rack' })).toEqual({ type, field: 'rack' });
});

test.each([
  [
    { type: 'topologySpread', field: 'ecs.availability-zone' },
    'one of instanceId, host, attribute:NAME, received "ecs.availability-zone". Did you mean attribute:ecs.availability-zone?',
  ],
  [{ type: 'nextFit', field: 'cpu' }, 'no field with nextFit, received "cpu".'],
  [{ type: 'leastAllocated', field: 'cpu' }, 'no field with leastAllocated, received "cpu".'],
])('%j is refused', async (strategy, complaint) => {
  expect(await complaintsOf(smallWorkload({ placementStrategy: [strategy] }))).toEqual([
    `${AT} ${complaint}`,
  ]);
});

test('an attribute that no instance has is warned of, as with spread', async () => {
  const placementStrategy = [{ type: 'topologySpread', field: 'attribute:rack' }];
  const { warnings } = await load(smallWorkload({ placementStrategy }));
  expect(warnings.map(({ message }) => message)).toEqual([
    'Workload job is placed by attribute:rack, which no container instance of cluster main has.',
  ]);
});
