import * as z from 'zod';
import { DEPLOYMENT_DEFAULTS } from '../../catalog/service-defaults.ts';
import {
  failedStartsAfter,
  type StartEvent,
  TASK_START_IMPAIRED,
  throttleDelayMs,
} from '../../policies/deployment/throttle.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** What the words of the examples are to the throttle, task by task. */
const TASKS_GO = {
  'PENDING->STOPPED repeatedly': ['stoppedBeforeRunning'],
  'RUNNING then exit 1 repeatedly': ['running', 'stoppedAfterRunning'],
} as const satisfies Record<string, readonly StartEvent[]>;

/** Tasks after which no wait gets longer. */
const MANY = 100;

/** How far the starts of a service are put off whose tasks go so, one after the other (ecs: ). */
export const throttle: Adapter = adapter(
  'throttle',
  form({ tasksGo: z.literal(keysOf(TASKS_GO)) }, ({ tasksGo }) => {
    let failedStarts = 0;
    for (let n = 0; n < MANY; n++)
      for (const event of TASKS_GO[tasksGo]) failedStarts = failedStartsAfter(failedStarts, event);
    const delayMs = throttleDelayMs(failedStarts, DEPLOYMENT_DEFAULTS);
    return {
      throttled: delayMs > 0,
      backoffMaxMinutes: delayMs / 60_000,
      event: delayMs > 0 ? TASK_START_IMPAIRED : null,
    };
  }),
);

function keysOf<Key extends string>(words: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(words) as Key[];
}
