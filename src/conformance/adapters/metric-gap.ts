import * as z from 'zod';
import { serviceUtilisation } from '../../model/ecs-metrics.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** A data point of a service whose tasks use nothing (ecs: ). */
export const metricGap: Adapter = adapter(
  'metric-gap',
  form({ serviceRunningTasks: z.number() }, ({ serviceRunningTasks }) => ({
    dataPoint: serviceUtilisation(0, 1024, serviceRunningTasks),
  })),
);
