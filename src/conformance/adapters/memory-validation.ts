import * as z from 'zod';
import { checkTaskDefinition } from '../../scenario/operations/register-task-definition.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const container = z.strictObject({ memory: z.number().optional(), memoryReservation: z.number().optional() });

/** Whether a container's memory can be registered (ecs: ). */
export const memoryValidation: Adapter = adapter(
  'memory-validation',
  form({ container, taskMemory: z.number().nullable().optional() }, (given) => ({
    valid:
      checkTaskDefinition({
        memory: given.taskMemory,
        containerDefinitions: [{ name: 'main', ...given.container }],
      }).length === 0,
  })),
);
