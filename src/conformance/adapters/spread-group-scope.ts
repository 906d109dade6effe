import * as z from 'zod';
import { taskGroup } from '../../scenario/operations/run-task.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** The task group of a standalone task (ecs: ). */
export const spreadGroupScope: Adapter = adapter(
  'spread-group-scope',
  form(
    { standalone: z.literal(true), group: z.string().nullable(), family: z.string() },
    ({ group, family }) => ({
      taskGroup: taskGroup(group, family),
    }),
  ),
);
