import { loadStep } from '../load-step.ts';
import type { Figure, Measurement } from './measurement.ts';
import type { TaskTimes } from './task-times.ts';

/** Tasks that run before the load grows, and when it does at the earliest, seconds from the run's start. */
const TASKS_BEFORE = 4;
const SETTLED = 1800;
const SEEDS = 60;

const ASSUMED =
  'four tasks of 1 vCPU on Fargate, 30 % busy, then 100 %; target 50 %; images of the default size';

/** How soon a service that tracks its CPU gets more tasks (scaling: ). */
export const scaleOuts: readonly Measurement[] = [
  {
    id: 'scaling:X-2.79',
    source: 'AWS on 60-second metrics, June 2026 (launch blog of high-resolution metrics)',
    assumed: ASSUMED,
    ...stepped(60),
    figures: [trigger(363, ['cloudwatch.delay', 'scaling.actionDelay']), provisioned(23)],
  },
  {
    id: 'scaling:X-2.80',
    source: 'AWS on 20-second metrics, June 2026 (the same)',
    assumed: ASSUMED,
    ...stepped(20),
    figures: [trigger(86, ['cloudwatch.delay.highResolution', 'scaling.actionDelay']), provisioned(23)],
  },
  {
    id: 'scaling:R-1.18',
    source: 'users of 60-second metrics (containers-roadmap 2113): "5 to 6 minutes"',
    assumed: ASSUMED,
    ...stepped(60),
    figures: [{ ...trigger(0, []), measured: { from: 300, to: 360 } }],
  },
];

/** At another moment of a minute with each seed. */
function stepped(resolutionSeconds: 20 | 60): Pick<Measurement, 'scenario' | 'seeds'> {
  return {
    scenario: (seed) => loadStep({ resolutionSeconds, stepAt: stepAt(seed) }),
    seeds: SEEDS,
  };
}

function stepAt(seed: number): number {
  return SETTLED + (60 * (seed - 1)) / SEEDS;
}

function trigger(measured: number, usedFor: Figure['usedFor']): Figure {
  return {
    what: 'load step to scale-out, mean',
    measured,
    summary: 'mean',
    valuesOf: (tasks, seed) => [firstNew(tasks).requestedAt / 1000 - stepAt(seed)],
    usedFor,
  };
}

function provisioned(measured: number): Figure {
  return {
    what: 'scale-out to tasks provisioned',
    measured,
    summary: 'mean',
    valuesOf: (tasks) => {
      const { requestedAt, startedAt } = firstNew(tasks);
      return startedAt === null ? [] : [(startedAt - requestedAt) / 1000];
    },
    usedFor: [],
  };
}

function firstNew(tasks: readonly TaskTimes[]): TaskTimes {
  return tasks[TASKS_BEFORE]!;
}
