import { type Adapter, adapter, form } from '../adapter.ts';
import { size } from '../given.ts';
import { tasksThatFit } from '../tasks-that-fit.ts';

/** How many tasks an instance's memory holds (ecs: ). */
export const fitMemory: Adapter = adapter(
  'fit-memory',
  form({ instanceMiB: size, taskMiB: size.min(1) }, ({ instanceMiB, taskMiB }) => ({
    tasksPerInstance: tasksThatFit({ memory: instanceMiB }, { memory: taskMiB }),
  })),
);
