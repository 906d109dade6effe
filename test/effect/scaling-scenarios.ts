/** Scenarios about service auto scaling. */
export const SCALING_SCENARIOS = {
  /** A web service behind a load balancer, whose load doubles and ends nearly; one that nothing comes to beside it. */
  tracked: `
simulation: { duration: 2h, seed: 3 }
clusters: [{ clusterName: main, capacityProviders: [FARGATE], settings: [{ name: containerInsights, value: enabled }] }]
taskDefinitions:
  - family: app
    cpu: "1024"
    memory: "2048"
    networkMode: awsvpc
    containerDefinitions: [{ name: app, image: app, portMappings: [{ containerPort: 8080 }] }]
targetGroups: [{ name: web }]
loadBalancers: [{ name: shop, targetGroups: [web] }]
services:
  - serviceName: web
    taskDefinition: app
    launchType: FARGATE
    desiredCount: 4
    loadBalancers: [{ targetGroupArn: web, containerName: app, containerPort: 8080 }]
  - { serviceName: other, taskDefinition: app, launchType: FARGATE, desiredCount: 3 }
workloads:
  - { service: web, requests: { rate: { steps: [[0s, 160], [20m, 320], [1h, 10]] }, cpuMsPerRequest: 10, memoryMibPerRequest: 30 } }
  - { service: other, usage: { cpu: 0.6, memory: 0.3 } }
scalableTargets:
  - resourceId: service/main/web
    minCapacity: 2
    maxCapacity: 20
    scalingPolicies:
      - policyName: cpu
        targetTrackingScalingPolicyConfiguration:
          targetValue: 50
          predefinedMetricSpecification: { predefinedMetricType: ECSServiceAverageCPUUtilization }
timings: { base: instant, cloudwatch.delay: 150s, scaling.actionDelay: 5s }
`,

  /** A worker and the alarms that call its step scaling policies; the metrics that they look at differ in one part of their names. */
  stepped: `
simulation: { duration: 1h, seed: 3 }
clusters: [{ clusterName: main, capacityProviders: [FARGATE] }]
taskDefinitions:
  - { family: app, cpu: "256", memory: "512", networkMode: awsvpc, containerDefinitions: [{ name: app, image: app }] }
services:
  - { serviceName: worker, taskDefinition: app, launchType: FARGATE, desiredCount: 4 }
customMetrics:
  - { namespace: Shop, metricName: Backlog, dimensions: { Queue: jobs }, values: { steps: [[0s, 5], [10m, 15], [11m, 25], [20m, 12], [21m, 5], [40m, 35], [42m, 0]] } }
  - { namespace: Shop, metricName: Backlog, dimensions: { Queue: mail }, values: { steps: [[0s, 3], [15m, 40]] } }
  - { namespace: Shop, metricName: Backlog, dimensions: { Line: jobs }, values: { steps: [[0s, 11], [15m, 22]] } }
  - { namespace: Shop, metricName: Age, dimensions: { Queue: jobs }, values: { steps: [[0s, 31], [25m, 22]] } }
  - { namespace: Store, metricName: Backlog, dimensions: { Queue: jobs }, values: { steps: [[0s, 19], [35m, 4]] } }
scalableTargets:
  - resourceId: service/main/worker
    minCapacity: 1
    maxCapacity: 30
    scalingPolicies:
      - policyName: up
        stepScalingPolicyConfiguration:
          adjustmentType: ChangeInCapacity
          cooldown: 120
          stepAdjustments:
            - { metricIntervalLowerBound: 0, metricIntervalUpperBound: 10, scalingAdjustment: 1 }
            - { metricIntervalLowerBound: 10, scalingAdjustment: 3 }
      - policyName: down
        stepScalingPolicyConfiguration:
          adjustmentType: ChangeInCapacity
          cooldown: 120
          stepAdjustments: [{ metricIntervalUpperBound: 0, scalingAdjustment: -1 }]
alarms:
  - alarmName: backlog
    namespace: Shop
    metricName: Backlog
    dimensions: [{ name: Queue, value: jobs }]
    statistic: Average
    period: 60
    evaluationPeriods: 2
    threshold: 10
    comparisonOperator: GreaterThanOrEqualToThreshold
    alarmActions: [up]
  - alarmName: spare
    namespace: Shop
    metricName: Backlog
    dimensions: [{ name: Queue, value: jobs }]
    statistic: Average
    evaluationPeriods: 3
    threshold: 10
    comparisonOperator: LessThanThreshold
timings: { base: instant, cloudwatch.delay.custom: 20s, scaling.actionDelay: 5s }
`,

  /** A worker with as many tasks as a metric says, nearly. */
  followed: `
simulation: { duration: 2h }
clusters: [{ clusterName: main, capacityProviders: [FARGATE] }]
taskDefinitions:
  - { family: app, cpu: "256", memory: "512", networkMode: awsvpc, containerDefinitions: [{ name: app, image: app }] }
services:
  - { serviceName: worker, taskDefinition: app, launchType: FARGATE, desiredCount: 1 }
customMetrics: [{ namespace: Shop, metricName: Wanted, values: { constant: 1 } }]
scalableTargets:
  - resourceId: service/main/worker
    minCapacity: 0
    maxCapacity: 30
    scalingPolicies:
      - policyName: as-it-says
        stepScalingPolicyConfiguration:
          adjustmentType: ExactCapacity
          cooldown: 0
          stepAdjustments:
            - { metricIntervalLowerBound: 0, metricIntervalUpperBound: 1, scalingAdjustment: 1 }
            - { metricIntervalLowerBound: 1, metricIntervalUpperBound: 1.5, scalingAdjustment: 2 }
            - { metricIntervalLowerBound: 1.5, metricIntervalUpperBound: 2, scalingAdjustment: 3 }
            - { metricIntervalLowerBound: 2, metricIntervalUpperBound: 3, scalingAdjustment: 4 }
            - { metricIntervalLowerBound: 3, metricIntervalUpperBound: 6, scalingAdjustment: 5 }
            - { metricIntervalLowerBound: 6, metricIntervalUpperBound: 10, scalingAdjustment: 6 }
            - { metricIntervalLowerBound: 10, scalingAdjustment: 7 }
alarms:
  - alarmName: wanted
    namespace: Shop
    metricName: Wanted
    statistic: Average
    evaluationPeriods: 1
    threshold: 0
    comparisonOperator: GreaterThanOrEqualToThreshold
    alarmActions: [as-it-says]
timings: instant
`,

  /** A service of which the load is known for two days before the run. */
  forecast: `
simulation: { duration: 3h }
clusters: [{ clusterName: main, capacityProviders: [FARGATE] }]
taskDefinitions:
  - family: app
    cpu: "1024"
    memory: "2048"
    networkMode: awsvpc
    containerDefinitions: [{ name: app, image: app, portMappings: [{ containerPort: 8080 }] }]
targetGroups: [{ name: web }]
loadBalancers: [{ name: shop, targetGroups: [web] }]
services:
  - serviceName: web
    taskDefinition: app
    launchType: FARGATE
    desiredCount: 2
    loadBalancers: [{ targetGroupArn: web, containerName: app, containerPort: 8080 }]
workloads:
  - { service: web, requests: { rate: { constant: 10 }, cpuMsPerRequest: 10 } }
scalableTargets:
  - resourceId: service/main/web
    minCapacity: 1
    maxCapacity: 4
    scalingPolicies:
      - policyName: ahead
        predictiveScalingPolicyConfiguration:
          mode: ForecastAndScale
          metricSpecifications:
            - targetValue: 0.5
              predefinedMetricPairSpecification: { predefinedMetricType: ECSServiceCPUUtilization }
              history: { series: { steps: [[0s, 1], [2h, 3], [6h, 1]], repeat: 24h }, hours: 48 }
timings: instant
`,
} as const;
