import * as z from 'zod';
import type { DeploymentBounds } from '../policies/deployment/bounds.ts';
import type { PassView } from '../policies/deployment/plan-pass.ts';
import { NO_TASKS, type TaskCounts } from '../policies/deployment/task-counts.ts';

/** The percentages of a `deploymentConfiguration`. */
export const deploymentPercents: { minimumHealthyPercent: z.ZodInt; maximumPercent: z.ZodInt } = {
  minimumHealthyPercent: z.int().min(0).max(100),
  maximumPercent: z.int().min(100).max(10_000),
};

/** A REPLICA service with these tasks and no others, for which there is room and nothing limits the launches. */
export function replicas(
  desiredCount: number,
  bounds: DeploymentBounds,
  tasks: { readonly oldTasks?: Partial<TaskCounts>; readonly newTasks?: Partial<TaskCounts> },
): PassView {
  return {
    desiredCount,
    bounds,
    oldTasks: { ...NO_TASKS, ...tasks.oldTasks },
    newTasks: { ...NO_TASKS, ...tasks.newTasks },
    placeable: Number.POSITIVE_INFINITY,
    mayMakeRoom: true,
    launchable: Number.POSITIVE_INFINITY,
  };
}
