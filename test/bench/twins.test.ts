import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ScannedFleet } from '../../bench/twins/bare-fleet.ts';
import { type BareOptions, bareRun } from '../../bench/twins/bare-run.ts';
import { EpochQueue } from '../../bench/twins/epoch-queue.ts';
import { NarrowedFleet } from '../../bench/twins/narrowed-fleet.ts';
import { ObjectQueue } from '../../bench/twins/object-queue.ts';

/** At an instant timers are set for it or later, in a later phase than any that has run. */
const pushed = fc.record({
  delay: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 20_000_000 })),
  phase: fc.integer({ min: 1, max: 5 }),
});

test('the bare queue pops what the queue of objects pops', () => {
  fc.assert(
    fc.property(fc.array(fc.option(pushed), { maxLength: 200 }), (steps) => {
      const [bare, objects] = [new EpochQueue(), new ObjectQueue()];
      const popped: number[][] = [[], []];
      const pop = () =>
        [bare, objects].map((queue, i) => {
          const more = queue.pop();
          if (more) popped[i]!.push(queue.at, queue.kind, queue.subject);
          return more;
        });
      for (const [subject, step] of steps.entries())
        if (step === null) pop();
        else
          for (const queue of [bare, objects])
            queue.push(queue.at + step.delay, step.phase, step.phase, subject);
      while (pop().includes(true));
      expect(popped[0]).toEqual(popped[1]);
      expect(popped[0]!.length).toBe(3 * steps.filter((step) => step !== null).length);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('the bare loop places as a scan of all instances does, also when nobody has room', () => {
  for (const perSecond of [0.1, 3]) {
    const run: BareOptions = {
      tasks: 2000,
      instances: 37,
      sizes: [1, 3, 2, 6],
      perSecond,
      meanSeconds: 600,
    };
    expect(bareRun(run)).toBe(bareRun(run, (instances) => new ScannedFleet(instances)));
    expect(bareRun(run).endsWith('/0')).toBe(perSecond < 1);
  }
});

test('the narrowed fleet takes the zone with the fewest of the family, then the least memory left, then the first', () => {
  const task = (family: number, memory: number) => ({ family, cpu: 1, memory });
  const place = (spreads: boolean) => {
    const fleet = new NarrowedFleet(Int32Array.of(0, 0, 1, 1), { cpu: 4, memory: 8 }, spreads);
    const placed = [task(0, 2), task(0, 3), task(1, 3), task(0, 6), task(0, 9)].map((each) =>
      fleet.place(each),
    );
    fleet.release(task(0, 2), placed[0]!);
    return [...placed, fleet.place(task(0, 2))];
  };
  expect(place(false)).toEqual([0, 0, 0, 1, -1, 0]);
  expect(place(true)).toEqual([0, 2, 2, 0, -1, 0]);
});
