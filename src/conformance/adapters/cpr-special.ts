import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount, taskCount } from '../given.ts';
import { firstDecision } from '../managed-run.ts';

/** The reservation of a group without instances; each task needs one of its own (ecs: ). */
export const cprSpecial: Adapter = adapter(
  'cpr-special',
  form({ M: taskCount, N: instanceCount }, ({ M, N }) => {
    const { CapacityProviderReservation } = firstDecision({ instances: N, tasks: M, tasksPerInstance: 1 });
    return { CapacityProviderReservation };
  }),
);
