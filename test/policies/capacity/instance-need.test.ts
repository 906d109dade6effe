import { expect, test } from 'vitest';
import {
  capacityForReservation,
  capacityProviderReservation,
  instanceNeed,
  type ProviderView,
} from '../../../src/policies/capacity/managed-scaling.ts';

const TYPE = { cpu: 2048, memory: 8000, gpu: 0, enis: 2 };
const HALF = { cpu: 1024, memory: 1000, gpu: 0, enis: 0 };
const view = (parts: Partial<ProviderView> = {}): ProviderView => ({
  instances: 4,
  inUse: 3,
  waiting: [],
  types: [TYPE],
  minimumStep: 1,
  maximumStep: 10_000,
  packing: 'floor',
  ...parts,
});
const waiting = (count: number, need: Partial<typeof HALF> = {}, isAlone = false) => ({
  count,
  need: { ...HALF, ...need },
  isAlone,
});

test('without tasks in PROVISIONING those in use', () => {
  expect(instanceNeed(view())).toEqual({ needed: 3, by: 'inUse', groups: [], extra: 0, step: 0 });
});

test('each group by what an instance holds of it; the most of them decides', () => {
  const need = instanceNeed(
    view({ waiting: [waiting(5), waiting(3, { cpu: 256, enis: 1 }), waiting(2, {}, true)] }),
  );
  expect(need).toEqual({
    needed: 7,
    by: 'waiting',
    groups: [
      { fits: true, perInstance: 2, instances: 3 },
      { fits: true, perInstance: 2, instances: 2 },
      { fits: true, perInstance: 1, instances: 2 },
    ],
    extra: 3,
    step: 3,
  });
});

test('a step has bounds', () => {
  expect(instanceNeed(view({ waiting: [waiting(9)], maximumStep: 2 }))).toMatchObject({
    ...{ needed: 6, extra: 5, step: 2 },
  });
  expect(instanceNeed(view({ waiting: [waiting(1)], minimumStep: 3 }))).toMatchObject({
    ...{ needed: 7, extra: 1, step: 3 },
  });
});

test('who does not fit makes it no larger, with and without others', () => {
  const tooLarge = waiting(4, { memory: 9000 });
  const nothing = { fits: false, perInstance: 0, instances: 0 };
  expect(instanceNeed(view({ waiting: [tooLarge] }))).toEqual({
    ...{ needed: 4, by: 'tooLarge', groups: [nothing], extra: 0, step: 0 },
  });
  expect(instanceNeed(view({ waiting: [tooLarge, waiting(1)] }))).toEqual({
    ...{ needed: 5, by: 'waiting', extra: 1, step: 1 },
    groups: [nothing, { fits: true, perInstance: 2, instances: 1 }],
  });
});

test('packed by sums an instance holds parts of tasks', () => {
  const large = waiting(3, { cpu: 1200 });
  expect(instanceNeed(view({ waiting: [large] })).extra).toBe(3);
  expect(instanceNeed(view({ waiting: [large], packing: 'sum' })).extra).toBe(2);
});

test('the desired capacity is what is needed, however its share of N ends as a data point', () => {
  const asDataPoint = (value: number) => Math.round(value * 1e6) / 1e6;
  for (let instances = 1; instances <= 200; instances++)
    for (let needed = 0; needed <= 2 * instances; needed++)
      for (const target of [100, 90, 7]) {
        const reservation = asDataPoint(capacityProviderReservation(needed, instances));
        const wanted = capacityForReservation(instances, reservation, target);
        if (wanted !== Math.ceil((needed * 100) / target))
          expect({ instances, needed, target, wanted }).toBe(null);
      }
  expect(capacityForReservation(3, 66.666667, 100)).toBe(2);
  expect(capacityForReservation(3, 66.67, 100)).toBe(3);
});
