import * as z from 'zod';
import { DEFAULT_PERCENTS, maxTasks } from '../../policies/deployment/bounds.ts';
import {
  balancedCounts,
  balancedTarget,
  type RebalanceStep,
  rebalanceStep,
} from '../../policies/deployment/rebalance.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { instanceCount, taskCount } from '../given.ts';

/** How a service's tasks are parted over its zones, and the steps to it (ecs: ). */
export const azRebalance: Adapter = adapter(
  'az-rebalance',
  form({ desired: taskCount, azs: instanceCount.min(1) }, ({ desired, azs }) => ({
    balancedSorted: balancedCounts(desired, azs),
  })),
  form({ desired: taskCount, azs: instanceCount.min(1), now: z.array(taskCount) }, ({ desired, azs, now }) =>
    now.length !== azs || now.reduce((sum, count) => sum + count, 0) !== desired
      ? NOT_COVERED
      : { target: balancedTarget(desired, now), order: orderOf(desired, now) },
  ),
);

/** The steps in words, zones counted from 1. */
function orderOf(desiredCount: number, now: readonly number[]): string {
  const tasks = [...now];
  const words: string[] = [];
  for (let step = next(); step.kind === 'start' || step.kind === 'stop'; step = next()) {
    const zone = `az${step.zone + 1}`;
    if (step.kind === 'start') words.push(`start in ${zone}`, 'wait RUNNING+HEALTHY');
    else words.push(`then stop ${step.count === 1 ? 'one' : step.count} in ${zone}`);
    tasks[step.zone]! += step.kind === 'start' ? step.count : -step.count;
  }
  return words.join(', ');

  function next(): RebalanceStep {
    return rebalanceStep({
      desiredCount,
      maxTasks: maxTasks(desiredCount, DEFAULT_PERCENTS.REPLICA.maximumPercent),
      zones: tasks.map((count) => ({ tasks: count, settling: 0, protectedTasks: 0 })),
      isDeploying: false,
    });
  }
}
