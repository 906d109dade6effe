import { type Adapter, adapter, form } from '../adapter.ts';
import { size } from '../given.ts';
import { tasksThatFit } from '../tasks-that-fit.ts';

/** How many tasks an instance's CPU units hold (ecs: ). */
export const fitCpu: Adapter = adapter(
  'fit-cpu',
  form({ instanceCpu: size, taskCpu: size.min(1) }, ({ instanceCpu, taskCpu }) => ({
    tasksPerInstance: tasksThatFit({ cpu: instanceCpu }, { cpu: taskCpu }),
  })),
);
