import { expect, test } from 'vitest';
import {
  askedItems,
  type CapacityProviderRequest,
  checkCapacityProviderStrategy,
  checkWeights,
  isFargateProvider,
} from '../../../src/scenario/operations/capacity-provider-strategy.ts';

const item = (capacityProvider: string, weight?: number, base?: number): CapacityProviderRequest => ({
  capacityProvider,
  weight,
  base,
});
const places = (...items: CapacityProviderRequest[]) =>
  checkCapacityProviderStrategy(items).map(({ at }) => at.join('.'));

test('what AWS accepts', () => {
  expect(places(item('FARGATE', 1, 2), item('FARGATE_SPOT', 3))).toEqual([]);
  expect(places(item('a', 0, 100_000), item('b', 1000))).toEqual([]);
  expect(places(item('a'))).toEqual([]);
  expect(places()).toEqual([]);
});

test('every mistake is told where it is', () => {
  expect(places(item('a', -1), item('b', 1001), item('c', 0.5), item('d', 1, 100_001))).toEqual([
    '0.weight',
    '1.weight',
    '2.weight',
    '3.base',
  ]);
  expect(places(item('a', 1, 1), item('b', 1), item('c', 1, 1))).toEqual(['2.base']);
  expect(places(item('a', 1), item('arn:aws:ecs:eu-west-1:1:capacity-provider/a', 1))).toEqual([
    '1.capacityProvider',
  ]);
  expect(places(item('FARGATE', 1), item('a', 1))).toEqual(['']);
});

test('several providers need a weight among them', () => {
  expect(checkWeights([item('a', 0, 5), item('b')])).toHaveLength(1);
  expect(checkWeights([item('a', 0, 5), item('b', 1)])).toEqual([]);
  expect(checkWeights([item('a')])).toEqual([]);
});

test('who is asked at all, and what is of Fargate', () => {
  const [a, b, c] = [
    { base: 0, weight: 0 },
    { base: 1, weight: 0 },
    { base: 0, weight: 1 },
  ] as const;
  expect(askedItems([a, b, c])).toEqual([b, c]);
  expect(askedItems([a])).toEqual([a]);
  expect(
    ['FARGATE', 'arn:aws:ecs:us-east-1:1:capacity-provider/FARGATE_SPOT', 'fargate', 'a'].map(
      isFargateProvider,
    ),
  ).toEqual([true, true, false, false]);
});
