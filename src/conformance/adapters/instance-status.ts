import * as z from 'zod';
import { InstanceStatus } from '../../model/instance-status.ts';
import { updateContainerInstancesState } from '../../simulation/api/update-container-instances-state.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { runTo } from '../small-run.ts';

/** Whether an instance of a status drains when asked to (ecs: ). */
export const instanceStatus: Adapter = adapter(
  'instance-status',
  form(
    {
      status: z.enum(['REGISTERING', 'ACTIVE', 'DRAINING', 'DEREGISTERING', 'INACTIVE']),
      call: z.literal('UpdateContainerInstancesState DRAINING'),
    },
    ({ status }) => {
      const simulation = runTo(0, { instances: [{}], tasks: [{ name: 'task' }] });
      // Instances of a fixed fleet are ACTIVE from the start: no run leads to a registration that is under way.
      simulation.fleet.status[0] = InstanceStatus[status];
      const refusal = updateContainerInstancesState(simulation, {
        kind: 'updateContainerInstancesState',
        atMs: 0,
        cluster: 'main',
        containerInstances: ['instance0-1'],
        status: 'DRAINING',
      });
      return { accepted: refusal === null };
    },
  ),
);
