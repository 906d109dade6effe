import { FARGATE_RUN_TASK_RATE, fargateLaunchRate } from '../../catalog/launch-rates.ts';
import { fullBucket, take } from '../../policies/rates/token-bucket.ts';
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
      const calls = take(FARGATE_RUN_TASK_RATE, callBucket, 0);
      const tasks = take(taskRate, taskBucket, 0, countPerCall);
      if (calls === null || tasks === null) break;
      [callBucket, taskBucket] = [calls, tasks];
      tasksLaunched += countPerCall;
    }
    return { tasksLaunched, withinOneSecond: tasksLaunched === calls * countPerCall };
  }),
);
