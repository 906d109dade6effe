import * as z from 'zod';
import { deploymentBounds } from '../../policies/deployment/bounds.ts';
import { isCompleted } from '../../policies/deployment/completion.ts';
import { planPass } from '../../policies/deployment/plan-pass.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { deploymentPercents, replicas } from '../deployment-view.ts';
import { taskCount } from '../given.ts';

/** Old and new tasks after each round of stops and of starts, where new tasks are healthy by the next pass (ecs: ). */
export const rollingSequence: Adapter = adapter(
  'rolling-sequence',
  form(
    {
      desired: taskCount.min(1),
      ...deploymentPercents,
      clusterRoomTasks: taskCount,
      // A title; what it says is in the numbers, too.
      case: z.string().optional(),
    },
    ({ desired, clusterRoomTasks, case: _title, ...percents }) => {
      const bounds = deploymentBounds(desired, percents);
      let [oldTasks, newTasks] = [desired, 0];
      const sequence = [[oldTasks, newTasks]];
      for (let moved = 1; moved > 0 && !isDone(); ) {
        const { stopOld, startNew } = planPass({
          ...replicas(desired, bounds, { oldTasks: { healthy: oldTasks }, newTasks: { healthy: newTasks } }),
          placeable: clusterRoomTasks - oldTasks - newTasks,
        });
        oldTasks -= stopOld.healthy;
        if (stopOld.healthy > 0) sequence.push([oldTasks, newTasks]);
        newTasks += startNew;
        if (startNew > 0) sequence.push([oldTasks, newTasks]);
        moved = stopOld.healthy + startNew;
      }
      return { oldNewSequence: sequence };

      function isDone(): boolean {
        const counts = { desiredCount: desired, runningCount: newTasks, healthyCount: newTasks };
        return isCompleted({ ...counts, oldTasks, hasBaked: true });
      }
    },
  ),
);
