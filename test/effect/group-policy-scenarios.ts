/** Scenarios about Auto Scaling groups with policies of their own. */
export const GROUP_POLICY_SCENARIOS = {
  /** A group by target tracking of its CPU, one by steps and one by simple scaling, of metrics that differ in one part of their names. */
  selfScaled: `
simulation: { duration: 2h, seed: 3 }
clusters: [{ clusterName: main, capacityProviders: [FARGATE] }]
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 512, memory: 512 }] }
  - { family: app, cpu: "256", memory: "512", networkMode: awsvpc, containerDefinitions: [{ name: app, image: app, portMappings: [{ containerPort: 8080 }] }] }
targetGroups: [{ name: web }, { name: shop }]
loadBalancers: [{ name: front, targetGroups: [web, shop] }]
services:
  - { serviceName: web, taskDefinition: app, launchType: FARGATE, desiredCount: 2, loadBalancers: [{ targetGroupArn: web, containerName: app, containerPort: 8080 }] }
  - { serviceName: shop, taskDefinition: app, launchType: FARGATE, desiredCount: 2, loadBalancers: [{ targetGroupArn: shop, containerName: app, containerPort: 8080 }] }
autoScalingGroups:
  - autoScalingGroupName: tracked
    instanceType: m5.large
    minSize: 1
    maxSize: 9
    desiredCapacity: 2
    availabilityZones: [us-east-1a]
    instanceMonitoring: { enabled: true }
    scalingPolicies:
      - policyName: cpu
        policyType: TargetTrackingScaling
        estimatedInstanceWarmup: 120
        targetTrackingConfiguration: { targetValue: 40, predefinedMetricSpecification: { predefinedMetricType: ASGAverageCPUUtilization } }
  - autoScalingGroupName: stepped
    instanceType: m5.large
    minSize: 1
    maxSize: 30
    desiredCapacity: 4
    availabilityZones: [us-east-1a]
    scalingPolicies:
      - policyName: up
        policyType: StepScaling
        adjustmentType: PercentChangeInCapacity
        minAdjustmentMagnitude: 2
        stepAdjustments:
          - { metricIntervalLowerBound: 0, metricIntervalUpperBound: 10, scalingAdjustment: 20 }
          - { metricIntervalLowerBound: 10, scalingAdjustment: 60 }
  - autoScalingGroupName: simple
    instanceType: m5.large
    minSize: 1
    maxSize: 30
    desiredCapacity: 4
    availabilityZones: [us-east-1a]
    scalingPolicies: [{ policyName: more, adjustmentType: ChangeInCapacity, scalingAdjustment: 2 }]
    scheduledUpdateGroupActions:
      - { scheduledActionName: night, recurrence: "20 * * * *", minSize: 2, maxSize: 25, desiredCapacity: 6 }
customMetrics:
  - { namespace: Shop, metricName: Backlog, dimensions: { Queue: jobs }, values: { steps: [[0s, 5], [10m, 15], [11m, 25], [20m, 12], [21m, 5], [40m, 35], [42m, 0]] } }
  - { namespace: Shop, metricName: Backlog, dimensions: { Queue: mail }, values: { steps: [[0s, 3], [15m, 40]] } }
  - { namespace: Shop, metricName: Backlog, dimensions: { Line: jobs }, values: { steps: [[0s, 11], [15m, 22]] } }
  - { namespace: Shop, metricName: Age, dimensions: { Queue: jobs }, values: { steps: [[0s, 31], [25m, 22]] } }
  - { namespace: Store, metricName: Backlog, dimensions: { Queue: jobs }, values: { steps: [[0s, 19], [35m, 4]] } }
alarms:
  - { alarmName: long, namespace: Shop, metricName: Backlog, dimensions: [{ name: Queue, value: jobs }], statistic: Average, evaluationPeriods: 3, datapointsToAlarm: 1, threshold: 10, comparisonOperator: GreaterThanThreshold, alarmActions: [up, autoScalingGroup/simple/more] }
workloads:
  - { taskDefinition: job, cluster: main, launchType: EC2, arrivals: { every: 1m, from: 10m, until: 1h }, duration: 8m, placementStrategy: [{ type: binpack, field: cpu }] }
  - { service: web, requests: { rate: { steps: [[0s, 4], [30m, 20]] }, cpuMsPerRequest: 5 } }
  - { service: shop, requests: { rate: { steps: [[0s, 30], [50m, 2]] }, cpuMsPerRequest: 5 } }
timings: { base: instant, asg.launchDelay: 5s, ec2.instanceToActive: 60s, cloudwatch.delay: 150s, scaling.actionDelay: 5s }
`,
} as const;
