import { expect, test } from 'vitest';
import { idleMonth, largeRelease } from '../../bench/services-scenarios.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';

test('the idle month is idle: after its first hour nothing happens', () => {
  const simulation = createSimulation(idleMonth(5));
  advanceTo(simulation, 3_600_000);
  const { events } = simulation;
  expect(events).toBeGreaterThan(50);
  expect(advanceTo(simulation, 1e12)).toBe('ended');
  expect(simulation.events).toBe(events);
});

test.each(['default', 'instant'] as const)(
  'the large release is over at the end, with %s timings',
  (timings) => {
    const simulation = createSimulation(largeRelease(60, timings));
    advanceTo(simulation, 1e12);
    const [web] = simulation.services;
    expect(web!.deployments.map(({ rolloutState }) => rolloutState)).toEqual(['COMPLETED', 'COMPLETED']);
  },
);
