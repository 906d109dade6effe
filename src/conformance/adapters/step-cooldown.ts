import * as z from 'zod';
import { changeBounds } from '../../policies/scaling/scheduled-scaling.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { afterScaleIn, afterScaleOut, scalingView, stepBy } from '../scaling-view.ts';

/** What a cooldown lets through (scaling: ). */
export const stepCooldown: Adapter = adapter(
  'step-cooldown',
  form(
    {
      capacityBefore: taskCount,
      cooldownActive: z.literal(true),
      previousIncreaseDuringCooldown: taskCount.min(1),
      newStepIncrease: taskCount.min(1),
    },
    ({ capacityBefore, previousIncreaseDuringCooldown, newStepIncrease }) => {
      const desired = capacityBefore + previousIncreaseDuringCooldown;
      const view = scalingView(desired, { cooldowns: afterScaleOut(capacityBefore, desired) });
      const { capacity } = stepBy(view, newStepIncrease);
      return { additional: capacity - desired, totalIncrease: capacity - capacityBefore };
    },
  ),
  form({ anyCooldownActive: z.literal(true), event: z.literal('scheduled action at its time') }, () => {
    // An action may go either way: up to its minimum, or down to its maximum.
    const isBlocked = [
      { action: { minCapacity: TASKS + 1, maxCapacity: null }, cooldowns: afterScaleOut(1, TASKS) },
      { action: { minCapacity: null, maxCapacity: TASKS - 1 }, cooldowns: afterScaleIn(TASKS + 1) },
    ].some(({ action, cooldowns }) => {
      const view = scalingView(TASKS, { cooldowns });
      return changeBounds(view, action)?.desired !== (action.minCapacity ?? action.maxCapacity);
    });
    return { action: isBlocked ? 'blocked' : 'executes immediately' };
  }),
);

const TASKS = 5;
