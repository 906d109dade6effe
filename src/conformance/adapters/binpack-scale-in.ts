import { type Adapter, adapter, form } from '../adapter.ts';
import { amounts, size, strategies } from '../given.ts';
import { stopsOnlyOn } from '../service-stops.ts';

/** The instance on which a packed service with one task on each stops one (ecs: ). */
export const binpackScaleIn: Adapter = adapter(
  'binpack-scale-in',
  form(
    { strategy: strategies, taskMiB: size, remainingMiB: amounts },
    ({ strategy, taskMiB, remainingMiB }) => {
      const perInstance = Object.entries(remainingMiB).map(([name, memoryLeft]) => {
        return [name, { zone: 'a', taskCount: 1, memoryLeft, taskMemory: taskMiB }] as const;
      });
      return stopsOnlyOn(Object.fromEntries(perInstance), strategy);
    },
  ),
);
