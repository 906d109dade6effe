import { FLEET_SCENARIOS } from './fleet-scenarios.ts';
import { GROUP_POLICY_SCENARIOS } from './group-policy-scenarios.ts';
import { MAINTENANCE_SCENARIOS } from './maintenance-scenarios.ts';
import { NETWORK_SCENARIOS } from './network-scenarios.ts';
import { SCALING_SCENARIOS } from './scaling-scenarios.ts';

/** Small scenarios in which every modelled key matters to somebody, by name; each runs in a few milliseconds. */
export const BASE_SCENARIOS = {
  /** A small fleet of two kinds, tasks with and without a network interface of their own, one stopped, one instance lost. */
  fleet: `
name: fleet
description: A small fleet.
simulation: { start: 2026-03-02T00:00:00Z, duration: 1h, seed: 7 }
region: us-east-1
clusters:
  - clusterName: main
    containerInstances:
      - { name: web, ec2InstanceType: m5.large, count: 3, availabilityZones: [us-east-1a, us-east-1b], attributes: { stack: prod } }
      - { name: box, registeredResources: { cpu: 4096, memory: 8192, gpu: 1 }, hourlyPrice: 0.5, attributes: { stack: lab } }
taskDefinitions:
  - family: job
    placementConstraints: [{ type: memberOf, expression: "attribute:stack == prod" }]
    containerDefinitions: [{ name: job, image: shop/job, cpu: 512, memory: 1024 }]
  - family: net
    networkMode: awsvpc
    containerDefinitions:
      - { name: net, image: shop/net, cpu: 512, memory: 1024, stopTimeout: 20 }
      - { name: log, image: shop/log, cpu: 64, memory: 256, essential: false, stopTimeout: 3 }
images: { shop/job: { sizeMb: 300 }, shop/net: { sizeMb: 80 } }
workloads:
  - { taskDefinition: job, arrivals: { every: 4m }, duration: 20m, placementStrategy: [{ type: binpack, field: memory }] }
  - { taskDefinition: net, arrivals: { every: 3m, from: 30s }, duration: { exponential: { mean: 12m } } }
actions:
  - { at: 31m, stopTask: { task: net-10, reason: enough } }
  - { at: 40m, terminateInstances: { instanceIds: [web-2] } }
assertions:
  - { that: tasks.wait.p95, atMost: 90s }
`,

  /** Two clusters alike, each with an ideal fleet: whatever is moved to the other one stays possible. */
  pair: `
simulation: { duration: 1h }
clusters:
  - { clusterName: left, idealFleet: { ec2InstanceType: m5.large } }
  - { clusterName: right, idealFleet: { ec2InstanceType: m5.large } }
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 512, memory: 1024 }] }
workloads:
  - { taskDefinition: job, cluster: left, arrivals: { every: 1m }, duration: 10m }
actions:
  - { at: 20m, stopTask: { cluster: left, task: job-15 } }
  - { at: 30m, terminateInstances: { cluster: left, instanceIds: [m5.large-1] } }
assertions:
  - { that: max(running), atLeast: 5 }
`,

  /** One task of two revisions on an ideal fleet without delays: how tasks arrive and how long they run is all there is. */
  ideal: `
simulation: { duration: 2h }
clusters:
  - idealFleet: { name: big, registeredResources: { cpu: 2048, memory: 4096 }, hourlyPrice: 0.2 }
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 512, memory: 1024 }] }
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 1024, memory: 1024 }] }
workloads:
  - { taskDefinition: job:1, arrivals: { every: 5m }, duration: 4m }
timings: instant
`,

  /** Bursts on two equal instances that hold four tasks in all: the others wait, retry or give up. */
  queue: `
simulation: { duration: 1h }
clusters:
  - containerInstances: [{ name: box, registeredResources: { cpu: 1024, memory: 2048 }, count: 2 }]
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 512, memory: 1024 }] }
workloads:
  - { taskDefinition: job, arrivals: { burst: { at: 1m, count: 9 } }, duration: 7m, placementStrategy: [{ type: binpack, field: cpu }] }
timings: instant
`,

  /** A service of two tasks on an instance. */
  serviceOfVolumes: `
simulation: { duration: 1h }
clusters: [{ containerInstances: [{ ec2InstanceType: m5.large }] }]
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 512, memory: 1024 }] }
services: [{ serviceName: store, taskDefinition: job, desiredCount: 2 }]
`,

  /** Tasks on Fargate, one of them stopped, and some on the one instance of their cluster. */
  fargate: `
simulation: { duration: 2h }
clusters:
  - clusterName: main
    capacityProviders: [FARGATE]
    containerInstances: [{ ec2InstanceType: m5.2xlarge }]
taskDefinitions:
  - family: job
    cpu: "512"
    memory: "1024"
    networkMode: awsvpc
    runtimePlatform: { cpuArchitecture: X86_64 }
    containerDefinitions: [{ name: job, image: job }]
images: { job: { sizeMb: 300 } }
workloads:
  - { taskDefinition: job, launchType: FARGATE, arrivals: { every: 5m }, duration: 9m }
  - { taskDefinition: job, arrivals: { every: 30m, from: 12m }, duration: 9m }
actions:
  - { at: 31m, stopTask: { task: job-6 } }
`,

  /** Tasks that a default strategy splits over Fargate and Spot, and others that their own splits over two groups. */
  providers: `
simulation: { duration: 1h }
capacityProviders: [{ name: fleet }, { name: spare }]
clusters:
  - capacityProviders: [FARGATE, FARGATE_SPOT, fleet, spare]
    defaultCapacityProviderStrategy: [{ capacityProvider: FARGATE, base: 2, weight: 1 }, { capacityProvider: FARGATE_SPOT, weight: 3 }]
    containerInstances:
      - { name: a, registeredResources: { cpu: 4096, memory: 8192 }, hourlyPrice: 0.2, capacityProviderName: fleet }
      - { name: b, registeredResources: { cpu: 4096, memory: 8192 }, hourlyPrice: 0.3, capacityProviderName: spare }
taskDefinitions:
  - { family: job, cpu: 256, memory: 512, networkMode: awsvpc, containerDefinitions: [{ name: job, image: job }] }
workloads:
  - { taskDefinition: job, arrivals: { every: 3m }, duration: 10m }
  - taskDefinition: job
    arrivals: { every: 4m }
    duration: 10m
    capacityProviderStrategy: [{ capacityProvider: fleet, base: 1, weight: 1 }, { capacityProvider: spare, weight: 2 }]
timings: { base: instant }
`,

  /** Tasks with a network interface of their own, more than instances and subnets have room for, and tasks that fix a host port. */
  network: `
simulation: { duration: 2h }
accountSettings: [{ name: awsvpcTrunking, value: disabled }]
subnets:
  - { subnetId: left, availabilityZone: us-east-1a, cidrBlock: 10.0.0.0/28 }
  - { subnetId: right, availabilityZone: us-east-1b, availableIpAddressCount: 2 }
clusters:
  - clusterName: main
    containerInstances:
      - { name: web, ec2InstanceType: m5.xlarge, count: 2, availabilityZones: [us-east-1a, us-east-1b] }
      - { name: box, registeredResources: { cpu: 4096, memory: 8192, awsvpcTasks: 1 }, availabilityZones: [us-east-1a] }
taskDefinitions:
  - { family: net, networkMode: awsvpc, containerDefinitions: [{ name: net, image: net, cpu: 64, memory: 128 }] }
  - family: web
    containerDefinitions: [{ name: web, image: web, cpu: 64, memory: 128, portMappings: [{ containerPort: 80, hostPort: 8080 }] }]
workloads:
  - taskDefinition: net
    networkConfiguration: { awsvpcConfiguration: { subnets: [left, right] } }
    arrivals: { every: 1m }
    duration: 30m
  - { taskDefinition: web, arrivals: { every: 5m }, duration: 20m }
timings: instant
`,

  /** A recorded workload on one machine that is too small for its peak. */
  trace: `
simulation: { duration: 2h }
clusters:
  - capacityProviders: [FARGATE]
    containerInstances: [{ name: big, registeredResources: { cpu: 4096, memory: 8192, gpu: 2 } }]
workloads:
  - launchType: EC2
    trace:
      file: jobs.csv
      columns: { submitted: t, duration: d, vcpu: v, memoryGiB: g }
timings: instant
`,

  /** Services on instances of two clusters alike and on Fargate; a release that never starts, a zone that is lost. */
  services: `
simulation: { duration: 3h, seed: 5 }
subnets:
  - { subnetId: a, availabilityZone: us-east-1a, cidrBlock: 10.0.0.0/24 }
  - { subnetId: b, availabilityZone: us-east-1b, cidrBlock: 10.0.1.0/24 }
clusters:
  - clusterName: left
    capacityProviders: [FARGATE, FARGATE_SPOT]
    containerInstances: [{ name: box, registeredResources: { cpu: 4096, memory: 8192 }, hourlyPrice: 0.2, count: 4, availabilityZones: [us-east-1a, us-east-1b], attributes: { stack: prod } }]
  - clusterName: right
    containerInstances: [{ name: other, registeredResources: { cpu: 4096, memory: 8192 }, hourlyPrice: 0.3, count: 4, availabilityZones: [us-east-1a, us-east-1b] }]
taskDefinitions:
  - { family: web, containerDefinitions: [{ name: web, image: "web:1", cpu: 256, memory: 512 }] }
  - { family: web, containerDefinitions: [{ name: web, image: "web:2", cpu: 256, memory: 512 }] }
  - { family: web, containerDefinitions: [{ name: web, image: "web:broken", cpu: 256, memory: 512 }] }
  - { family: net, cpu: "256", memory: "512", networkMode: awsvpc, containerDefinitions: [{ name: net, image: net }] }
services:
  - cluster: left
    serviceName: web
    taskDefinition: web:1
    desiredCount: 8
    deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 150, deploymentCircuitBreaker: { enable: true, rollback: true } }
  - cluster: left
    serviceName: net
    taskDefinition: net
    desiredCount: 4
    capacityProviderStrategy: [{ capacityProvider: FARGATE, base: 1, weight: 1 }, { capacityProvider: FARGATE_SPOT, weight: 1 }]
    networkConfiguration: { awsvpcConfiguration: { subnets: [a, b] } }
  - { cluster: right, serviceName: web, taskDefinition: web:1, desiredCount: 3 }
failures:
  - { image: "web:broken", pullFailureRate: 1 }
actions:
  - { at: 30m, updateService: { cluster: left, service: web, taskDefinition: web:2 } }
  - { at: 1h, updateService: { cluster: left, service: web, taskDefinition: web:3 } }
  - { at: 2h, availabilityZoneOutage: { availabilityZone: us-east-1a, for: 20m } }
`,

  /** Services and tasks in two clusters, and all that can go wrong with them. */
  failures: `
simulation: { duration: 4h, seed: 3 }
clusters:
  - clusterName: left
    containerInstances: [{ name: box, ec2InstanceType: m5.large, count: 4, availabilityZones: [us-east-1a, us-east-1b] }]
  - clusterName: right
    containerInstances: [{ name: box, ec2InstanceType: m5.xlarge, count: 2, availabilityZones: [us-east-1a, us-east-1b] }]
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: "job:1", cpu: 256, memory: 512 }] }
  - { family: web, cpu: "256", memory: "512", networkMode: awsvpc, containerDefinitions: [{ name: web, image: web }] }
services:
  - { cluster: left, serviceName: web, taskDefinition: web, desiredCount: 2, launchType: FARGATE }
  - { cluster: left, serviceName: api, taskDefinition: web, desiredCount: 2, launchType: FARGATE }
  - { cluster: right, serviceName: web, taskDefinition: job, desiredCount: 2, launchType: EC2 }
workloads:
  - { taskDefinition: job, cluster: left, arrivals: { every: 5m }, duration: 20m }
failures:
  - { family: job, exitCode: 1, afterStart: 5m, rate: 0.5 }
  - { image: job, startDelay: 30s }
  - { image: "job:1", pullFailureRate: 0.2 }
  - { registryThrottling: { image: web, from: 1h, for: 20m, rate: 0.9 } }
  - { cluster: left, service: web, exitCode: 2, afterStart: 10m }
  - { instanceFailureRate: { perMonth: 300 }, ec2InstanceType: m5.large }
  - { fargateRetirement: { perMonth: 1000, waitPeriod: 5m } }
actions:
  - { at: 2h, availabilityZoneOutage: { availabilityZone: us-east-1a, for: 30m } }
  - { at: 1h, agentDisconnect: { cluster: left, containerInstances: [box-1, box-2], for: 20m } }
`,

  /** Services of two clusters whose instances drain and whose tasks are protected. */
  drained: `
simulation: { duration: 6h }
clusters:
  - { clusterName: left, containerInstances: [{ name: box, ec2InstanceType: m5.large, count: 4 }] }
  - { clusterName: right, containerInstances: [{ name: box, ec2InstanceType: m5.large, count: 2 }] }
taskDefinitions:
  - { family: web, containerDefinitions: [{ name: web, image: web, cpu: 256, memory: 512 }] }
  - { family: api, containerDefinitions: [{ name: api, image: api, cpu: 256, memory: 512 }] }
services:
  - { cluster: left, serviceName: web, taskDefinition: web, desiredCount: 6, launchType: EC2 }
  - { cluster: left, serviceName: api, taskDefinition: api, desiredCount: 2, launchType: EC2 }
  - { cluster: right, serviceName: web, taskDefinition: web, desiredCount: 2, launchType: EC2 }
actions:
  - { at: 1h, updateContainerInstancesState: { cluster: left, containerInstances: [box-1], status: DRAINING } }
  - { at: 150m, updateTaskProtection: { cluster: left, tasks: [web-3, web-4], protectionEnabled: true } }
  - { at: 3h, updateService: { cluster: left, service: web, desiredCount: 2 } }
`,

  /** Services behind load balancers; a release, containers that take long to be ready and targets that fail. */
  balanced: `
simulation: { duration: 1h, seed: 2 }
clusters:
  - containerInstances: [{ name: box, registeredResources: { cpu: 8192, memory: 16384 }, hourlyPrice: 0.2, count: 2 }]
taskDefinitions:
  - family: web
    containerDefinitions:
      - { name: web, image: web, cpu: 256, memory: 512, portMappings: [{ containerPort: 8080 }] }
      - { name: proxy, image: proxy, cpu: 256, memory: 512, portMappings: [{ containerPort: 8080 }] }
images: { web: { readyAfter: 20s }, proxy: { readyAfter: 100s } }
targetGroups:
  - { name: web, healthCheckIntervalSeconds: 10, attributes: { deregistration_delay.timeout_seconds: 60 } }
  - { name: api }
loadBalancers: [{ name: shop, targetGroups: [web, api] }]
services:
  - serviceName: web
    taskDefinition: web
    desiredCount: 2
    healthCheckGracePeriodSeconds: 200
    loadBalancers: [{ targetGroupArn: web, containerName: web, containerPort: 8080 }]
failures:
  - { family: web, healthCheckFails: { after: 10m, for: 4m } }
actions:
  - { at: 30m, updateService: { service: web, forceNewDeployment: true } }
`,

  /** A service whose tasks have three containers: one that comes first and ends, one that is checked and one that is restarted. */
  inside: `
simulation: { duration: 1h, seed: 4 }
clusters:
  - containerInstances: [{ name: box, registeredResources: { cpu: 8192, memory: 16384 }, hourlyPrice: 0.2 }]
taskDefinitions:
  - family: web
    containerDefinitions:
      - name: web
        image: web
        memory: 512
        dependsOn: [{ containerName: init, condition: SUCCESS }]
        healthCheck: { command: [CMD, check], interval: 10, retries: 2, startPeriod: 60 }
      - { name: init, image: init, memory: 64, essential: false, startTimeout: 60 }
      - { name: agent, image: agent, memory: 64, restartPolicy: { enabled: true, ignoredExitCodes: [3], restartAttemptPeriod: 60 } }
images: { web: { readyAfter: 30s }, init: { runsFor: 20s, exitCode: 0 }, agent: { runsFor: 5m, exitCode: 1 } }
services:
  - { serviceName: web, taskDefinition: web, desiredCount: 4 }
failures:
  - { family: web, healthCheckFails: { after: 10m, for: 5m }, rate: 0.5 }
timings: instant
`,

  /** Container instances one a row of a file. */
  listed: `
simulation: { duration: 1h }
clusters:
  - containerInstances:
      - { file: instances.csv, columns: { name: id, vcpu: v, memoryGiB: g } }
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 512, memory: 1024 }] }
workloads:
  - { taskDefinition: job, arrivals: { every: 1m }, duration: 10m }
timings: instant
`,

  /** Requests to one service, and a queue that another one works on, one of whose workers is stopped. */
  offered: `
simulation: { duration: 2h, seed: 6 }
clusters: [{ clusterName: main, capacityProviders: [FARGATE] }]
taskDefinitions:
  - { family: web, cpu: "512", memory: "1024", networkMode: awsvpc, containerDefinitions: [{ name: web, image: web }] }
  - { family: worker, cpu: "512", memory: "1024", networkMode: awsvpc, containerDefinitions: [{ name: worker, image: worker }] }
services:
  - { serviceName: web, taskDefinition: web, launchType: FARGATE, desiredCount: 2 }
  - { serviceName: worker, taskDefinition: worker, launchType: FARGATE, desiredCount: 2 }
workloads:
  - { service: web, requests: { rate: { constant: 30 }, cpuMsPerRequest: 20 } }
  - { service: worker, requests: { queue: { messages: { constant: 1, per: 20s }, workMs: 30000 }, cpuMsPerRequest: 10000 } }
actions:
  - { at: 30m, stopTask: { task: worker-1 } }
timings: instant
`,

  /** Requests to a service that calls another one, which is released anew. */
  calling: `
simulation: { duration: 20m, seed: 6 }
clusters: [{ clusterName: main, capacityProviders: [FARGATE] }]
taskDefinitions:
  - family: app
    cpu: "512"
    memory: "1024"
    networkMode: awsvpc
    containerDefinitions: [{ name: app, image: app, portMappings: [{ name: api, containerPort: 8080, appProtocol: http }] }]
services:
  - { serviceName: web, taskDefinition: app, launchType: FARGATE, desiredCount: 2 }
  - { serviceName: api, taskDefinition: app, launchType: FARGATE, desiredCount: 2 }
  - { serviceName: other, taskDefinition: app, launchType: FARGATE, desiredCount: 4 }
workloads:
  - { service: web, requests: { rate: { constant: 30 }, cpuMsPerRequest: 20, calls: [{ service: api }] } }
  - { service: api, requests: { rate: { constant: 5 }, cpuMsPerRequest: 15, maxConcurrentPerTask: 20 } }
actions:
  - { at: 10m, updateService: { service: api, forceNewDeployment: true } }
timings: { base: instant, dns.ttl: 60s }
`,

  /** Requests to a service behind a load balancer, two tasks in one zone and one in the other; a release, and checks that fail. */
  routed: `
simulation: { duration: 1h, seed: 2 }
clusters:
  - containerInstances: [{ name: box, ec2InstanceType: m5.large, count: 4, availabilityZones: [us-east-1a, us-east-1b] }]
taskDefinitions:
  - { family: web, cpu: "512", containerDefinitions: [{ name: web, image: web, memory: 512, portMappings: [{ containerPort: 8080 }] }] }
targetGroups: [{ name: web }]
loadBalancers: [{ name: shop, targetGroups: [web] }]
services:
  - serviceName: web
    taskDefinition: web
    desiredCount: 3
    healthCheckGracePeriodSeconds: 7200
    placementStrategy: [{ type: spread, field: attribute:ecs.availability-zone }]
    loadBalancers: [{ targetGroupArn: web, containerName: web, containerPort: 8080 }]
workloads:
  - { service: web, requests: { rate: { constant: 40 }, cpuMsPerRequest: 20 } }
failures:
  - { family: web, healthCheckFails: { after: 10m, for: 4m }, rate: 0.5 }
actions:
  - { at: 30m, updateService: { service: web, forceNewDeployment: true } }
timings: instant
`,

  /** Requests to load balancers: to one with two services behind it by weight, and to one with a third service. */
  weighted: `
simulation: { duration: 1h, seed: 2 }
clusters: [{ containerInstances: [{ name: box, ec2InstanceType: m5.large, count: 4 }] }]
taskDefinitions:
  - { family: web, cpu: "512", containerDefinitions: [{ name: web, image: web, memory: 512, portMappings: [{ containerPort: 8080 }] }] }
targetGroups: [{ name: stable }, { name: canary }, { name: other }]
loadBalancers:
  - name: shop
    targetGroups: [stable, canary]
    listeners:
      - port: 443
        defaultActions:
          - type: forward
            forwardConfig: { targetGroups: [{ targetGroupArn: stable, weight: 3 }, { targetGroupArn: canary }] }
  - { name: annex, targetGroups: [other] }
services:
  - serviceName: stable
    taskDefinition: web
    desiredCount: 3
    loadBalancers: [{ targetGroupArn: stable, containerName: web, containerPort: 8080 }]
  - serviceName: canary
    taskDefinition: web
    desiredCount: 1
    loadBalancers: [{ targetGroupArn: canary, containerName: web, containerPort: 8080 }]
  - serviceName: other
    taskDefinition: web
    desiredCount: 1
    loadBalancers: [{ targetGroupArn: other, containerName: web, containerPort: 8080 }]
workloads:
  - { loadBalancer: shop, requests: { rate: { constant: 40 }, cpuMsPerRequest: 20 } }
timings: instant
`,

  /** Tasks with work to do, neighbours on burstable instances, of one cluster with given instances and one with an ideal fleet. */
  working: `
simulation: { duration: 2h }
clusters:
  - { clusterName: left, containerInstances: [{ name: box, ec2InstanceType: t3.large, count: 2 }] }
  - { clusterName: right, idealFleet: { ec2InstanceType: t3.large } }
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 512, memory: 1024 }] }
workloads:
  - { taskDefinition: job, cluster: left, arrivals: { every: 10m }, work: { vcpuSeconds: 20m }, usage: { cpu: 2 } }
  - { taskDefinition: job, cluster: right, arrivals: { every: 10m }, work: { vcpuSeconds: 20m }, usage: { cpu: 2 } }
timings: instant
`,

  ...SCALING_SCENARIOS,
  ...FLEET_SCENARIOS,
  ...GROUP_POLICY_SCENARIOS,
  ...MAINTENANCE_SCENARIOS,
  ...NETWORK_SCENARIOS,
} as const;

