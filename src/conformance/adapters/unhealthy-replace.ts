import { DEFAULT_PERCENTS, deploymentBounds } from '../../policies/deployment/bounds.ts';
import { planPass } from '../../policies/deployment/plan-pass.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { deploymentPercents, replicas } from '../deployment-view.ts';
import { taskCount } from '../given.ts';

const { minimumHealthyPercent } = DEFAULT_PERCENTS.REPLICA;

/** What a service does one after another about its unhealthy tasks (ecs: ). */
export const unhealthyReplace: Adapter = adapter(
  'unhealthy-replace',
  form(
    { desired: taskCount, maximumPercent: deploymentPercents.maximumPercent, unhealthy: taskCount },
    ({ desired, maximumPercent, unhealthy }) => {
      if (unhealthy > desired) return NOT_COVERED;
      const bounds = deploymentBounds(desired, { minimumHealthyPercent, maximumPercent });
      const sequence: string[] = [];
      let tasks = { healthy: desired - unhealthy, unhealthy };
      while (tasks.unhealthy > 0) {
        const { stopNew, startNew } = planPass(replicas(desired, bounds, { newTasks: tasks }));
        if (stopNew.unhealthy + startNew === 0) break;
        if (stopNew.unhealthy > 0) sequence.push('stop unhealthy');
        if (startNew > 0) sequence.push('start replacement', 'replacement HEALTHY');
        tasks = { healthy: tasks.healthy + startNew, unhealthy: tasks.unhealthy - stopNew.unhealthy };
      }
      return { sequence };
    },
  ),
);
