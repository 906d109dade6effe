import { FARGATE_RUN_TASK_RATE, fargateLaunchRate } from '../../catalog/launch-rates.ts';
import { fullBucket, takeTogether } from '../../policies/rates/token-bucket.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { tokenCount } from '../bucket-calls.ts';

/** How many tasks so many calls of RunTask on Fargate launch in the first second (ecs: ). */
export const fargateRuntask: Adapter = adapter(
  'fargate-runtask',
  form({ calls: tokenCount, countPerCall: tokenCount }, ({ calls, countPerCall }) => {
    const taskRate = fargateLaunchRate('us-east-1');
    let callBucket = fullBucket(FARGATE_RUN_TASK_RATE);
    let taskBucket = fullBucket(taskRate);
    let tasksLaunched = 0;
    for (let call = 0; call < calls; call++) {
      const left = takeTogether(
        [
          { rate: FARGATE_RUN_TASK_RATE, state: callBucket, count: 1 },
          { rate: taskRate, state: taskBucket, count: countPerCall },
        ],
        0,
      );
      if (left === null) break;
      [callBucket, taskBucket] = left as [typeof callBucket, typeof taskBucket];
      tasksLaunched += countPerCall;
    }
    return { tasksLaunched, withinOneSecond: tasksLaunched === calls * countPerCall };
  }),
);
