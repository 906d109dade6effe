import * as z from 'zod';
import { type Amounts, neededInstances } from '../../policies/capacity/managed-scaling.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { size, taskCount } from '../given.ts';
import { amountsOf, viewOfProvider } from '../provider-view.ts';
import { PLENTY } from '../small-run.ts';

const resources = z.strictObject({ cpu: size.min(1), memory: size.min(1) });

/** How many instances equal tasks that wait need of a group with several types (ecs: ). */
export const casMGroup: Adapter = adapter(
  'cas-m-group',
  form(
    { group: resources.extend({ count: taskCount.min(1) }), largest: resources, smallest: resources },
    ({ group: { count, ...need }, largest, smallest }) => {
      const types = [smallest, largest].map((type) => amountsOf(type, PLENTY));
      const needed = (tasks: number, some: Partial<Amounts>) =>
        neededInstances(
          viewOfProvider({
            instances: 0,
            waiting: [{ count: tasks, need: amountsOf(some, 0), isAlone: false }],
            types,
          }),
        );
      let perInstance = 0;
      while (perInstance < count && needed(perInstance + 1, need) === 1) perInstance++;
      return {
        perInstance,
        byCpu: needed(count, { cpu: need.cpu }),
        byMemory: needed(count, { memory: need.memory }),
        needed: needed(count, need),
      };
    },
  ),
);
