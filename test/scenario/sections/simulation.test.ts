import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

const simulation = async (section: object) => (await load(small({ simulation: section }))).simulation;
const complaints = (section: unknown) => complaintsOf(small({ simulation: section }));

test('times are durations or instants, the seed is a number or text', async () => {
  const section = {
    start: '2024-02-29T12:00:00+01:00',
    duration: '1d',
    warmUp: 90,
    seed: 'a',
    resolution: '1s',
    timelineStep: '10m',
    placementTie: 'random',
  };
  expect(await simulation(section)).toEqual({
    startMs: Date.UTC(2024, 1, 29, 11),
    durationMs: 86_400_000,
    warmUpMs: 90_000,
    seed: 'a',
    resolutionMs: 1000,
    timelineStepMs: 600_000,
    placementTie: 'random',
  });
  expect((await simulation({ start: '2024-02-29' })).startMs).toBe(Date.UTC(2024, 1, 29));
  expect((await simulation({ seed: 7 })).seed).toBe((await simulation({ seed: '7' })).seed);
});

test.each([
  [
    { start: '2026-02-30' },
    'simulation.start: expected a date or an instant such as 2026-03-02T00:00:00Z, received "2026-02-30".',
  ],
  [
    { start: '2026-03-02T00:00:00' },
    'simulation.start: expected a date or an instant such as 2026-03-02T00:00:00Z, received "2026-03-02T00:00:00".',
  ],
  [{ duration: 0 }, 'simulation.duration: expected a duration above 0 such as 90s, 6m or 7d, received 0.'],
  [{ duration: -5 }, 'simulation.duration: expected a duration above 0 such as 90s, 6m or 7d, received -5.'],
  [
    { duration: [1] },
    'simulation.duration: expected a duration above 0 such as 90s, 6m or 7d, received a list of 1.',
  ],
  [
    { duration: null },
    'simulation.duration: expected a duration above 0 such as 90s, 6m or 7d, received nothing.',
  ],
  [
    { duration: '1h', warmUp: '1h' },
    'simulation.warmUp: expected less than the duration, 1 h, received 1 h.',
  ],
  [{ seed: { a: 1 } }, 'simulation.seed: expected a number or text, received a mapping with the key a.'],
  [
    { resolution: '0s' },
    'simulation.resolution: expected a duration above 0 such as 90s, 6m or 7d, received "0s".',
  ],
  [
    { timelineStep: '10ms' },
    'simulation.timelineStep: expected a duration of at least 1 s such as 90s, 6m or 7d, received "10ms".',
  ],
  [
    { duration: '365d', timelineStep: '1s' },
    'simulation.timelineStep: expected a step of at least 5 min 15 s, so that there are at most 100000 rows, received 1 s.',
  ],
  [{ placementTie: 'last' }, 'simulation.placementTie: expected one of first, random, received "last".'],
  ['1d', 'simulation: expected a mapping, received "1d".'],
])('%j is refused', async (section, complaint) => {
  expect(await complaints(section)).toEqual([complaint]);
});
