import * as z from 'zod';
import { MAX_TASKS_PER_CALL } from '../../scenario/operations/published-figures.ts';
import { checkRunTask } from '../../scenario/operations/run-task.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** How many tasks one call may ask for (ecs: ). */
export const runtaskCount: Adapter = adapter(
  'runtask-count',
  form({ count: z.number() }, ({ count }) => {
    const definition = { containerDefinitions: [{ name: 'main', memory: 512 }] };
    return {
      valid: checkRunTask({ launchType: 'EC2', count }, definition).length === 0,
      max: MAX_TASKS_PER_CALL,
    };
  }),
);
