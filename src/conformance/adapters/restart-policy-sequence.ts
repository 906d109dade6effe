import * as z from 'zod';
import { shouldRestart } from '../../policies/containers/restart-policy.ts';
import { restartPolicyOf } from '../../scenario/operations/container-life.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const STARTS = /^t=0, exits at (\d+) and again (\d+) s after the restart$/;

/** At which of two ends a container starts again (ecs: ). */
export const restartPolicySequence: Adapter = adapter(
  'restart-policy-sequence',
  form(
    {
      enabled: z.boolean(),
      restartAttemptPeriod: z.number().nullable(),
      starts: z.string().regex(STARTS),
      exitCode: z.int(),
    },
    ({ starts, exitCode, ...request }) => {
      const policy = restartPolicyOf(request);
      const [first, again] = STARTS.exec(starts)!.slice(1).map(Number) as [number, number];
      const exit = { exitCode, startedAtMs: 0, isStopping: false };
      const firstMs = first * 1000;
      const restarts = shouldRestart(policy, { ...exit, atMs: firstMs, lastRestartAtMs: null });
      if (!restarts) return { restartsAt: [], secondExit: null };
      const secondMs = firstMs + again * 1000;
      const restartsAgain = shouldRestart(policy, { ...exit, atMs: secondMs, lastRestartAtMs: firstMs });
      return {
        restartsAt: restartsAgain ? [first, first + again] : [first],
        secondExit: restartsAgain ? 'restarted' : 'not restarted',
      };
    },
  ),
);
