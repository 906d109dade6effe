import * as z from 'zod';
import { registeredResources } from '../../scenario/operations/register-container-instance.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { size } from '../given.ts';
import { placeAll } from '../small-run.ts';

/** What the control plane has left on an instance where tasks run, and the ports it never gives (ecs: ). */
export const remainingResources: Adapter = adapter(
  'remaining-resources',
  form(
    {
      registered: z.strictObject({ CPU: size, MEMORY: size }),
      runningTasksTotal: z.strictObject({ cpu: size, memory: size }),
    },
    ({ registered, runningTasksTotal }) => {
      const type = {
        vcpu: registered.CPU / 1024,
        memoryMib: 0,
        measuredMemoryMib: registered.MEMORY,
        gpus: 0,
      };
      const instance = registeredResources(type, { memoryFraction: 1 });
      const log = placeAll([instance], [{ name: 'task', ...runningTasksTotal }]);
      if (log.tasks.get('task-1')!.instance === null) return NOT_COVERED;
      const { cpu, memory } = log.remaining(0);
      return { remaining: { CPU: cpu, MEMORY: memory }, reservedTcpPorts: instance.reservedTcpPorts };
    },
  ),
);
