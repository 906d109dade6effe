import * as z from 'zod';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { instanceCount } from '../given.ts';
import { GroupLog } from '../group-log.ts';
import { runTo } from '../small-run.ts';

const MINUTE_MS = 60_000;

/** What becomes of a scale-in when all instances are protected from it, or none is (scaling: ). */
export const terminationProtected: Adapter = adapter(
  'termination-protected',
  form(
    { allProtected: z.boolean(), desiredFrom: instanceCount, desiredTo: instanceCount },
    ({ allProtected, desiredFrom, desiredTo }) => {
      if (desiredTo >= desiredFrom) return NOT_COVERED;
      const log = new GroupLog();
      runTo(
        2 * MINUTE_MS,
        {
          instances: [],
          autoScalingGroup: {
            desiredCapacity: desiredFrom,
            managedScaling: null,
            protectsNew: allProtected,
          },
          tasks: [],
          actions: [
            {
              kind: 'updateAutoScalingGroup',
              atMs: MINUTE_MS,
              group: 0,
              minSize: null,
              maxSize: null,
              desiredCapacity: desiredTo,
              configuration: null,
            },
          ],
        },
        log,
      );
      return {
        desired: log.desired.at(-1)?.to ?? desiredFrom,
        terminated: log.reached('INACTIVE').length,
      };
    },
  ),
);
