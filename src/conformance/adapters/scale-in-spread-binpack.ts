import * as z from 'zod';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { amounts, size, strategies } from '../given.ts';
import { stopsOnlyOn } from '../service-stops.ts';

/** The instance on which a service with a chain of strategies stops a task (ecs: ). */
export const scaleInSpreadBinpack: Adapter = adapter(
  'scale-in-spread-binpack',
  form(
    {
      strategy: strategies,
      tasks: amounts,
      azOf: z.record(z.string(), z.string()),
      remainingMiB: amounts,
      taskMiB: size,
    },
    ({ strategy, tasks, azOf, remainingMiB, taskMiB }) => {
      const names = Object.keys(remainingMiB);
      if (names.some((name) => azOf[name] === undefined || tasks[name] === undefined)) return NOT_COVERED;
      const perInstance = names.map((name) => {
        const memoryLeft = remainingMiB[name]!;
        return [
          name,
          { zone: azOf[name]!, taskCount: tasks[name]!, memoryLeft, taskMemory: taskMiB },
        ] as const;
      });
      return stopsOnlyOn(Object.fromEntries(perInstance), strategy);
    },
  ),
);
