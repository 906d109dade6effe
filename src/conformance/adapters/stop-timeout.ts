import * as z from 'zod';
import { checkContainer } from '../../scenario/operations/container-definition.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { runUntil } from '../small-run.ts';
import { reachedAt } from '../task-log.ts';

const STOP_AT_MS = 1000;
/** Exit code of a container that got SIGKILL (ecs: ). */
const KILLED = 137;

/** Seconds from SIGTERM to SIGKILL of a container that needs longer to end (ecs: ). */
export const stopTimeout: Adapter = adapter(
  'stop-timeout',
  form(
    {
      launchType: z.enum(['EC2', 'FARGATE']),
      stopTimeout: z.number().nullable(),
      appExitsAfter: z.number().min(0),
    },
    ({ launchType, stopTimeout: timeout, appExitsAfter }) => {
      const container = { name: 'main', memory: 512, stopTimeout: timeout };
      if (checkContainer(container, null, launchType === 'FARGATE').length > 0) return NOT_COVERED;
      const log = runUntil(Number.MAX_SAFE_INTEGER, {
        instances: [{}],
        tasks: [{ name: 'task', launchType, stopTimeout: timeout }],
        actions: [{ kind: 'stopTask', atMs: STOP_AT_MS, cluster: 'main', task: 'task-1', reason: '' }],
        timings: { 'task.sigtermExit': { kind: 'constant', value: appExitsAfter * 1000 } },
      });
      const facts = log.tasks.get('task-1')!;
      return {
        sigkillAt: facts.exitCode === KILLED ? (reachedAt(facts, 'STOPPED')! - STOP_AT_MS) / 1000 : null,
      };
    },
  ),
);
