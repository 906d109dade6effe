import * as z from 'zod';
import { serviceLaunchRate as rateOf } from '../../catalog/launch-rates.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { lastAdmittedAt } from '../bucket-calls.ts';
import { taskCount } from '../given.ts';

const SERVICE = /^one on (Fargate|EC2), ([a-z0-9-]+)$/;

/** In how many minutes the scheduler launches so many tasks of one service, and its limit a minute (ecs: ). */
export const serviceLaunchRate: Adapter = adapter(
  'service-launch-rate',
  form({ service: z.string().regex(SERVICE), tasks: taskCount.min(1) }, ({ service, tasks }) => {
    const [, launchType, region] = SERVICE.exec(service)!;
    const rate = rateOf(launchType === 'EC2' ? 'EC2' : 'FARGATE', region!);
    return {
      minMinutes: Math.floor(lastAdmittedAt(rate, tasks) / 60_000) + 1,
      limitPerMinute: (rate.refill * 60) / rate.perSeconds,
    };
  }),
);
