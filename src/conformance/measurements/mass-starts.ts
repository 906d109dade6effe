import type { Measurement, UnmodelledMeasurement } from './measurement.ts';
import type { TaskTimes } from './task-times.ts';

const TASKS = 3500;
const SOURCE = 'from 0 to 3500 tasks, quotas raised, 2022 (vladionescu.me)';

/** Thousands of tasks at once on Fargate (ecs: ). */
export const massStarts: readonly Measurement[] = [
  {
    id: 'ecs:X-9.4',
    source: `Fargate ${SOURCE}`,
    assumed:
      'RunTask; 100 tasks at once, then 20 a second (the quota of then is not known); images of the default size; nearly all: 95 %',
    scenario: `
name: mass-start
taskDefinitions:
  - family: web
    cpu: "256"
    memory: "512"
    networkMode: awsvpc
    requiresCompatibilities: [FARGATE]
    containerDefinitions: [{ name: web, image: web }]
clusters: [{ clusterName: main }]
workloads:
  - { cluster: main, taskDefinition: web, launchType: FARGATE, arrivals: { burst: { at: 0s, count: ${TASKS} } }, duration: 1h }
`,
    seeds: 1,
    figures: [
      {
        what: 'first task RUNNING',
        measured: 30,
        summary: 'median',
        valuesOf: (tasks) => [startOf(tasks, 1)],
        usedFor: [],
      },
      {
        what: 'nearly all RUNNING',
        measured: 270,
        summary: 'median',
        valuesOf: (tasks) => [startOf(tasks, TASKS * 0.95)],
        usedFor: [],
      },
    ],
  },
];

/** The same on EC2, with the launch of the instances. */
export const massStartsOfInstances: readonly UnmodelledMeasurement[] = [
  {
    id: 'ecs:X-9.5',
    source: `EC2 ${SOURCE}`,
    reason: 'managed scaling is not modelled yet',
    figures: [
      { what: 'first task RUNNING', measured: 150 },
      { what: 'all RUNNING', measured: 600 },
    ],
  },
];

/** When so many tasks had started, seconds from the first request. */
function startOf(tasks: readonly TaskTimes[], count: number): number {
  const starts = tasks.flatMap(({ startedAt }) => startedAt ?? []).sort((one, other) => one - other);
  return (starts[count - 1]! - tasks[0]!.requestedAt) / 1000;
}
