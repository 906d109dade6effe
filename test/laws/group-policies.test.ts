import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import type { ScalingActivity } from '../../src/events/scaling-news.ts';
import type { World } from '../../src/events/world.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import {
  LOAD,
  loadAlarm,
  loadOf,
  policyText,
  simplePolicy,
  stepPolicy,
  trackingPolicy,
} from '../support/group-policies.ts';
import { load } from '../support/load.ts';

const LAUNCH_MS = 5000;

/** Looks at every activity of the group as it begins. */
class ActivityChecker extends Observer {
  activities = 0;
  private world!: Simulation;
  private restedAt = 0;

  override begin(world: World): void {
    this.world = world as Simulation;
  }

  override scalingActed(at: number, { from, to, decision }: ScalingActivity): void {
    const group = this.world.groups[0]!;
    this.activities++;
    expect(to).toBeGreaterThanOrEqual(group.minimum);
    expect(to).toBeLessThanOrEqual(group.maximum);
    const policy = this.world.scalableTargets[0]!.spec.policies.find(
      ({ policyName }) => policyName === decision?.policyName,
    );
    if (policy === undefined || policy.kind === 'predictive') return;
    if (policy.kind === 'step' && policy.isSimple) {
      expect(at).toBeGreaterThanOrEqual(this.restedAt);
      this.restedAt = at + (to > from ? LAUNCH_MS : 0) + policy.cooldownMs;
    } else if (to < from)
      for (const { lifecycle, since } of group.members.all())
        expect(lifecycle === 'Terminating' || since + policy.warmUpMs <= at).toBe(true);
  }
}

const adjustment = fc.integer({ min: 1, max: 4 });
const seconds = fc.constantFrom(0, 60, 150, 300);
const parts = fc.record({
  up: adjustment,
  down: adjustment,
  simple: fc.tuple(fc.constantFrom(-2, -1, 1, 2), seconds),
  warmUps: fc.tuple(seconds, seconds, seconds),
  tracks: fc.boolean(),
  sizes: fc.tuple(fc.nat(2), fc.integer({ min: 3, max: 12 })),
  loads: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 4, maxLength: 30 }),
  schedule: fc.option(fc.record({ minSize: fc.nat(3), maxSize: fc.integer({ min: 3, max: 9 }) })),
});

test('of groups: within bounds, no scale-in before all are warm, no simple scaling in a cooldown', async () => {
  let activities = 0;
  await fc.assert(
    fc.asyncProperty(parts, async ({ up, down, simple, warmUps, tracks, sizes, loads, schedule }) => {
      const [minSize, maxSize] = sizes;
      const warm = (i: number) => ({ estimatedInstanceWarmup: warmUps[i]! });
      const tracking = { targetValue: 50, customizedMetricSpecification: { ...LOAD, statistic: 'Average' } };
      const text = policyText(
        {
          minSize,
          maxSize,
          desiredCapacity: 3,
          scalingPolicies: [
            stepPolicy('up', up, warm(0)),
            stepPolicy('down', -down, warm(1)),
            simplePolicy('simple', simple[0], { cooldown: simple[1] }),
            ...(tracks ? [trackingPolicy('track', tracking, warm(2))] : []),
          ],
          scheduledUpdateGroupActions:
            schedule === null
              ? []
              : [{ scheduledActionName: 'again', recurrence: '*/7 * * * *', ...schedule }],
        },
        {
          simulation: { duration: '40m' },
          customMetrics: [loadOf(...loads.map((value, minute) => [minute, value] as const))],
          alarms: [
            loadAlarm('hot', 'above', 70, 'up'),
            loadAlarm('cold', 'below', 30, 'down'),
            loadAlarm('odd', simple[0] > 0 ? 'above' : 'below', 50, 'simple'),
          ],
        },
      );
      const checker = new ActivityChecker();
      advanceTo(createSimulation(await load(text), [checker]), 1e12);
      activities += checker.activities;
    }),
    { numRuns: 60, seed: 3 },
  );
  expect(activities).toBeGreaterThan(200);
});
