import * as z from 'zod';
import {
  afterScaling,
  type Cooldowns,
  decideCapacity,
  NO_COOLDOWNS,
  type ScalingDecision,
  type ScalingView,
} from '../policies/scaling/decide-capacity.ts';
import { takeStep } from '../policies/scaling/step-scaling.ts';
import { PLENTY } from './small-run.ts';

/** A service of so many tasks, all of them running, with which nothing else is the matter. */
export function scalingView(tasks: number, others: Partial<ScalingView> = {}): ScalingView {
  return {
    now: NOW,
    running: tasks,
    leaving: 0,
    desired: tasks,
    minimum: 0,
    maximum: PLENTY,
    isDeploying: false,
    isWarmingUp: false,
    suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
    cooldowns: NO_COOLDOWNS,
    ...others,
  };
}

/** Cooldowns just after a scale-out from one number of tasks to another. */
export function afterScaleOut(from: number, to: number): Cooldowns {
  const decision = decideCapacity(scalingView(from), 'out', () => to);
  return afterScaling(NO_COOLDOWNS, decision, NOW, COOLDOWN_MS);
}

/** Cooldowns just after a scale-in of one task. */
export function afterScaleIn(from: number): Cooldowns {
  const decision = decideCapacity(scalingView(from), 'in', () => from - 1);
  return afterScaling(NO_COOLDOWNS, decision, NOW, COOLDOWN_MS);
}

/** `scale-out alarm`, `scale-in alarm, step -2`: tasks that a step scaling policy is to add; without a step it is one. */
export const scalingAlarm: z.ZodType<number> = z
  .string()
  .regex(/^scale-(out alarm(, step \+[1-9]\d?)?|in alarm(, step -[1-9]\d?)?)$/)
  .transform((text) => {
    const [step] = /[+-]\d+$/.exec(text) ?? [];
    if (step !== undefined) return Number(step);
    return text.startsWith('scale-out') ? 1 : -1;
  });

/** An alarm calls a step scaling policy that adds so many tasks, or takes them away. */
export function stepBy(view: ScalingView, adjustment: number): ScalingDecision {
  const isAbove = adjustment > 0;
  return takeStep(
    view,
    {
      adjustmentType: 'ChangeInCapacity',
      steps: [{ lower: isAbove ? 0 : null, upper: isAbove ? null : 0, adjustment }],
      minAdjustmentMagnitude: 0,
    },
    THRESHOLD + Math.sign(adjustment),
    { threshold: THRESHOLD, isAbove },
  );
}

const NOW = 3_600_000;
const COOLDOWN_MS = 300_000;
const THRESHOLD = 50;
