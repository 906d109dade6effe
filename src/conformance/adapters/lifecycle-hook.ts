import * as z from 'zod';
import { globalTimeoutMs, waitOf } from '../../policies/fleet/lifecycle-hook.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const seconds = z.int().min(0).max(172_800);
const heartbeatTimeoutSec = z.int().min(30).max(7200);

/** How long a lifecycle hook that nobody completes keeps its instance waiting, and could at most (scaling: ). */
export const lifecycleHook: Adapter = adapter(
  'lifecycle-hook',
  form(
    { heartbeatTimeoutSec, heartbeatAtSec: seconds },
    ({ heartbeatTimeoutSec: timeout, heartbeatAtSec }) => {
      const wait = waitOf({
        heartbeatMs: timeout * 1000,
        defaultResult: 'ABANDON',
        completedMs: null,
        result: 'CONTINUE',
        heartbeatEveryMs: heartbeatAtSec * 1000,
        heartbeats: 1,
      });
      return { totalWaitSec: wait.ms / 1000 };
    },
  ),
  form({ heartbeatTimeoutSec }, ({ heartbeatTimeoutSec: timeout }) => ({
    globalTimeoutSec: globalTimeoutMs(timeout * 1000) / 1000,
  })),
);
