import { fargateLaunchRate as rateIn } from '../../catalog/launch-rates.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { isRate, lastAdmittedAt, tokenCount } from '../bucket-calls.ts';
import { taskCount } from '../given.ts';

/** How long Fargate takes to let so many tasks through (ecs: ). */
export const fargateLaunchRate: Adapter = adapter(
  'fargate-launch-rate',
  form(
    { burst: tokenCount, sustainedPerSecond: tokenCount, requestedTasks: taskCount },
    ({ burst, sustainedPerSecond, requestedTasks }) => {
      const rate = rateIn(REGION);
      if (!isRate(rate, burst, sustainedPerSecond)) return NOT_COVERED;
      return { secondsToAdmitAll: lastAdmittedAt(rate, requestedTasks) / 1000 };
    },
  ),
);

const REGION = 'us-east-1';
