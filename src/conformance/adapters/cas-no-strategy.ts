import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { GroupLog } from '../group-log.ts';
import { runTo } from '../small-run.ts';
import { reachedAt, TaskLog } from '../task-log.ts';

const TASK_CPU = 1024;
const MINUTE_MS = 60_000;

/** A task with a launch type asks no capacity provider, even of instances that belong to one, and none sees it (ecs: ). */
export const casNoStrategy: Adapter = adapter(
  'cas-no-strategy',
  form(
    { task: z.strictObject({ launchType: z.literal('EC2') }), instancesFull: z.boolean() },
    ({ task: { launchType }, instancesFull }) => {
      const log = new TaskLog();
      const group = new GroupLog();
      runTo(
        5 * MINUTE_MS,
        {
          instances: [],
          autoScalingGroup: { desiredCapacity: 1, cpu: TASK_CPU },
          tasks: [
            {
              name: 'before',
              cpu: TASK_CPU,
              count: instancesFull ? 1 : 0,
              atMs: MINUTE_MS / 2,
              onGroup: true,
            },
            { name: 'task', cpu: TASK_CPU, atMs: MINUTE_MS, launchType },
          ],
        },
        log,
        group,
      );
      const facts = log.tasks.get('task-1')!;
      const isNeeded = group.measured.some(({ needed, instances }) => needed > instances);
      return {
        goesToProvisioning: reachedAt(facts, 'PROVISIONING') !== null,
        fails: facts.refusal?.replace(/^RESOURCE:.+/, 'RESOURCE:*') ?? null,
        cpAffected: facts.capacityProvider !== null || isNeeded || group.desired.length > 0,
      };
    },
  ),
);
