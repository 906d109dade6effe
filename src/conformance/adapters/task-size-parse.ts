import * as z from 'zod';
import { taskSize } from '../../scenario/operations/register-task-definition.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const size = z.union([z.string(), z.number()]);

/** Task-level `cpu` and `memory` as text (ecs: ). */
export const taskSizeParse: Adapter = adapter(
  'task-size-parse',
  form({ cpu: size }, ({ cpu }) => ({ cpuUnits: taskSize({ cpu }).cpu })),
  form({ memory: size }, ({ memory }) => ({ memoryMiB: taskSize({ memory }).memory })),
  form({ cpu: size, memory: size }, (given) => {
    const { cpu, memory } = taskSize(given);
    return { cpuUnits: cpu, memoryMiB: memory };
  }),
);
