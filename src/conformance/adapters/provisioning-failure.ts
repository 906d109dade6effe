import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { runUntil } from '../small-run.ts';

const YEAR_MS = 365 * 86_400_000;

/** How a task ends that waited in PROVISIONING for instances that never registered (ecs: ). */
export const provisioningFailure: Adapter = adapter(
  'provisioning-failure',
  form(
    {
      capacityProvider: z.literal('ASG'),
      registeredInstances: z.literal(0),
      provisioningTimeout: z.literal(true),
    },
    () => {
      const log = runUntil(YEAR_MS / 2, {
        instances: [],
        autoScalingGroup: {},
        tasks: [{ name: 'task', onGroup: true }],
        timings: { 'ec2.instanceToActive': { kind: 'constant', value: YEAR_MS } },
      });
      const { stopCode, stoppedReason } = log.tasks.get('task-1')!;
      return { stopCode, stoppedReason };
    },
  ),
);
