import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterScaling,
  type ScalingDecision,
  type ScalingView,
} from '../../src/policies/scaling/decide-capacity.ts';
import { type StepRule, takeStep } from '../../src/policies/scaling/step-scaling.ts';
import { type TrackingState, trackIn, trackOut } from '../../src/policies/scaling/target-tracking.ts';

const NOW = 1000;

const instant = fc.constantFrom(0, NOW, NOW + 1, NOW + 300);
const anyView: fc.Arbitrary<ScalingView> = fc
  .record({
    running: fc.nat(30),
    leaving: fc.constantFrom(0, 0, 3),
    desired: fc.nat(30),
    bounds: fc.tuple(fc.nat(30), fc.nat(30)),
    isDeploying: fc.boolean(),
    isWarmingUp: fc.boolean(),
    suspended: fc.record({
      dynamicScalingIn: fc.boolean(),
      dynamicScalingOut: fc.boolean(),
      scheduledScaling: fc.boolean(),
    }),
    cooldowns: fc.record({ outUntil: instant, outBase: fc.nat(30), inUntil: instant }),
  })
  .map(({ bounds, ...view }) => ({
    ...view,
    now: NOW,
    minimum: Math.min(...bounds),
    maximum: Math.max(...bounds),
  }));
const withinBounds = anyView.map((view) => ({
  ...view,
  desired: Math.min(view.maximum, Math.max(view.minimum, view.desired)),
}));
const metrics = fc.double({ min: 0, max: 300, noNaN: true });
const targets = fc.double({ min: 0.5, max: 100, noNaN: true });
const anyPolicies: fc.Arbitrary<TrackingState[]> = fc.array(
  fc.record({
    targetValue: targets,
    disableScaleIn: fc.boolean(),
    isLow: fc.oneof(fc.constant(true), fc.boolean()),
    metric: fc.option(metrics, { freq: 9 }),
  }),
  { maxLength: 4 },
);
/** Three steps from the threshold up, in any order of adjustments. */
const anyRule: fc.Arbitrary<StepRule> = fc
  .record({
    adjustmentType: fc.constantFrom('ChangeInCapacity', 'ExactCapacity', 'PercentChangeInCapacity'),
    adjustments: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -50, max: 50 }))),
    minAdjustmentMagnitude: fc.nat(3),
  })
  .map(({ adjustments, ...rule }) => ({
    ...rule,
    steps: adjustments.map((adjustment, i) => ({
      lower: i * 10,
      upper: i === 2 ? null : (i + 1) * 10,
      adjustment: rule.adjustmentType === 'ExactCapacity' ? Math.abs(adjustment) : adjustment,
    })),
  }));
const ABOVE = { threshold: 50, isAbove: true };

/** One alarm that calls one kind of policy. */
type Call = (view: ScalingView) => ScalingDecision;
const outCall: fc.Arbitrary<Call> = fc.tuple(targets, fc.option(metrics, { freq: 9 })).map(
  ([target, metric]) =>
    (view) =>
      trackOut(view, target, metric),
);
const inCall: fc.Arbitrary<Call> = anyPolicies.map((policies) => (view) => trackIn(view, policies));
const stepCall: fc.Arbitrary<Call> = fc.tuple(anyRule, fc.option(metrics, { freq: 9 })).map(
  ([rule, metric]) =>
    (view) =>
      takeStep(view, rule, metric, ABOVE),
);
const anyCall = fc.oneof(outCall, inCall, stepCall);

const runs = { numRuns: 2000 };

test('who is within the bounds stays within them, and never comes below the minimum', () => {
  fc.assert(
    fc.property(withinBounds, anyCall, (view, call) => {
      const { capacity } = call(view);
      expect(capacity).toBeGreaterThanOrEqual(view.minimum);
      expect(capacity).toBeLessThanOrEqual(view.maximum);
      expect(Number.isInteger(capacity)).toBe(true);
    }),
    runs,
  );
});

test('a decision to scale goes its own way, and any other leaves the desired count as it is', () => {
  fc.assert(
    fc.property(anyView, anyCall, (view, call) => {
      const { direction, capacity, reason } = call(view);
      const change = capacity - view.desired;
      if (reason === 'scaled') expect(Math.sign(change)).toBe(direction === 'out' ? 1 : -1);
      else expect(change).toBe(0);
    }),
    runs,
  );
});

