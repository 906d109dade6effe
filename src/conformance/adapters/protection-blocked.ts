import * as z from 'zod';
import { protectionFailure } from '../../policies/deployment/task-protection.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

/** What UpdateTaskProtection answers when so many tasks would be protected (ecs: ). */
export const protectionBlocked: Adapter = adapter(
  'protection-blocked',
  form(
    { desired: taskCount, protectedTasks: taskCount, call: z.literal('UpdateTaskProtection') },
    ({ desired, protectedTasks }) => ({
      failure: protectionFailure({ desiredCount: desired, protectedTasks }),
    }),
  ),
);
