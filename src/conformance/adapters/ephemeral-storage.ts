import * as z from 'zod';
import { billedEphemeralGib } from '../../billing/fargate.ts';
import {
  checkEphemeralStorage,
  ephemeralStorageGib,
} from '../../scenario/operations/register-task-definition.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Ephemeral storage of a task on Fargate, and how much of it is billed (ecs: ). */
export const ephemeralStorage: Adapter = adapter(
  'ephemeral-storage',
  form({ launchType: z.literal('FARGATE'), sizeInGiB: z.number().nullable() }, ({ sizeInGiB }) => {
    if (checkEphemeralStorage(sizeInGiB).length > 0) return { valid: false };
    const gib = ephemeralStorageGib(sizeInGiB);
    return { valid: true, GiB: gib, billedGiB: billedEphemeralGib(gib) };
  }),
);
