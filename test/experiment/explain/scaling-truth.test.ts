import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import type { ScalingActivity } from '../../../src/events/scaling-news.ts';
import type { AlarmExplanation } from '../../../src/experiment/explain/scaling/alarm-explanation.ts';
import type { ScalingExplanation } from '../../../src/experiment/explain/scaling/scaling-explanation.ts';
import type { AlarmState } from '../../../src/model/alarm-state.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { explainAt, msOf, ownAlarm, scaledScenario, step, tracking } from '../../support/scaling.ts';
import { DEFAULT_TIMINGS } from '../../support/scenario.ts';

class Witness extends Observer {
  readonly activities: { readonly at: number; readonly activity: ScalingActivity }[] = [];
  readonly changes: { readonly at: number; readonly alarm: number; readonly to: AlarmState }[] = [];

  override scalingActed(at: number, activity: ScalingActivity): void {
    this.activities.push({ at, activity });
  }

  override alarmChanged(at: number, alarm: number, _from: AlarmState, to: AlarmState): void {
    this.changes.push({ at, alarm, to });
  }
}

/** Two metrics that stay for some minutes and then jump. */
const walk = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 0, max: 120 })), {
    minLength: 4,
    maxLength: 9,
  })
  .map((parts) => parts.flatMap(([minutes, value]) => Array.from({ length: minutes }, () => value)));

const scenario = fc
  .record({
    metrics: fc.tuple(walk, walk),
    seed: fc.integer({ min: 1, max: 1e6 }),
    isStep: fc.boolean(),
    room: fc.constantFrom(6, 100),
  })
  .map(({ metrics, seed, isStep, room }) =>
    scaledScenario({
      metrics,
      room,
      policies: isStep
        ? [
            step([
              { lower: null, upper: 20, adjustment: 1 },
              { lower: 20, upper: null, adjustment: 3 },
            ]),
            tracking(1, 60),
          ]
        : [tracking(0, 60), tracking(1, 50)],
      alarms: isStep ? [ownAlarm(0, 70)] : [],
      timings: DEFAULT_TIMINGS,
      simulation: { seed: String(seed) },
    }),
  );

function witness(of: Scenario): Witness {
  const heard = new Witness();
  advanceTo(createSimulation(of, [heard]), Number.POSITIVE_INFINITY);
  return heard;
}

function alarmNamed({ policies }: ScalingExplanation, name: string): AlarmExplanation {
  const all = policies.flatMap((policy) => (policy.kind === 'predictive' ? [] : policy.alarms));
  return all.find(({ alarmName }) => alarmName === name)!;
}

test('what a policy would decide a moment before it is called is what it decides', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      for (const { at, activity } of witness(given).activities.slice(0, 6)) {
        if (activity.decision === null) continue;
        const before = explainAt(given, at - 1);
        const { decision, nextCallAt } = alarmNamed(before, activity.decision.alarmName);
        expect(msOf(given, nextCallAt)).toBe(at);
        // What a cooldown that ends with the call keeps it from is another thing.
        if (msOf(given, decision.cooldownUntil) !== at)
          expect(decision).toMatchObject({
            reason: 'scaled',
            capacity: activity.to,
            base: activity.decision.base,
            computed: activity.decision.computed,
            value: activity.decision.value,
          });
        expect(before.nextActivity).toMatchObject({ from: activity.from, to: activity.to });
        expect(explainAt(given, at).lastActivity).toEqual(before.nextActivity);
      }
    }),
    { numRuns: 12, seed: 7 },
  );
}, 60_000);

test('an alarm changes when it was foreseen', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      const names = createSimulation(given).alarmNames;
      for (const { at, alarm, to } of witness(given).changes.slice(0, 12)) {
        if (to !== 'ALARM' || at === 0) continue;
        const { foreseenAt, earliestAt } = alarmNamed(explainAt(given, at - 1), names[alarm]!);
        expect(msOf(given, foreseenAt)).toBe(at);
        expect(msOf(given, earliestAt)).toBeLessThanOrEqual(at);
      }
    }),
    { numRuns: 12, seed: 7 },
  );
}, 60_000);
