import { expect, test } from 'vitest';
import { defaultStrategies } from '../../../src/policies/placement/default-strategies.ts';
import { placementStrategies } from '../../../src/policies/placement/registry.ts';

const zones = { type: 'spread', field: 'ecs.availability-zone' };
const instances = { type: 'spread', field: 'instanceId' };
const random = { type: 'random', field: '' };

test.each([
  ['service', 'EC2', [zones, instances]],
  ['service', 'EXTERNAL', [zones, instances]],
  ['service', 'FARGATE', [zones]],
  ['standalone', 'EC2', [random]],
  ['standalone', 'EXTERNAL', [random]],
  ['standalone', 'FARGATE', [zones]],
  ['daemon', 'EC2', []],
  ['daemon', 'FARGATE', []],
] as const)('%s on %s', (kind, launchType, chain) => {
  expect(defaultStrategies(kind, launchType)).toEqual(chain);
});

test('ECS falls back on nothing but its own strategies', () => {
  for (const kind of ['service', 'standalone', 'daemon'] as const)
    for (const launchType of ['EC2', 'FARGATE', 'EXTERNAL'] as const)
      for (const { type } of defaultStrategies(kind, launchType))
        expect(placementStrategies[type].ecs).toBe(true);
});
