import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { restore, snapshot } from '../../../src/simulation/snapshot.ts';
import { load } from '../../support/load.ts';

/** Scalable targets, policies, alarms and metrics of all kinds. */
const ALL = `
simulation: { duration: 8h, seed: 5 }
clusters: [{ clusterName: main, capacityProviders: [FARGATE], settings: [{ name: containerInsights, value: enabled }] }]
taskDefinitions:
  - { family: app, cpu: "1024", memory: "2048", networkMode: awsvpc, containerDefinitions: [{ name: app, image: app, portMappings: [{ containerPort: 80 }] }] }
targetGroups: [{ name: web }]
loadBalancers: [{ name: shop, targetGroups: [web] }]
services:
  - { serviceName: web, taskDefinition: app, launchType: FARGATE, desiredCount: 2, loadBalancers: [{ targetGroupArn: web, containerName: app, containerPort: 80 }] }
  - { serviceName: worker, taskDefinition: app, launchType: FARGATE, desiredCount: 1 }
  - { serviceName: fast, taskDefinition: app, launchType: FARGATE, desiredCount: 2, monitoring: { metricConfigurations: [{ metricNames: [CPUUtilization], resolutionSeconds: 20 }] } }
workloads:
  - { service: web, requests: { rate: { steps: [[0s, 80], [70m, 400], [3h, 30]] }, cpuMsPerRequest: { constant: 10 } } }
  - { name: jobs, service: worker, requests: { queue: { messages: { steps: [[0s, 1], [90m, 6], [2h, 0], [5h, 3]] }, workMs: 1000 }, cpuMsPerRequest: { constant: 300 }, maxConcurrentPerTask: 1 } }
  - { service: fast, requests: { rate: { steps: [[0s, 60], [2h, 190], [6h, 20]] }, cpuMsPerRequest: { constant: 10 } } }
customMetrics:
  - { namespace: Shop, metricName: Backlog, values: { diurnal: { mean: 10, amplitude: 8, peakAt: 4h, noise: 0.3 } } }
scalableTargets:
  - resourceId: service/main/web
    minCapacity: 1
    maxCapacity: 12
    scalingPolicies:
      - { policyName: cpu, targetTrackingScalingPolicyConfiguration: { targetValue: 50, predefinedMetricSpecification: { predefinedMetricType: ECSServiceAverageCPUUtilization } } }
      - { policyName: requests, targetTrackingScalingPolicyConfiguration: { targetValue: 4000, predefinedMetricSpecification: { predefinedMetricType: ALBRequestCountPerTarget } } }
      - policyName: ahead
        predictiveScalingPolicyConfiguration:
          mode: ForecastAndScale
          metricSpecifications:
            - targetValue: 50
              predefinedMetricPairSpecification: { predefinedMetricType: ECSServiceCPUUtilization }
              history: { series: { steps: [[0s, 60], [2h, 300], [5h, 60]], repeat: 24h }, hours: 30 }
    scheduledActions:
      - { scheduledActionName: more, schedule: "cron(20 * * * ? *)", scalableTargetAction: { minCapacity: 3 } }
  - resourceId: service/main/worker
    minCapacity: 0
    maxCapacity: 10
    scalingPolicies:
      - policyName: backlog
        targetTrackingScalingPolicyConfiguration:
          targetValue: 30
          customizedMetricSpecification:
            metrics:
              - { id: v, returnData: false, metricStat: { metric: { namespace: AWS/SQS, metricName: ApproximateNumberOfMessagesVisible, dimensions: [{ name: QueueName, value: jobs }] }, stat: Average } }
              - { id: r, returnData: false, metricStat: { metric: { namespace: ECS/ContainerInsights, metricName: RunningTaskCount, dimensions: [{ name: ClusterName, value: main }, { name: ServiceName, value: worker }] }, stat: Average } }
              - { id: e, expression: "IF(r > 0, FILL(v, REPEAT) / r, v)" }
  - resourceId: service/main/fast
    minCapacity: 1
    maxCapacity: 12
    scalingPolicies:
      - { policyName: cpu, targetTrackingScalingPolicyConfiguration: { targetValue: 50, predefinedMetricSpecification: { predefinedMetricType: ECSServiceAverageCPUUtilizationHighResolution } } }
      - { policyName: up, stepScalingPolicyConfiguration: { adjustmentType: ChangeInCapacity, stepAdjustments: [{ metricIntervalLowerBound: 0, scalingAdjustment: 1 }] } }
alarms:
  - { alarmName: many, namespace: Shop, metricName: Backlog, statistic: Maximum, period: 300, evaluationPeriods: 3, datapointsToAlarm: 2, threshold: 15, comparisonOperator: GreaterThanThreshold, alarmActions: [up] }
  - { alarmName: slow, namespace: AWS/ApplicationELB, metricName: TargetResponseTime, dimensions: [{ name: TargetGroup, value: web }], extendedStatistic: p95, evaluationPeriods: 2, threshold: 0.05, comparisonOperator: GreaterThanThreshold, evaluateLowSampleCountPercentile: ignore }
  - { alarmName: tasks, namespace: ECS/ContainerInsights, metricName: TaskCount, dimensions: [{ name: ClusterName, value: main }], statistic: Average, evaluationPeriods: 1, threshold: 12, comparisonOperator: GreaterThanThreshold }
actions:
  - { at: 2h, registerScalableTarget: { resourceId: service/main/fast, maxCapacity: 3 } }
  - { at: 3h, registerScalableTarget: { resourceId: service/main/web, suspendedState: { dynamicScalingInSuspended: true } } }
  - { at: 6h, registerScalableTarget: { resourceId: service/main/web, suspendedState: { dynamicScalingInSuspended: false } } }
`;

/** What the run has come to at its end. */
function endOf(scenario: Scenario, state: ReturnType<typeof snapshot>): { digest: string; events: number } {
  const simulation = createSimulation(scenario);
  restore(simulation, state);
  advanceTo(simulation, 1e12);
  return { digest: simulation.digest.hex(), events: simulation.events };
}

test('a run that is saved anywhere and restored into a fresh one scales as if nothing had been', async () => {
  const scenario = await load(ALL);
  const whole = simulate(scenario);
  const wanted = { digest: whole.digest.hex(), events: whole.events };
  // Every target has scaled.
  for (const { activities } of whole.scalableTargets) expect(activities).toBeGreaterThan(3);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 * 3_600_000 }), (at) => {
      const first = createSimulation(scenario);
      advanceTo(first, at);
      const state = snapshot(first);
      advanceTo(first, 1e12);
      expect({ digest: first.digest.hex(), events: first.events }).toEqual(wanted);
      expect(endOf(scenario, state)).toEqual(wanted);
      // What was saved has not been touched by the run that it was restored into.
      expect(endOf(scenario, state)).toEqual(wanted);
    }),
    { numRuns: 8, seed: 7 },
  );
});