export type BaseScenarioName = keyof typeof BASE_SCENARIOS;

/** What the base scenarios read: every column has a second one beside it that says something else. */
export const FILES: Readonly<Record<string, string>> = {
  'jobs.csv': `t,t2,d,d2,from,from2,to,to2,v,v2,m,m2,u,u2,g,g2,mib,mib2,gpu,gpu2,id,id2,team,team2,n,n2,kind,part
0,0,600,300,0,60,600,660,1,0.5,1000,500,1024,512,2,1,2048,1024,1,0,a1,b1,red,blue,1,2,day,600
300,360,900,600,300,360,1200,1260,3,2,3000,2000,3072,2048,4,3,4096,3072,1,2,a2,b2,red,blue,1,1,night,
600,660,0,60,600,590,600,660,2,1,2000,1000,2048,1024,3,2,3072,2048,0,1,a3,b3,blue,blue,2,1,day,300
900,960,1200,900,900,960,2100,2160,1,1,1000,1000,1024,1024,1,1,1024,1024,0,0,a4,b4,red,red,1,3,night,600
`,
  'other-jobs.csv': 't,d,v,g\n0,60,1,1\n60,60,1,1\n',
  'rate.csv': 'time,later,tasks,others\n0,0,6,1\n600,600,0,2\n1200,1800,9,3\n5400,6000,4,5\n6000,6600,2,8\n',
  'other-rate.csv': 'time,tasks\n0,2\n600,3\n',
  'prices.json': `{"format": "ecsim-catalogue-1", "currency": "USD", "sources": [], "regions": {}, "prices": [
{"region": "us-east-1", "price": "ec2.linux:m5.large", "from": "2026-01-01", "unit": "Hrs", "tiers": "0:0.1"},
{"region": "us-east-1", "price": "ec2.linux:m5.large", "from": "2026-06-01", "unit": "Hrs", "tiers": "0:0.2"}]}`,
  'durations.csv': 'seconds,others\n60,90\n240,30\n600,45\n',
  'other-durations.csv': 'seconds\n30\n40\n',
  'instances.csv': `id,id2,v,v2,m,m2,u,u2,g,g2,mib,mib2,gpu,gpu2,type,type2,zone,zone2
a,x,2,1,2000,1000,2048,1024,4,2,4096,2048,1,0,m5.large,m5.xlarge,us-east-1a,us-east-1c
b,y,1,2,1000,2000,1024,2048,2,4,2048,4096,0,1,m5.xlarge,c6i.large,us-east-1b,us-east-1a
`,
  'other-instances.csv': 'id,v,g\nonly,8,16\n',
};
