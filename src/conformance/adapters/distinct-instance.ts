import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount, taskCount } from '../given.ts';
import { placeAll } from '../small-run.ts';

/** How many tasks of one group find an instance of their own (ecs: ). */
export const distinctInstance: Adapter = adapter(
  'distinct-instance',
  form(
    { constraint: z.literal('distinctInstance'), instances: instanceCount, desired: taskCount },
    ({ constraint, instances, desired }) => {
      const fleet = Array.from({ length: instances }, () => ({}));
      const log = placeAll(fleet, [{ name: 'task', count: desired, constraints: [{ type: constraint }] }]);
      const running = log.tasksByInstance().reduce((sum, count) => sum + count, 0);
      return { running, unplaced: desired - running };
    },
  ),
);
