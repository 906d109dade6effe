import * as z from 'zod';
import { fixedHostPorts } from '../../scenario/operations/port-mappings.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount, taskCount } from '../given.ts';
import { placeAll } from '../small-run.ts';

/** How many tasks with a dynamic host port find an instance, and whether the port counts among the reserved (ecs: ). */
export const portsDynamic: Adapter = adapter(
  'ports-dynamic',
  form(
    {
      networkMode: z.literal('bridge'),
      hostPort: z.literal(0),
      instances: instanceCount,
      desiredCount: taskCount,
    },
    ({ networkMode, hostPort, instances, desiredCount }) => {
      const fleet = Array.from({ length: instances }, () => ({}));
      const portMappings = [{ containerPort: 80, hostPort }];
      const log = placeAll(fleet, [{ name: 'task', count: desiredCount, portMappings }]);
      return {
        running: log.tasksByInstance().reduce((sum, count) => sum + count, 0),
        countsTowardReservedPortLimit:
          fixedHostPorts({ networkMode, containerDefinitions: [{ portMappings }] }).length > 0,
      };
    },
  ),
);