test('in a cooldown nothing scales in, and out only to more than what it began with asks for', () => {
  fc.assert(
    fc.property(anyView, anyCall, (view, call) => {
      const { direction, base, computed, reason } = call(view);
      if (reason !== 'scaled') return;
      if (direction === 'in') expect(view.cooldowns.inUntil).toBeLessThanOrEqual(NOW);
      else if (view.cooldowns.outUntil > NOW && view.desired >= view.minimum) {
        // Target tracking goes on from what runs after the first task of all.
        if (view.cooldowns.outBase > 0) expect(base).toBe(Math.min(view.cooldowns.outBase, view.running));
        expect(computed).toBeGreaterThan(view.desired);
      }
    }),
    runs,
  );
});

test('an alarm that goes on saying the same does not scale again in the cooldown of what it did', () => {
  fc.assert(
    fc.property(anyView, fc.oneof(outCall, inCall, stepCall), (view, call) => {
      // From none at all it goes on with what runs.
      fc.pre(view.running > 0 && view.cooldowns.outBase > 0);
      const first = call(view);
      fc.pre(first.reason === 'scaled');
      const cooldowns = afterScaling(view.cooldowns, first, NOW, 300);
      const again = call({ ...view, desired: first.capacity, cooldowns });
      expect(again.capacity).toBe(first.capacity);
    }),
    runs,
  );
});

test('a higher metric never makes target tracking want fewer tasks', () => {
  fc.assert(
    fc.property(anyView, targets, metrics, metrics, (view, targetValue, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const inward = (metric: number) =>
        trackIn(view, [{ targetValue, metric, isLow: true, disableScaleIn: false }]).capacity;
      const outward = (metric: number) => trackOut(view, targetValue, metric).capacity;
      expect(inward(low)).toBeLessThanOrEqual(inward(high));
      expect(outward(low)).toBeLessThanOrEqual(outward(high));
    }),
    runs,
  );
});

test('a higher metric never makes steps that rise want fewer tasks', () => {
  const rising = anyRule.map((rule) => {
    const adjustments = rule.steps.map(({ adjustment }) => Math.abs(adjustment)).sort((a, b) => a - b);
    return { ...rule, steps: rule.steps.map((step, i) => ({ ...step, adjustment: adjustments[i]! })) };
  });
  const beyond = fc.double({ min: 50, max: 100, noNaN: true });
  fc.assert(
    fc.property(anyView, rising, beyond, beyond, (view, rule, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const { capacity } = takeStep(view, rule, low, ABOVE);
      expect(capacity).toBeLessThanOrEqual(takeStep(view, rule, high, ABOVE).capacity);
    }),
    runs,
  );
});

test('at its maximum a service says so', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), targets, (tasks, target) => {
      const view = { ...IDLE, running: tasks, desired: tasks, maximum: tasks };
      expect(trackOut(view, target, target * 1.01)).toMatchObject({
        capacity: tasks,
        reason: 'alreadyAtMaximum',
      });
    }),
  );
});

test('what is suspended never acts, nor does anything scale in during a deployment', () => {
  fc.assert(
    fc.property(anyView, anyCall, (view, call) => {
      const { direction, reason } = call(view);
      if (reason !== 'scaled') return;
      const { dynamicScalingIn, dynamicScalingOut } = view.suspended;
      expect(
        direction === 'out' ? dynamicScalingOut : dynamicScalingIn || view.isDeploying || view.isWarmingUp,
      ).toBe(false);
    }),
    runs,
  );
});

test('policies that do not scale in have no say in it, and by themselves never do', () => {
  fc.assert(
    fc.property(anyView, anyPolicies, (view, policies) => {
      const scaling = policies.filter(({ disableScaleIn }) => !disableScaleIn);
      expect(trackIn(view, policies)).toEqual(trackIn(view, scaling));
      const disabled = policies.map((policy) => ({ ...policy, disableScaleIn: true }));
      expect(trackIn(view, disabled).capacity).toBe(view.desired);
    }),
    runs,
  );
});

test('without data nothing ever scales', () => {
  fc.assert(
    fc.property(anyView, anyRule, targets, anyPolicies, (view, rule, targetValue, policies) => {
      const silent = { targetValue, metric: null, disableScaleIn: false };
      expect(takeStep(view, rule, null, ABOVE).capacity).toBe(view.desired);
      expect(trackOut(view, targetValue, null).capacity).toBe(view.desired);
      for (const isLow of [false, true])
        expect(trackIn(view, [...policies, { ...silent, isLow }]).capacity).toBe(view.desired);
    }),
    runs,
  );
});

const IDLE: ScalingView = {
  now: NOW,
  running: 1,
  leaving: 0,
  desired: 1,
  minimum: 0,
  maximum: 30,
  isDeploying: false,
  isWarmingUp: false,
  suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
  cooldowns: { outUntil: 0, outBase: 0, inUntil: 0 },
};
