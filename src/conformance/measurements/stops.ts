import { between, type Measurement } from './measurement.ts';

/** Tasks that a service's scheduler stops on Fargate (ecs: ). */
export const stops: readonly Measurement[] = [
  {
    id: 'ecs:X-9.8',
    source: "stop of a service's task, Fargate 1.4.0, 2023 (event in a public repository)",
    assumed: 'no load balancer, the default stopTimeout; that SIGKILL ended it is known',
    scenario: `
name: stopped-by-its-service
simulation: { duration: 2h }
taskDefinitions:
  - family: web
    cpu: "256"
    memory: "512"
    networkMode: awsvpc
    requiresCompatibilities: [FARGATE]
    containerDefinitions: [{ name: web, image: web }]
clusters: [{ clusterName: main }]
services:
  - { cluster: main, serviceName: web, taskDefinition: web, launchType: FARGATE, desiredCount: 200 }
actions:
  - { at: 1h, updateService: { cluster: main, service: web, desiredCount: 0 } }
timings: { task.sigtermExit: 1h }
`,
    seeds: 1,
    figures: [
      {
        what: 'created to connected',
        measured: 4.948,
        summary: 'median',
        valuesOf: between('createdAt', 'connectivityAt'),
        // The default was set by the two samples of AWS alone.
        usedFor: [],
      },
      {
        what: 'connected to pull start',
        measured: 7.979,
        summary: 'median',
        valuesOf: between('connectivityAt', 'pullStartedAt'),
        usedFor: ['fargate.host'],
      },
      {
        what: 'pulled to RUNNING',
        measured: 2.093,
        summary: 'median',
        valuesOf: between('pullStoppedAt', 'startedAt'),
        usedFor: ['container.start'],
      },
      {
        what: 'stopping to containers ended',
        measured: 43.417,
        summary: 'median',
        valuesOf: between('stoppingAt', 'executionStoppedAt'),
        usedFor: [],
      },
      {
        what: 'containers ended to STOPPED',
        measured: 22.786,
        summary: 'median',
        valuesOf: between('executionStoppedAt', 'stoppedAt'),
        usedFor: ['fargate.deprovision'],
      },
    ],
  },
  {
    id: 'ecs:X-9.10',
    source: 'one task replaced, polled, 2026 (log in a public repository)',
    assumed: 'Fargate; target group and health check as by default; it obeys SIGTERM',
    scenario: `
name: one-task-replaced
simulation: { duration: 2h }
taskDefinitions:
  - &web
    family: web
    cpu: "256"
    memory: "512"
    networkMode: awsvpc
    requiresCompatibilities: [FARGATE]
    containerDefinitions: [{ name: web, image: web, portMappings: [{ containerPort: 80 }], healthCheck: { command: [CMD, check] } }]
  - *web
clusters: [{ clusterName: main }]
targetGroups: [{ name: web }]
loadBalancers: [{ name: web, type: application, targetGroups: [web] }]
services:
  - cluster: main
    serviceName: web
    taskDefinition: "web:1"
    launchType: FARGATE
    desiredCount: 1
    loadBalancers: [{ targetGroupArn: web, containerName: web, containerPort: 80 }]
actions:
  - { at: 1h, updateService: { cluster: main, service: web, taskDefinition: "web:2" } }
`,
    seeds: 100,
    figures: [
      {
        what: 'new RUNNING, old DEACTIVATING',
        measured: { from: 24, to: 39.5 },
        summary: 'median',
        valuesOf: ([old, fresh]) => [(old!.deactivatingAt! - fresh!.startedAt!) / 1000],
        usedFor: [],
      },
      {
        what: 'DEACTIVATING to STOPPING',
        measured: 360,
        summary: 'median',
        valuesOf: ([old]) => between('deactivatingAt', 'stoppingAt')([old!]),
        usedFor: ['lb.deregistration'],
      },
      {
        what: 'STOPPING to STOPPED',
        measured: { from: 57.5, to: null },
        summary: 'median',
        valuesOf: ([old]) => between('stoppingAt', 'stoppedAt')([old!]),
        usedFor: ['fargate.deprovision'],
      },
      {
        what: 'new RUNNING, old STOPPED',
        measured: 458,
        summary: 'median',
        valuesOf: ([old, fresh]) => [(old!.stoppedAt! - fresh!.startedAt!) / 1000],
        usedFor: ['lb.deregistration', 'fargate.deprovision'],
      },
    ],
  },
];
