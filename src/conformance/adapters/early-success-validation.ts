import * as z from 'zod';
import { isEarlySuccessPercent } from '../../policies/deployment/completion.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Whether early success can be asked for beside a minimum (ecs: ). */
export const earlySuccessValidation: Adapter = adapter(
  'early-success-validation',
  form(
    { healthyPercent: z.number(), minimumHealthyPercent: z.number() },
    ({ healthyPercent, minimumHealthyPercent }) => ({
      valid: isEarlySuccessPercent(healthyPercent, minimumHealthyPercent),
    }),
  ),
);
