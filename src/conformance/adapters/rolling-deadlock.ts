import { deploymentBounds } from '../../policies/deployment/bounds.ts';
import { planPass, STUCK_DEPLOYMENT } from '../../policies/deployment/plan-pass.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { deploymentPercents, replicas } from '../deployment-view.ts';
import { taskCount } from '../given.ts';

/** Whether a deployment can neither stop nor start a task, and what the service says then (ecs: ). */
export const rollingDeadlock: Adapter = adapter(
  'rolling-deadlock',
  form({ desired: taskCount, ...deploymentPercents }, ({ desired, ...percents }) => {
    const bounds = deploymentBounds(desired, percents);
    const { stuck } = planPass(replicas(desired, bounds, { oldTasks: { healthy: desired } }));
    const isStuck = stuck === 'deploymentConfiguration';
    return { stuck: isStuck, event: isStuck ? STUCK_DEPLOYMENT : null };
  }),
);
