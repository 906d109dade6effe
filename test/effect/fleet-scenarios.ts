/** Scenarios about Auto Scaling groups and capacity providers that scale them. */
export const FLEET_SCENARIOS = {
  /** A burst of tasks on the group of a capacity provider, and one that another group without a provider has room for. */
  grouped: `
simulation: { duration: 3h, seed: 3 }
clusters:
  - clusterName: main
    capacityProviders: [asg]
  - clusterName: side
autoScalingGroups:
  - autoScalingGroupName: g
    instanceType: m5.large
    minSize: 1
    maxSize: 10
    desiredCapacity: 4
    availabilityZones: [us-east-1a, us-east-1b]
    newInstancesProtectedFromScaleIn: true
    cluster: main
  - { autoScalingGroupName: spare, instanceType: m5.xlarge, minSize: 1, maxSize: 6, availabilityZones: [us-east-1a], cluster: main }
  - { autoScalingGroupName: box, registeredResources: { cpu: 2048, memory: 4096, gpu: 1 }, hourlyPrice: 0.1, minSize: 1, maxSize: 2, cluster: side }
capacityProviders:
  - name: asg
    autoScalingGroupProvider:
      autoScalingGroupArn: g
      managedTerminationProtection: ENABLED
      managedScaling: { status: ENABLED, targetCapacity: 100 }
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 900, memory: 1000 }] }
  - { family: task, containerDefinitions: [{ name: task, image: task, cpu: 512, memory: 1024, resourceRequirements: [{ type: GPU, value: "1" }] }] }
  - { family: net, networkMode: awsvpc, containerDefinitions: [{ name: net, image: net, cpu: 256, memory: 512 }] }
workloads:
  - taskDefinition: job
    cluster: main
    capacityProviderStrategy: [{ capacityProvider: asg, weight: 1 }]
    arrivals: { burst: { at: 20m, count: 15 } }
    duration: { uniform: { min: 30m, max: 70m } }
  - { taskDefinition: job, cluster: main, launchType: EC2, arrivals: { every: 10m }, duration: 4m }
  - { taskDefinition: task, cluster: side, launchType: EC2, arrivals: { every: 8m }, duration: 15m }
  - { taskDefinition: net, cluster: side, launchType: EC2, arrivals: { every: 6m }, duration: 15m }
`,

  /** A group of types of several sizes, On-Demand and as Spot, that its owner scales. */
  mixed: `
simulation: { duration: 3h, seed: 3 }
clusters: [{ clusterName: main }]
autoScalingGroups:
  - autoScalingGroupName: g
    minSize: 4
    maxSize: 40
    desiredCapacity: 20
    availabilityZones: [us-east-1a, us-east-1b]
    mixedInstancesPolicy:
      launchTemplate:
        overrides:
          - { instanceType: m5.xlarge, weightedCapacity: 4 }
          - { instanceType: m5.large, weightedCapacity: 2 }
          - { instanceType: c5.xlarge, weightedCapacity: 4 }
      instancesDistribution: { onDemandBaseCapacity: 4, onDemandPercentageAboveBaseCapacity: 25 }
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 900, memory: 1000 }] }
workloads:
  - { taskDefinition: job, launchType: EC2, arrivals: { every: 5m, from: 10m }, duration: 30m }
actions:
  - { at: 100m, setDesiredCapacity: { autoScalingGroupName: g, desiredCapacity: 9 } }
`,

  /** A group that its owner scales, with tasks all over it; nobody protects or drains anything. */
  owned: `
simulation: { duration: 3h, seed: 3 }
clusters: [{ clusterName: main, capacityProviders: [asg] }]
autoScalingGroups:
  - { autoScalingGroupName: g, instanceType: m5.large, minSize: 2, maxSize: 10, desiredCapacity: 6, availabilityZones: [us-east-1a, us-east-1b] }
  - { autoScalingGroupName: other, instanceType: m5.large, minSize: 2, maxSize: 10, desiredCapacity: 6, availabilityZones: [us-east-1a], cluster: main }
capacityProviders:
  - { name: asg, autoScalingGroupProvider: { autoScalingGroupArn: g, managedDraining: DISABLED } }
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 900, memory: 1000 }] }
workloads:
  - taskDefinition: job
    capacityProviderStrategy: [{ capacityProvider: asg, weight: 1 }]
    arrivals: { every: 5m, from: 10m }
    duration: 30m
    placementStrategy: [{ type: spread, field: instanceId }]
actions:
  - { at: 30m, updateAutoScalingGroup: { autoScalingGroupName: g, minSize: 1, maxSize: 8, desiredCapacity: 8 } }
  - { at: 100m, setDesiredCapacity: { autoScalingGroupName: g, desiredCapacity: 2 } }
`,

  /** A group with a warm pool whose owner scales it out and in, hooks on both ways, and tasks that wait for instances. */
  pooled: `
simulation: { duration: 4h, seed: 3 }
clusters: [{ clusterName: main, capacityProviders: [asg] }]
autoScalingGroups:
  - autoScalingGroupName: g
    instanceType: m5.large
    minSize: 1
    maxSize: 8
    desiredCapacity: 2
    availabilityZones: [us-east-1a, us-east-1b]
    lifecycleHookSpecificationList:
      - lifecycleHookName: prepare
        lifecycleTransition: autoscaling:EC2_INSTANCE_LAUNCHING
        heartbeatTimeout: 3600
        defaultResult: CONTINUE
        completion: { after: 4m, afterWarmStart: 90s, result: CONTINUE, holdsRegistration: true }
      - lifecycleHookName: drain
        lifecycleTransition: autoscaling:EC2_INSTANCE_TERMINATING
        heartbeatTimeout: 300
        completion: { heartbeatEvery: 4m, heartbeats: 2 }
    warmPoolConfiguration: { minSize: 1, maxGroupPreparedCapacity: 6, poolState: Stopped }
  - autoScalingGroupName: returning
    instanceType: m5.large
    minSize: 1
    maxSize: 4
    desiredCapacity: 3
    availabilityZones: [us-east-1a]
    cluster: main
    warmPoolConfiguration: { poolState: Running }
capacityProviders:
  - { name: asg, autoScalingGroupProvider: { autoScalingGroupArn: g } }
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 900, memory: 1000 }] }
workloads:
  - taskDefinition: job
    capacityProviderStrategy: [{ capacityProvider: asg, weight: 1 }]
    arrivals: { burst: { at: 58m, count: 14 } }
    duration: 30m
  - { taskDefinition: job, launchType: EC2, arrivals: { every: 10m }, duration: 8m }
actions:
  - { at: 1h, setDesiredCapacity: { autoScalingGroupName: g, desiredCapacity: 7 } }
  - { at: 2h, setDesiredCapacity: { autoScalingGroupName: g, desiredCapacity: 2 } }
  - { at: 70m, setDesiredCapacity: { autoScalingGroupName: returning, desiredCapacity: 1 } }
  - { at: 150m, setDesiredCapacity: { autoScalingGroupName: returning, desiredCapacity: 3 } }
`,
} as const;
