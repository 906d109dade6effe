/**
 * A service of four tasks on Fargate under target tracking of 50 % CPU whose load goes from 30 % to 100 % at an instant: AWS's own
 * benchmark of how soon more tasks are asked for (scaling:R-1.18). YAML, as `ecsim run` takes it.
 */
export function loadStep({
  resolutionSeconds,
  stepAt,
  timings = '{}',
}: {
  readonly resolutionSeconds: 20 | 60;
  /** Seconds from the run's start. */
  readonly stepAt: number;
  readonly timings?: string;
}): string {
  const suffix = resolutionSeconds === 20 ? 'HighResolution' : '';
  return `
name: load-step
simulation: { duration: ${stepAt + 900}s }
clusters: [{ clusterName: main, capacityProviders: [FARGATE] }]
taskDefinitions:
  - family: web
    cpu: "1024"
    memory: "2048"
    networkMode: awsvpc
    requiresCompatibilities: [FARGATE]
    containerDefinitions: [{ name: web, image: web }]
services:
  - cluster: main
    serviceName: web
    taskDefinition: web
    launchType: FARGATE
    desiredCount: 4
    monitoring: { metricConfigurations: [{ metricNames: [CPUUtilization], resolutionSeconds: ${resolutionSeconds} }] }
scalableTargets:
  - resourceId: service/main/web
    minCapacity: 4
    maxCapacity: 100
    scalingPolicies:
      - policyName: cpu
        policyType: TargetTrackingScaling
        targetTrackingScalingPolicyConfiguration:
          targetValue: 50
          predefinedMetricSpecification: { predefinedMetricType: ECSServiceAverageCPUUtilization${suffix} }
workloads:
  - service: web
    requests:
      rate: { steps: ${stepAt === 0 ? '[[0s, 400]]' : `[[0s, 120], [${stepAt}s, 400]]`} }
      noise: exact
      cpuMsPerRequest: { constant: 10 }
      timeout: 5s
timings: ${timings}
`;
}
