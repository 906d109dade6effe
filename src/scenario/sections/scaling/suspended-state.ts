import type * as z from 'zod';
import type { Suspension } from '../../../policies/scaling/decide-capacity.ts';
import { flag } from '../../shapes/fields.ts';
import { type KeyRules, mapping } from '../../shapes/mapping.ts';

const keys = {
  dynamicScalingInSuspended: flag().optional().describe('No policy scales in.'),
  dynamicScalingOutSuspended: flag().optional().describe('No policy scales out.'),
  scheduledScalingSuspended: flag().optional().describe('No scheduled action runs.'),
};

type SuspendedState = z.ZodObject<typeof keys, z.core.$strict>;

/** What of a scalable target is suspended (scaling: ). */
export function suspendedStateSchema(shape: string): SuspendedState {
  const aws: NonNullable<KeyRules['aws']> = { shape, path: ['suspendedState'] };
  return mapping(keys, { aws });
}

/** What is said of it. */
export function statedSuspension(stated: z.output<SuspendedState>): Partial<Suspension> {
  const { dynamicScalingInSuspended, dynamicScalingOutSuspended, scheduledScalingSuspended } = stated;
  return {
    ...(dynamicScalingInSuspended === undefined ? {} : { dynamicScalingIn: dynamicScalingInSuspended }),
    ...(dynamicScalingOutSuspended === undefined ? {} : { dynamicScalingOut: dynamicScalingOutSuspended }),
    ...(scheduledScalingSuspended === undefined ? {} : { scheduledScaling: scheduledScalingSuspended }),
  };
}
