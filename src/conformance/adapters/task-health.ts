import * as z from 'zod';
import { taskHealth as healthOf } from '../../policies/containers/task-health.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** The health of a task whose essential containers all have a check (ecs: ). */
export const taskHealth: Adapter = adapter(
  'task-health',
  form(
    { essentialContainers: z.array(z.enum(['HEALTHY', 'UNHEALTHY', 'UNKNOWN'])).min(1) },
    ({ essentialContainers }) => ({
      taskHealth: healthOf(
        essentialContainers.map((health) => ({ essential: true, hasHealthCheck: true, health })),
      ),
    }),
  ),
);
