import { deploymentBounds } from '../../policies/deployment/bounds.ts';
import { planPass } from '../../policies/deployment/plan-pass.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { deploymentPercents, replicas } from '../deployment-view.ts';
import { taskCount } from '../given.ts';

/** What the percentages come to, and what the first pass of a deployment may stop, or start before it stops any (ecs: ). */
export const rollingBounds: Adapter = adapter(
  'rolling-bounds',
  form({ desired: taskCount, ...deploymentPercents }, ({ desired, ...percents }) => {
    const bounds = deploymentBounds(desired, percents);
    const view = replicas(desired, bounds, { oldTasks: { healthy: desired } });
    const withoutStops = { ...view, bounds: { ...bounds, minHealthy: desired } };
    return {
      ...bounds,
      canStopFirst: planPass(view).stopOld.healthy,
      canStartFirst: planPass(withoutStops).startNew,
    };
  }),
);
