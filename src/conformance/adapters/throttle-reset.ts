import * as z from 'zod';
import { DEPLOYMENT_DEFAULTS } from '../../catalog/service-defaults.ts';
import { startsDeployment } from '../../policies/deployment/starts-deployment.ts';
import { failedStartsAfter, throttleDelayMs } from '../../policies/deployment/throttle.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const FAILED_STARTS = 20;

/** Whether a service whose starts are put off is still so after an update (ecs: ). */
export const throttleReset: Adapter = adapter(
  'throttle-reset',
  form(
    { serviceThrottled: z.boolean(), update: z.literal('new task definition') },
    ({ serviceThrottled }) => {
      const before = serviceThrottled ? FAILED_STARTS : 0;
      const after = startsDeployment(['taskDefinition'])
        ? failedStartsAfter(before, 'newDeployment')
        : before;
      return { throttled: throttleDelayMs(after, DEPLOYMENT_DEFAULTS) > 0 };
    },
  ),
);
