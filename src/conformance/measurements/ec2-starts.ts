import { between, type Measurement, type UnmodelledMeasurement } from './measurement.ts';

/** Single tasks on container instances from createdAt to RUNNING (ecs: ). */
export const ec2Starts: readonly Measurement[] = [
  {
    id: 'ecs:X-9.2',
    source: "AWS's sample event of EC2 with awsvpc, 2025 (ecs_task_events.html)",
    assumed: 'an instance was there',
    scenario: start('awsvpc'),
    seeds: 1,
    figures: [
      {
        what: 'created to pull start',
        measured: 14.511,
        summary: 'median',
        valuesOf: between('createdAt', 'pullStartedAt'),
        usedFor: ['ec2.eni'],
      },
      {
        what: 'pulled to RUNNING',
        measured: 0.157,
        summary: 'median',
        valuesOf: between('pullStoppedAt', 'startedAt'),
        usedFor: ['container.start'],
      },
    ],
  },
  {
    id: 'ecs:X-9.7',
    source: 'users of EC2, image on the instance (containers-roadmap 696)',
    assumed: 'network mode bridge',
    scenario: start('bridge'),
    seeds: 1,
    figures: [
      {
        what: 'created to RUNNING',
        measured: { from: 1, to: 3 },
        summary: 'median',
        // The first task brings the image.
        valuesOf: (tasks) => between('createdAt', 'startedAt')(tasks.slice(1)),
        usedFor: ['ec2.agentHandover', 'pull.ec2.cached'],
      },
    ],
  },
];

/** The start of an instance (ecs: ). */
export const instanceStarts: readonly UnmodelledMeasurement[] = [
  {
    id: 'ecs:R-9.8',
    source: 'starts of plain EC2 instances (brevdev, ec2-coldboot-research)',
    reason: 'an instance is ACTIVE after one delay, ec2.instanceToActive; its parts are not modelled',
    figures: [
      { what: 'launch to running', measured: 16.5 },
      { what: 'launch to SSH', measured: { from: 23, to: 26 } },
    ],
  },
];

function start(networkMode: 'awsvpc' | 'bridge'): string {
  return `
name: ec2-start
taskDefinitions:
  - family: web
    networkMode: ${networkMode}
    containerDefinitions: [{ name: web, image: web, cpu: 100, memory: 128 }]
clusters:
  - clusterName: main
    containerInstances: [{ name: box, registeredResources: { cpu: 65536, memory: 262144 } }]
workloads:
  - { cluster: main, taskDefinition: web, arrivals: { burst: { at: 0s, count: 1 } }, duration: 1m }
  - { cluster: main, taskDefinition: web, arrivals: { burst: { at: 10m, count: 200 } }, duration: 1m }
`;
}
