import * as z from 'zod';
import { targetHealthChanges } from '../../policies/deployment/target-health.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { targetHealthCheck, targetSettings } from '../target-settings.ts';

/** Passed checks after which a newly registered target is healthy (ecs: ). */
export const elbHealthyNewTarget: Adapter = adapter(
  'elb-healthy-new-target',
  form({ ...targetSettings, targetState: z.literal('newly registered') }, (given) => {
    const check = targetHealthCheck(given);
    const [healthy] = targetHealthChanges(check, 0, []);
    return { passesNeeded: healthy!.atMs / check.intervalMs + 1 };
  }),
);
