import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { recoverySeconds, targetHealthCheck, targetSettings } from '../target-settings.ts';

/** Seconds of passed checks after which a target that was unhealthy is healthy (ecs: ). */
export const elbHealthyRecover: Adapter = adapter(
  'elb-healthy-recover',
  form({ ...targetSettings, targetState: z.literal('was unhealthy') }, (given) => ({
    seconds: recoverySeconds(targetHealthCheck(given)),
  })),
);
