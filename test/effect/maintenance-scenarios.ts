/** Scenarios about what befalls the instances of Auto Scaling groups beside their scaling. */
export const MAINTENANCE_SCENARIOS = {
  /** Group `g` has sick and old instances and a refresh with all preferences, `other` one without any. */
  replaced: `
simulation: { duration: 30h, seed: 3 }
clusters: [{ clusterName: main }, { clusterName: side }]
autoScalingGroups:
  - { autoScalingGroupName: g, instanceType: m5.large, minSize: 4, maxSize: 8, cluster: main, healthCheckGracePeriod: 7200, maxInstanceLifetime: 90000 }
  - autoScalingGroupName: other
    instanceType: m5.large
    minSize: 4
    maxSize: 8
    cluster: main
    defaultInstanceWarmup: 60
    instanceMaintenancePolicy: { minHealthyPercentage: 50, maxHealthyPercentage: 100 }
taskDefinitions:
  - { family: job, containerDefinitions: [{ name: job, image: job, cpu: 900, memory: 1000 }] }
workloads:
  - { taskDefinition: job, cluster: main, launchType: EC2, arrivals: { every: 20m, from: 10m }, duration: 2h }
actions:
  - { at: 30m, instanceImpairment: { cluster: main, containerInstances: [g-1, g-2], for: 2h } }
  - { at: 1h, setInstanceHealth: { instanceId: g-3, healthStatus: Unhealthy, shouldRespectGracePeriod: true } }
  - { at: 2h30m, updateAutoScalingGroup: { autoScalingGroupName: other, instanceType: m6i.large, desiredCapacity: 5 } }
  - at: 3h
    startInstanceRefresh:
      autoScalingGroupName: g
      desiredConfiguration: { instanceType: m5.xlarge }
      preferences:
        minHealthyPercentage: 50
        maxHealthyPercentage: 125
        instanceWarmup: 120
        checkpointPercentages: [25, 100]
        checkpointDelay: 600
        skipMatching: false
        scaleInProtectedInstances: Refresh
  - { at: 10h, startInstanceRefresh: { autoScalingGroupName: other } }
  - { at: 10h1m, cancelInstanceRefresh: { autoScalingGroupName: g } }
  - { at: 15h, suspendProcesses: { autoScalingGroupName: other, scalingProcesses: [Launch] } }
  - { at: 15h30m, setDesiredCapacity: { autoScalingGroupName: other, desiredCapacity: 7 } }
  - { at: 16h, resumeProcesses: { autoScalingGroupName: other, scalingProcesses: [Launch] } }
`,
} as const;
