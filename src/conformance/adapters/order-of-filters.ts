import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { attributeIs } from '../attribute-is.ts';
import { placeAll } from '../small-run.ts';

const instances = z.array(z.strictObject({ id: z.string(), cpuFits: z.boolean(), constraint: z.boolean() }));

/** Resources and constraints must hold on the same instance (ecs: ). */
export const orderOfFilters: Adapter = adapter(
  'order-of-filters',
  form({ instances }, (given) => {
    const fleet = given.instances.map(({ cpuFits, constraint }) => ({
      cpu: cpuFits ? TASK_CPU : TASK_CPU - 1,
      attributes: { stack: constraint ? 'wanted' : 'other' },
    }));
    const wanted = attributeIs('stack', 'wanted');
    const log = placeAll(fleet, [{ name: 'task', cpu: TASK_CPU, constraints: [wanted] }]);
    return { placed: log.tasks.get('task-1')!.instance !== null };
  }),
);

const TASK_CPU = 1024;
