import { taskKeys } from './platforms.ts';
import type { StarterPlatform } from './starter.ts';

/** A service that follows its load; `rate` is the line that says how many requests come. */
export function servicePiece(platform: StarterPlatform, rate: string): string {
  return `
taskDefinitions:
  - family: web
    cpu: "512" # half a vCPU
    memory: "1024"
${taskKeys(platform)}    containerDefinitions:
      - { name: web, image: example/web, essential: true }
images: { example/web: { sizeMb: 200 } } # to be pulled at each start
services:
  - cluster: main
    serviceName: web
    taskDefinition: web
    desiredCount: 3
scalableTargets:
  - resourceId: service/main/web
    minCapacity: 2
    maxCapacity: 100
    scalingPolicies:
      - policyName: cpu60
        policyType: TargetTrackingScaling
        targetTrackingScalingPolicyConfiguration:
          targetValue: 60
          predefinedMetricSpecification: { predefinedMetricType: ECSServiceAverageCPUUtilization }
workloads:
  - service: web
    requests:
      ${rate}
      cpuMsPerRequest: 10 # CPU time; what it waits for elsewhere is waitMsPerRequest
# assertions: # the run fails (exit 1) when one does not hold
#   - { that: cost.monthly, atMost: 200 }
#   - { that: 'services["main/web"].latencyMs.p95', atMost: 250 }
`;
}
