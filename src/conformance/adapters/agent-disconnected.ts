import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { placeAll } from '../small-run.ts';

/** What an instance whose agent is not connected answers to a task that would fit (ecs: ). */
export const agentDisconnected: Adapter = adapter(
  'agent-disconnected',
  form({ agentConnected: z.boolean(), fits: z.boolean() }, ({ agentConnected, fits }) => {
    const instance = { agentConnected, cpu: fits ? TASK_CPU : TASK_CPU - 1 };
    const { refusal } = placeAll([instance], [{ name: 'task', cpu: TASK_CPU }]).tasks.get('task-1')!;
    return refusal === null ? { placement: 'accepted' } : { placement: 'rejected', reason: refusal };
  }),
);

const TASK_CPU = 1024;
