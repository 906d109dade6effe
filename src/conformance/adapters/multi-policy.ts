import * as z from 'zod';
import { afterScaling } from '../../policies/scaling/decide-capacity.ts';
import { adjustCapacity, takeStep } from '../../policies/scaling/step-scaling.ts';
import { type TrackingState, trackIn } from '../../policies/scaling/target-tracking.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { adjustmentType } from '../given-steps.ts';
import { scalingView } from '../scaling-view.ts';

/** Several policies of one service (scaling: ). */
export const multiPolicy: Adapter = adapter(
  'multi-policy',
  form(
    {
      currentCapacity: taskCount,
      policies: z.array(z.strictObject({ type: adjustmentType, adj: z.int().min(1) })).min(1),
    },
    ({ currentCapacity, policies }) => {
      const rules = policies.map(({ type, adj }) => ({
        adjustmentType: type,
        steps: [{ lower: 0, upper: null, adjustment: adj }],
        minAdjustmentMagnitude: 0,
      }));
      // Their alarms call them one after the other, each in the cooldown of those before it.
      let view = scalingView(currentCapacity);
      for (const rule of rules) {
        const decision = takeStep(view, rule, 1, { threshold: 0, isAbove: true });
        if (decision.reason !== 'scaled') continue;
        const cooldowns = afterScaling(view.cooldowns, decision, view.now, COOLDOWN_MS);
        view = { ...view, desired: decision.capacity, cooldowns };
      }
      return {
        candidates: rules.map((rule) => adjustCapacity(currentCapacity, rule.steps[0]!.adjustment, rule)),
        newCapacity: view.desired,
      };
    },
  ),
  form(
    {
      currentCapacity: taskCount.min(1),
      targetTracking: z.array(z.strictObject({ wants: taskCount })),
      bothAlarmLow: z.literal(true),
    },
    ({ currentCapacity, targetTracking }) => ({
      newCapacity: trackIn(
        scalingView(currentCapacity),
        targetTracking.map(({ wants }) => low(currentCapacity, wants)),
      ).capacity,
    }),
  ),
  form(
    {
      currentCapacity: taskCount.min(1),
      targetTracking: z.array(
        z.union([
          z.strictObject({ alarm: z.literal('LOW'), wants: taskCount }),
          z.strictObject({ alarm: z.literal('OK') }),
        ]),
      ),
    },
    ({ currentCapacity, targetTracking }) => ({
      newCapacity: trackIn(
        scalingView(currentCapacity),
        targetTracking.map((policy) =>
          policy.alarm === 'LOW'
            ? low(currentCapacity, policy.wants)
            : { ...low(currentCapacity, currentCapacity), isLow: false },
        ),
      ).capacity,
    }),
  ),
);

/** A policy whose metric is where so many of the tasks would be enough: with a target of a task's own share, their number. */
function low(capacity: number, wants: number): TrackingState {
  return { targetValue: capacity, metric: wants, isLow: true, disableScaleIn: false };
}

const COOLDOWN_MS = 300_000;
