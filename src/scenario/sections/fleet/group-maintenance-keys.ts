import * as z from 'zod';
import { SUSPENDABLE_PROCESSES, type SuspendableProcess } from '../../group-maintenance.ts';
import { integer, modelledChoice, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

/** AWS takes no shorter lifetime than a day, seconds. */
export const SHORTEST_LIFETIME = 86_400;

/** A process that can be suspended; those that are not modelled have nothing to suspend here. */
export const suspendableProcess: z.ZodType<SuspendableProcess, string> = modelledChoice<SuspendableProcess>(
  SUSPENDABLE_PROCESSES,
  /^AddToLoadBalancer$/,
);

/** Keys of a group about how its instances are replaced. */
export const maintenanceKeys = {
  instanceMaintenancePolicy: mapping(
    {
      minHealthyPercentage: integer(-1, 100).describe(
        'Percent of the desired capacity that stays in service while instances are replaced; -1: no policy.',
      ),
      maxHealthyPercentage: integer(-1, 200).describe(
        'Percent of it up to which others come before, from 100; -1: no policy.',
      ),
    },
    { aws: { shape: 'AutoScalingGroup', path: ['instanceMaintenancePolicy'] } },
  )
    .optional()
    .describe('Default: what is replaced goes before others come.'),
  maxInstanceLifetime: integer(0)
    .optional()
    .describe(
      `Seconds after which an instance is replaced, from ${SHORTEST_LIFETIME}; 0, the default: never.`,
    ),
  healthCheckGracePeriod: integer(0)
    .optional()
    .describe('Seconds in service before health checks count; default 0.'),
  suspendedProcesses: z
    .array(
      mapping(
        { processName: suspendableProcess.describe('What the group does not do.') },
        { aws: { shape: 'AutoScalingGroup', path: ['suspendedProcesses'] } },
      ),
      'a list of processes',
    )
    .optional()
    .describe('Processes that are suspended from the start.'),
} as const;

/** Names of processes as SuspendProcesses takes them; none: all of them. */
export const scalingProcesses: z.ZodOptional<z.ZodArray<typeof suspendableProcess>> = z
  .array(suspendableProcess, 'a list of processes')
  .optional();

export const groupNameKey: z.ZodString = text('the name of an Auto Scaling group').describe(
  'Name of a group of `autoScalingGroups`.',
);
