import * as z from 'zod';
import { protectionMinutes } from '../../policies/deployment/task-protection.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** For how long UpdateTaskProtection protects a task, and whether it takes what was asked for (ecs: ). */
export const protection: Adapter = adapter(
  'protection',
  form(
    { protectionEnabled: z.literal(true).optional(), expiresInMinutes: z.number().nullable() },
    ({ expiresInMinutes }) => {
      const minutes = protectionMinutes(expiresInMinutes);
      return { valid: minutes !== null, minutes };
    },
  ),
);
