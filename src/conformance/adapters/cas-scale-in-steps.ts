import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount } from '../given.ts';
import { managedRun } from '../managed-run.ts';

const LONG_MS = 3_600_000;

/** The sizes that a group with too many instances goes through (ecs: ). */
export const casScaleInSteps: Adapter = adapter(
  'cas-scale-in-steps',
  // 0.5 is the step since September 2022; that of before is not modelled.
  form({ from: instanceCount.min(1), to: instanceCount, maxStepFraction: z.literal(0.5) }, ({ from, to }) => {
    const { desired } = managedRun(LONG_MS, {
      instances: from,
      tasks: to,
      tasksPerInstance: 1,
      // Only instances without tasks go, so that as many are needed all the time.
      managedTerminationProtection: true,
    });
    return { sequence: [from, ...desired.map((step) => step.to)] };
  }),
);
