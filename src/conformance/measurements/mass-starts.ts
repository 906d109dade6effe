import type { Measurement } from './measurement.ts';
import type { TaskTimes } from './task-times.ts';

const TASKS = 3500;
/** The boot of one instance decides when the first of its tasks runs. */
const MASS_SEEDS = 5;
const SOURCE = 'from 0 to 3500 tasks, quotas raised, 2022 (vladionescu.me)';

/** Thousands of tasks at once on Fargate, and on EC2 with the launch of the instances (ecs: ). */
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
  {
    id: 'ecs:X-9.5',
    source: `EC2 ${SOURCE}`,
    assumed:
      'the setup that its author published; quotas of today; trunk interfaces; the group begins with its first instance as the services are created; images of the default size',
    scenario: `
name: mass-start-on-instances
simulation: { duration: 45m }
accountSettings: [{ name: awsvpcTrunking, value: enabled }]
clusters: [{ clusterName: main, capacityProviders: [fleet] }]
autoScalingGroups:
  - autoScalingGroupName: fleet
    instanceType: c6g.4xlarge
    availabilityZones: [us-east-1a, us-east-1b, us-east-1c, us-east-1d]
    minSize: 1
    maxSize: 250
    newInstancesProtectedFromScaleIn: true
capacityProviders:
  - name: fleet
    autoScalingGroupProvider:
      autoScalingGroupArn: fleet
      managedTerminationProtection: ENABLED
      managedScaling: { status: ENABLED, targetCapacity: 95, instanceWarmupPeriod: 1 }
taskDefinitions:
  - family: web
    cpu: "1024"
    memory: "2048"
    networkMode: awsvpc
    containerDefinitions: [{ name: web, image: web }]
services:
${['one', 'two', 'three', 'four', 'five'].map(serviceOnGroup).join('')}`,
    seeds: MASS_SEEDS,
    figures: [
      {
        what: 'first task RUNNING',
        measured: 150,
        summary: 'median',
        valuesOf: (tasks) => [startOf(tasks, 1)],
        usedFor: ['ec2.instanceToActive'],
      },
      {
        what: 'all RUNNING',
        measured: 600,
        summary: 'median',
        valuesOf: (tasks) => [startOf(tasks, TASKS)],
        usedFor: [],
      },
    ],
  },
];

/** A fifth of the tasks; services did not rebalance zones yet. */
function serviceOnGroup(name: string): string {
  return `  - cluster: main
    serviceName: ${name}
    taskDefinition: web
    desiredCount: ${TASKS / 5}
    capacityProviderStrategy: [{ capacityProvider: fleet, weight: 100 }]
    availabilityZoneRebalancing: DISABLED
`;
}

/** When so many tasks had started, seconds from the first request. */
function startOf(tasks: readonly TaskTimes[], count: number): number {
  const starts = tasks.flatMap(({ startedAt }) => startedAt ?? []).sort((one, other) => one - other);
  return (starts[count - 1]! - tasks[0]!.requestedAt) / 1000;
}
