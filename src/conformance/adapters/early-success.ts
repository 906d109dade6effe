import * as z from 'zod';
import { earlySuccessCount } from '../../policies/deployment/completion.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

/** Healthy new tasks with which a deployment is an early success (ecs: ). */
export const earlySuccess: Adapter = adapter(
  'early-success',
  form({ desired: taskCount, healthyPercent: z.int().min(0).max(100) }, ({ desired, healthyPercent }) => ({
    requiredHealthy: earlySuccessCount(desired, healthyPercent),
  })),
);
