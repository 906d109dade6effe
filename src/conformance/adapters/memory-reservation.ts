import * as z from 'zod';
import { containerMemory } from '../../scenario/operations/container-definition.ts';
import { taskNeed } from '../../scenario/operations/register-task-definition.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const container = z.strictObject({ memory: z.number().optional(), memoryReservation: z.number().optional() });

/** What a task of one container subtracts from its instance, and where the container is killed (ecs: ). */
export const memoryReservation: Adapter = adapter(
  'memory-reservation',
  form({ container, taskMemory: z.number().nullable() }, (given) => ({
    subtractedFromInstanceMiB: taskNeed({
      cpu: null,
      memory: given.taskMemory,
      containers: [given.container],
    }).memory,
    hardLimitMiB: containerMemory(given.container, given.taskMemory).hardLimitMib,
  })),
);
