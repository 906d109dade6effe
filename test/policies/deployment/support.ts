import type { PassPlan, PassView } from '../../../src/policies/deployment/plan-pass.ts';
import { countHealthy, NO_TASKS, type TaskCounts } from '../../../src/policies/deployment/task-counts.ts';

/** A pass of a service of 4 at 100/200 with these tasks, plenty of room and no limit of the launches. */
export function viewOf(
  view: Partial<Omit<PassView, 'oldTasks' | 'newTasks'>>,
  oldTasks: Partial<TaskCounts>,
  newTasks: Partial<TaskCounts> = {},
): PassView {
  return {
    desiredCount: 4,
    bounds: { minHealthy: 4, maxTasks: 8 },
    placeable: Number.POSITIVE_INFINITY,
    mayMakeRoom: true,
    launchable: Number.POSITIVE_INFINITY,
    ...view,
    oldTasks: { ...NO_TASKS, ...oldTasks },
    newTasks: { ...NO_TASKS, ...newTasks },
  };
}

/** All stops of a plan. */
export function countStops({ stopOld, stopNew }: PassPlan): number {
  return stopOld.unhealthy + stopOld.settling + stopOld.healthy + stopNew.unhealthy + stopNew.surplus;
}

/** The view after a plan was carried out; of a surplus the healthy ones go first, which is the worst that may be chosen. */
export function carryOut(view: PassView, { stopOld, stopNew, startNew }: PassPlan): PassView {
  const { oldTasks, newTasks } = view;
  const ofHealthy = Math.min(stopNew.surplus, newTasks.healthy);
  return {
    ...view,
    oldTasks: {
      ...oldTasks,
      unhealthy: oldTasks.unhealthy - stopOld.unhealthy,
      settling: oldTasks.settling - stopOld.settling,
      healthy: oldTasks.healthy - stopOld.healthy,
    },
    newTasks: {
      ...newTasks,
      unhealthy: newTasks.unhealthy - stopNew.unhealthy,
      healthy: newTasks.healthy - ofHealthy,
      settling: newTasks.settling - (stopNew.surplus - ofHealthy) + startNew,
    },
  };
}

/** Settling tasks become what they become: of each kind so many become healthy, as many as there are. */
export function settle(view: PassView, count: number): PassView {
  const settled = (tasks: TaskCounts): TaskCounts => {
    const now = Math.min(tasks.settling, count);
    const kept = Math.min(tasks.protectedSettling, count);
    return {
      ...tasks,
      settling: tasks.settling - now,
      healthy: tasks.healthy + now,
      protectedSettling: tasks.protectedSettling - kept,
      protectedHealthy: tasks.protectedHealthy + kept,
    };
  };
  return { ...view, oldTasks: settled(view.oldTasks), newTasks: settled(view.newTasks) };
}

export function healthyInAll({ oldTasks, newTasks }: PassView): number {
  return countHealthy(oldTasks) + countHealthy(newTasks);
}
