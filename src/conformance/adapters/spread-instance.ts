import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount, strategies, taskCount } from '../given.ts';
import { placeAll } from '../small-run.ts';

/** How a burst spreads over equal instances (ecs: ). */
export const spreadInstance: Adapter = adapter(
  'spread-instance',
  form(
    { strategy: strategies, instances: instanceCount, desired: taskCount },
    ({ strategy, instances, desired }) => {
      const fleet = Array.from({ length: instances }, () => ({}));
      const log = placeAll(fleet, [{ name: 'task', count: desired, strategies: strategy }]);
      return { tasksPerInstanceSorted: log.tasksByInstance().toSorted((a, b) => b - a) };
    },
  ),
);
