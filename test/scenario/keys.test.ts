import { expect, test } from 'vitest';
import { modelledKeys } from '../../src/scenario/keys.ts';

test('names each modelled key once, as a pattern', () => {
  expect(new Set(modelledKeys).size).toBe(modelledKeys.length);
  for (const key of [
    'name',
    'simulation.seed',
    'clusters[].containerInstances[].count',
    'clusters[].containerInstances[].attributes.*',
    'taskDefinitions[].containerDefinitions[].resourceRequirements[].value',
    'images.*.sizeMb',
    'clusters[].containerInstances[].columns.attributes.*',
    'taskDefinitions[].containerDefinitions[].portMappings[].hostPort',
    'workloads[].networkConfiguration.awsvpcConfiguration.subnets',
    'workloads[].duration',
    'workloads[].duration.lognormal.p95',
    'workloads[].arrivals.poisson.rate.file',
    'workloads[].arrivals.poisson.rate[]',
    'workloads[].trace.columns.submitted',
    'workloads[].trace.where.*',
    'workloads[].onFailure',
    'workloads[].onFailure.retry.every',
    'services[].deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.value',
    'actions[].updateService.desiredCount',
    'actions[].terminateInstances.instanceIds',
    'scalableTargets[].minCapacity',
    'scalableTargets[].scalingPolicies[].stepScalingPolicyConfiguration.stepAdjustments[].scalingAdjustment',
    'alarms[].metrics[].metricStat.stat',
    'customMetrics[].values.file',
    'timings',
    'timings["ec2.stop"]',
    'assertions[].scope',
    'autoScalingGroups[].terminationPolicies',
    'capacityProviders[].autoScalingGroupProvider.managedScaling.status',
  ])
    expect(modelledKeys).toContain(key);
});

test('leaves out mappings, whose own keys stand for them, and keys that are read only to be checked', () => {
  for (const key of [
    'simulation',
    'clusters[]',
    'workloads[].arrivals',
    'taskDefinitions[].containerDefinitions[].portMappings[].containerPortRange',
    'taskDefinitions[].requiresCompatibilities',
    'workloads[].networkConfiguration.awsvpcConfiguration.securityGroups',
    '$schema',
    'autoScalingGroups[]',
    'autoScalingGroups[].vpcZoneIdentifier',
    'scalableTargets[].serviceNamespace',
  ])
    expect(modelledKeys).not.toContain(key);
});
