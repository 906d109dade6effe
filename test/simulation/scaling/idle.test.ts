import { expect, test } from 'vitest';
import { requestsOf, runScaled, trackCpu, webTarget } from '../../support/run-scaled.ts';

const TIMINGS = { base: 'instant', 'cloudwatch.delay': '160s', 'scaling.actionDelay': '5s' };

test('a service of which nothing changes costs nothing, however long', async () => {
  for (const rate of [80, 190, 360]) {
    const { simulation, changes } = await runScaled({
      simulation: { duration: '30d' },
      timings: TIMINGS,
      workloads: [requestsOf([['0s', rate]])],
      scalableTargets: [webTarget([trackCpu()])],
    });
    expect(simulation.events).toBeLessThan(300);
    expect(changes.length).toBeLessThanOrEqual(1);
  }
});

test('and does the same as when its load is stated anew every minute', async () => {
  for (const rates of [
    [80, 80],
    [190, 380],
    [360, 40],
  ] as const) {
    const told = async (steps: readonly (readonly [string, number])[]) =>
      (
        await runScaled({
          simulation: { duration: '10h' },
          timings: TIMINGS,
          workloads: [requestsOf(steps)],
          scalableTargets: [webTarget([trackCpu()])],
        })
      ).lines;
    const minutes = Array.from({ length: 600 }, (_, minute): readonly [string, number] => [
      `${minute}m`,
      rates[minute < 200 ? 0 : 1],
    ]);
    expect(await told(minutes)).toEqual(
      await told([
        ['0s', rates[0]],
        ['200m', rates[1]],
      ]),
    );
  }
});
