import { expect, test } from 'vitest';
import { clusterReservation, clusterUtilisation, serviceUtilisation } from '../../src/model/ecs-metrics.ts';

test('tasks of two revisions count with what each reserves', () => {
  // Two tasks of 512 units that use all, one of 1024 that is idle.
  expect(serviceUtilisation(2 * 512, 2 * 512 + 1024, 3)).toBe(50);
});

test('an amount times a duration will do', () => {
  expect(serviceUtilisation(512 * 60_000, 2048 * 60_000, 1)).toBe(25);
});

test('without a RUNNING task there is no data point, with idle ones there is one of 0', () => {
  expect(serviceUtilisation(0, 0, 0)).toBeNull();
  expect(clusterReservation(0, 2048, 0)).toBeNull();
  expect(clusterUtilisation(0, 2048, 0)).toBeNull();
  expect(clusterUtilisation(0, 2048, 1)).toBe(0);
});

test('of nothing there is no percentage', () => {
  expect(serviceUtilisation(100, 0, 1)).toBeNull();
});
