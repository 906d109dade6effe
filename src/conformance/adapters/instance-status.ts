import * as z from 'zod';
import { InstanceStatus } from '../../model/instance-status.ts';
import { updateContainerInstancesState } from '../../simulation/api/update-container-instances-state.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { runTo } from '../small-run.ts';

const HOUR_MS = 3_600_000;

/** Whether an instance of a status drains when asked to (ecs: ). */
export const instanceStatus: Adapter = adapter(
  'instance-status',
  form(
    {
      status: z.enum(['REGISTERING', 'ACTIVE', 'DRAINING', 'DEREGISTERING', 'INACTIVE']),
      call: z.literal('UpdateContainerInstancesState DRAINING'),
    },
    ({ status }) => {
      const simulation = runTo(HOUR_MS / 2, {
        instances: [],
        autoScalingGroup: { desiredCapacity: 1, managedScaling: null },
        tasks: [],
        timings: { 'ec2.instanceToActive': { kind: 'constant', value: HOUR_MS } },
      });
      // An instance that boots is REGISTERING by itself.
      if (status !== 'REGISTERING') simulation.fleet.status[0] = InstanceStatus[status];
      const refusal = updateContainerInstancesState(simulation, {
        kind: 'updateContainerInstancesState',
        atMs: HOUR_MS / 2,
        cluster: 'main',
        containerInstances: ['instance0-1'],
        status: 'DRAINING',
      });
      return { accepted: refusal === null };
    },
  ),
);
