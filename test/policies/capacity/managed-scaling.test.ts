import { expect, test } from 'vitest';
import {
  capacityForReservation,
  capacityProviderReservation,
  neededInstances,
  type ProviderView,
  scaleInStep,
} from '../../../src/policies/capacity/managed-scaling.ts';

test('the capacity that a reservation asks for is what is needed by the target, to the instance', () => {
  for (const target of [1, 3, 50, 60, 70, 77, 85, 90, 99, 100])
    for (let instances = 1; instances <= 70; instances++)
      for (let needed = 0; needed <= 150; needed++) {
        const reservation = capacityProviderReservation(needed, instances);
        const capacity = Math.floor((100 * needed + target - 1) / target);
        // As it is, and as metrics have it.
        for (const seen of [reservation, Number(reservation.toFixed(6))])
          if (capacityForReservation(instances, seen, target) !== capacity)
            expect({ instances, needed, target, seen }).toBe(capacity);
      }
});

test('without an instance it goes to two, or to none', () => {
  expect(capacityForReservation(0, capacityProviderReservation(7, 0), 100)).toBe(2);
  expect(capacityForReservation(0, capacityProviderReservation(7, 0), 10)).toBe(2);
  expect(capacityForReservation(0, capacityProviderReservation(0, 0), 100)).toBe(0);
});

test('a scale-in takes at least one and at most half', () => {
  expect(scaleInStep(10, 0)).toBe(5);
  expect(scaleInStep(5, 0)).toBe(3);
  expect(scaleInStep(5, 4)).toBe(4);
  expect(scaleInStep(1, 0)).toBe(0);
});

const BIG = { cpu: 4096, memory: 8192, gpu: 0, enis: 3 };
const view = (parts: Partial<ProviderView>): ProviderView => ({
  instances: 4,
  inUse: 2,
  waiting: [],
  types: [BIG],
  minimumStep: 1,
  maximumStep: 10_000,
  packing: 'floor',
  ...parts,
});
const waiting = (count: number, cpu: number, isAlone = false) => ({
  count,
  need: { cpu, memory: 512, gpu: 0, enis: 0 },
  isAlone,
});

test('while nobody waits those with tasks are needed', () => {
  expect(neededInstances(view({}))).toBe(2);
});

test('who waits needs instances beside those that there are: the most of any group, between the steps', () => {
  // Two of 1500 units fit into 4096 as whole tasks, 2.73 as parts.
  expect(neededInstances(view({ waiting: [waiting(9, 1500)] }))).toBe(4 + 5);
  expect(neededInstances(view({ waiting: [waiting(9, 1500)], packing: 'sum' }))).toBe(4 + 4);
  expect(neededInstances(view({ waiting: [waiting(9, 1500), waiting(7, 4096)] }))).toBe(4 + 7);
  expect(neededInstances(view({ waiting: [waiting(9, 1500)], maximumStep: 3 }))).toBe(4 + 3);
  expect(neededInstances(view({ waiting: [waiting(1, 1500)], minimumStep: 6 }))).toBe(4 + 6);
  expect(neededInstances(view({ waiting: [waiting(9, 100, true)] }))).toBe(4 + 9);
});

test('a task that not every type can hold changes nothing', () => {
  const small = { ...BIG, cpu: 1024 };
  expect(neededInstances(view({ waiting: [waiting(9, 1500)], types: [BIG, small] }))).toBe(4);
  expect(neededInstances(view({ waiting: [waiting(9, 1500), waiting(8, 512)], types: [BIG, small] }))).toBe(
    4 + 1,
  );
});
