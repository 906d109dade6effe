import * as z from 'zod';
import { registeredMemoryMib } from '../../scenario/operations/register-container-instance.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { size } from '../given.ts';
import { placeAll } from '../small-run.ts';

/** What an instance registers of the memory that its OS reports, and that no task can have more (ecs: ). */
export const registeredMemory: Adapter = adapter(
  'registered-memory',
  form(
    {
      osTotalBytes: z.number(),
      ECS_RESERVED_MEMORY: z.number().optional(),
      instanceType: z.string().optional(),
      os: z.string().optional(),
    },
    (given) => ({ registeredMiB: registeredMemoryMib(given.osTotalBytes, given.ECS_RESERVED_MEMORY ?? 0) }),
  ),
  form({ registeredMiB: size, taskMiB: size }, ({ registeredMiB, taskMiB }) => {
    const task = placeAll([{ memory: registeredMiB }], [{ name: 'task', memory: taskMiB }]).tasks.get(
      'task-1',
    )!;
    return { placeable: task.instance !== null, reason: task.refusal };
  }),
);
