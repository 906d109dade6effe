import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { deploymentPercents } from '../deployment-view.ts';
import { DRAINS_AT_MS, drainFirst } from '../drained-run.ts';
import { taskCount } from '../given.ts';
import { reachedAt } from '../task-log.ts';

const TASK_MIB = 1024;

/** What a service does about its tasks on an instance that drains, within its bounds (ecs: ). */
export const drainService: Adapter = adapter(
  'drain-service',
  form(
    { desired: taskCount.min(1), ...deploymentPercents, drainingRunning: taskCount },
    ({ desired, drainingRunning, ...percents }) => {
      if (drainingRunning !== desired) return NOT_COVERED;
      const log = drainFirst({
        instances: [{ memory: desired * TASK_MIB }, {}],
        tasks: [],
        services: [
          {
            name: 'web',
            desiredCount: desired,
            memory: TASK_MIB,
            strategies: [{ type: 'binpack', field: 'memory' }],
            ...percents,
          },
        ],
      });
      const tasks = [...log.tasks.values()];
      const stops = tasks.map((task) => reachedAt(task, 'STOPPING')).filter((at) => at !== null);
      const starts = tasks.map(({ requestedAt }) => requestedAt).filter((at) => at >= DRAINS_AT_MS);
      const stopsAtOnce = stops.filter((at) => at === DRAINS_AT_MS).length;
      const startsAtOnce = starts.filter((at) => at === DRAINS_AT_MS).length;
      // A stop makes room for a start at the same instant: only what goes beyond it came before a stop.
      const startsFirst = Math.max(0, startsAtOnce - stopsAtOnce);
      return {
        canStartBeforeStop: startsFirst,
        canStopBeforeStart: stopsAtOnce,
        startOnlyAfterStop: startsFirst === 0 && starts.length > 0,
        deadlock: starts.length + stops.length === 0,
      };
    },
  ),
);
