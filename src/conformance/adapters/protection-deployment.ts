import { DEFAULT_PERCENTS, deploymentBounds } from '../../policies/deployment/bounds.ts';
import { planPass } from '../../policies/deployment/plan-pass.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { deploymentPercents, replicas } from '../deployment-view.ts';
import { taskCount } from '../given.ts';

/** What a deployment does while all old tasks that there are, some of them protected, are healthy (ecs: ). */
export const protectionDeployment: Adapter = adapter(
  'protection-deployment',
  form(
    {
      desired: taskCount,
      maximumPercent: deploymentPercents.maximumPercent,
      minimumHealthyPercent: deploymentPercents.minimumHealthyPercent.default(
        DEFAULT_PERCENTS.REPLICA.minimumHealthyPercent,
      ),
      oldProtected: taskCount,
    },
    ({ desired, oldProtected, ...percents }) => {
      const bounds = deploymentBounds(desired, percents);
      let old = { healthy: Math.max(0, desired - oldProtected), protectedHealthy: oldProtected };
      let [started, stopped, moved] = [0, 0, 1];
      while (moved > 0) {
        const plan = planPass(replicas(desired, bounds, { oldTasks: old, newTasks: { healthy: started } }));
        started += plan.startNew;
        stopped += plan.stopOld.healthy;
        old = { ...old, healthy: old.healthy - plan.stopOld.healthy };
        moved = plan.startNew + plan.stopOld.healthy;
      }
      const running = started + old.healthy + old.protectedHealthy;
      return { newStarted: started, oldStoppedUntilExpiry: stopped, running, blocked: started === 0 };
    },
  ),
);
