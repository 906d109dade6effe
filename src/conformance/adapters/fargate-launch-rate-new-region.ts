import { fargateLaunchRate as rateIn } from '../../catalog/launch-rates.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { isRate, lastAdmittedAt, tokenCount } from '../bucket-calls.ts';
import { taskCount } from '../given.ts';

/** The same in a Region that opened with lower quotas (ecs: ). */
export const fargateLaunchRateNewRegion: Adapter = adapter(
  'fargate-launch-rate-new-region',
  form(
    { burst: tokenCount, sustainedPerSecond: tokenCount, requestedTasks: taskCount },
    ({ burst, sustainedPerSecond, requestedTasks }) => {
      const rate = rateIn(REGION);
      if (!isRate(rate, burst, sustainedPerSecond)) return NOT_COVERED;
      return { secondsToAdmitAll: lastAdmittedAt(rate, requestedTasks) / 1000 };
    },
  ),
);

const REGION = 'ap-east-2';
