import * as z from 'zod';
import { shouldRestart } from '../../policies/containers/restart-policy.ts';
import { restartPolicyOf } from '../../scenario/operations/container-life.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Whether a container that ended for the first time starts again (ecs: ). */
export const restartPolicy: Adapter = adapter(
  'restart-policy',
  form(
    {
      enabled: z.boolean(),
      restartAttemptPeriod: z.number().nullable(),
      ignoredExitCodes: z.array(z.int()).optional(),
      ranSeconds: z.number(),
      exitCode: z.int(),
    },
    ({ ranSeconds, exitCode, ...policy }) => ({
      restarted: shouldRestart(restartPolicyOf(policy), {
        exitCode,
        atMs: ranSeconds * 1000,
        startedAtMs: 0,
        lastRestartAtMs: null,
        isStopping: false,
      }),
    }),
  ),
);
