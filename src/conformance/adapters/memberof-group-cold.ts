import * as z from 'zod';
import { parseClusterQuery } from '../../policies/placement/cluster-query/parse-query.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { placeAll } from '../small-run.ts';

/** How many of one task, placed beside tasks of its own group, find an instance (ecs: ). */
export const memberofGroupCold: Adapter = adapter(
  'memberof-group-cold',
  form(
    { constraint: z.string().regex(/^memberOf\(.+\)$/s), runningTasksInGroup: taskCount },
    ({ constraint, runningTasksInGroup }) => {
      const expression = constraint.slice('memberOf('.length, -1);
      const parsed = parseClusterQuery(expression);
      if (!('query' in parsed)) return NOT_COVERED;
      const { query } = parsed;
      if (query.kind !== 'test' || query.subject !== 'task:group' || query.operator !== '==')
        return NOT_COVERED;
      const group = query.values[0]!;
      const before = { name: 'running', group, count: runningTasksInGroup };
      const task = { name: 'task', group, constraints: [{ type: 'memberOf', expression, query } as const] };
      const log = placeAll([{}, {}], runningTasksInGroup === 0 ? [task] : [before, task]);
      return { placed: log.tasks.get('task-1')!.instance === null ? 0 : 1 };
    },
  ),
);
