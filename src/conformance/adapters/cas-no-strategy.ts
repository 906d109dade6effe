import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { placeAll } from '../small-run.ts';
import { reachedAt } from '../task-log.ts';

/** A task with a launch type asks no capacity provider, even of instances that belong to one (ecs: ). */
export const casNoStrategy: Adapter = adapter(
  'cas-no-strategy',
  form(
    { task: z.strictObject({ launchType: z.literal('EC2') }), instancesFull: z.boolean() },
    ({ task: { launchType }, instancesFull }) => {
      const log = placeAll(
        [{ cpu: TASK_CPU, capacityProvider: 'fleet' }],
        [
          { name: 'before', cpu: TASK_CPU, count: instancesFull ? 1 : 0 },
          { name: 'task', cpu: TASK_CPU, launchType },
        ],
      );
      const facts = log.tasks.get('task-1')!;
      return {
        goesToProvisioning: reachedAt(facts, 'PROVISIONING') !== null,
        fails: facts.refusal?.replace(/^RESOURCE:.+/, 'RESOURCE:*') ?? null,
        cpAffected: facts.capacityProvider !== null,
      };
    },
  ),
);

const TASK_CPU = 1024;
