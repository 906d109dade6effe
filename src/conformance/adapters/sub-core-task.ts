import * as z from 'zod';
import { aloneMs } from '../../requests/utilisation.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** How long a request takes in a task of less than one core that does nothing else (autoscaling: ). */
export const subCoreTask: Adapter = adapter(
  'sub-core-task',
  form(
    { taskVcpu: z.number().positive().max(1), cpuMsPerRequest: z.number().positive() },
    ({ taskVcpu, cpuMsPerRequest }) => ({ meanAloneWallMs: aloneMs(cpuMsPerRequest, taskVcpu) }),
  ),
);
