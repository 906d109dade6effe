import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { scalingAlarm, scalingView, stepBy } from '../scaling-view.ts';

/** Whether a service is scaled while a deployment of it is in progress (scaling: ). */
export const ecsDeployment: Adapter = adapter(
  'ecs-deployment',
  form({ deploymentInProgress: z.boolean(), event: scalingAlarm }, ({ deploymentInProgress, event }) => {
    const { reason } = stepBy(scalingView(TASKS, { isDeploying: deploymentInProgress }), event);
    return { action: reason === 'scaled' ? 'allowed' : 'blocked' };
  }),
);

const TASKS = 200;
