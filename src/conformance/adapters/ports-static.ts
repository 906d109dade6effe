import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount, taskCount } from '../given.ts';
import { placeAll } from '../small-run.ts';

/** How many tasks with one fixed host port find an instance, and why the next does not (ecs: ). */
export const portsStatic: Adapter = adapter(
  'ports-static',
  form(
    {
      networkMode: z.literal('bridge'),
      hostPort: z.int().min(1).max(65_535),
      instances: instanceCount,
      desiredCount: taskCount,
    },
    ({ hostPort, instances, desiredCount }) => {
      const fleet = Array.from({ length: instances }, () => ({}));
      const portMappings = [{ containerPort: hostPort, hostPort }];
      const log = placeAll(fleet, [{ name: 'task', count: desiredCount, portMappings }]);
      const refused = [...log.tasks.values()].find(({ refusal }) => refusal !== null);
      return {
        running: log.tasksByInstance().reduce((sum, count) => sum + count, 0),
        placementFailure: refused?.refusal ?? null,
      };
    },
  ),
);
