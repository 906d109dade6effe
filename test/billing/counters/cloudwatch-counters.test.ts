import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import type { CostSummary } from '../../../src/experiment/outcome.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { small } from '../../support/load.ts';

/** From half past, so that three clock hours are begun, of a month of 31 days. */
const SPAN = { start: '2026-03-02T00:30:00Z', duration: '2h' };
const part = (metrics: number, price: number) => (metrics * price * 3) / (31 * 24);

const SERVICE = { serviceName: 'web', taskDefinition: 'job', desiredCount: 2 };
const CUSTOM = { namespace: 'own', metricName: 'depth', values: { constant: 5 } };
const ALARM = {
  alarmName: 'deep',
  namespace: 'own',
  metricName: 'depth',
  statistic: 'Average',
  evaluationPeriods: 1,
  threshold: 3,
  comparisonOperator: 'GreaterThanThreshold',
};
const tracking = (serviceName: string) => ({
  resourceId: `service/main/${serviceName}`,
  minCapacity: 2,
  maxCapacity: 2,
  scalingPolicies: [
    {
      policyName: 'cpu',
      policyType: 'TargetTrackingScaling',
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 50,
        predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
    },
  ],
});

async function costOf(parts: object): Promise<CostSummary> {
  const text = small({ simulation: SPAN, workloads: [], services: [SERVICE], ...parts });
  return runScenario(await loadScenario(text, { fileName: 's.yaml', files: memoryFiles({}) })).cost;
}

async function watched(parts: object): Promise<Readonly<Record<string, number>>> {
  const { byUsageType } = await costOf(parts);
  return Object.fromEntries(Object.entries(byUsageType).filter(([name]) => /^(?:CW:|cloudwatch)/.test(name)));
}

test('nothing is billed of what AWS publishes by itself', async () => {
  expect(await watched({})).toEqual({});
});

test("metrics of one's own and alarms on them are billed by the started hour (billing spec section 6)", async () => {
  const one = await watched({ customMetrics: [CUSTOM], alarms: [ALARM] });
  expect(Object.values(one).map((amount) => amount.toFixed(9))).toEqual(
    expect.arrayContaining([part(1, 0.3).toFixed(9), part(1, 0.1).toFixed(9)]),
  );
  const later = { ...CUSTOM, metricName: 'late', values: { steps: [['45m', 1]] } };
  const two = await watched({ customMetrics: [CUSTOM, later] });
  expect(sumOf(two)).toBeCloseTo(part(1, 0.3) + (part(1, 0.3) * 2) / 3, 8);
});

test('an alarm of a shorter period is one of high resolution', async () => {
  const parts = { customMetrics: [CUSTOM], alarms: [{ ...ALARM, period: 10 }] };
  expect(sumOf(await watched(parts))).toBeCloseTo(part(1, 0.3) + part(1, 0.3), 8);
});

test('metrics that a service publishes every 20 s cost what detailed monitoring does (scaling:R-1.17)', async () => {
  const finer = (...metricNames: readonly string[]) => ({
    services: [
      { ...SERVICE, monitoring: { metricConfigurations: [{ metricNames, resolutionSeconds: 20 }] } },
    ],
  });
  expect(sumOf(await watched(finer('CPUUtilization')))).toBeCloseTo(part(1, 0.3), 8);
  expect(sumOf(await watched(finer('CPUUtilization', 'MemoryUtilization')))).toBeCloseTo(part(2, 0.3), 8);
});

test('target tracking makes two alarms a policy, which its service causes', async () => {
  const one = await costOf({ scalableTargets: [tracking('web')] });
  const none = await costOf({});
  expect(one.byService['main/web']! - none.byService['main/web']!).toBeCloseTo(part(2, 0.1), 8);
  const services = [SERVICE, { ...SERVICE, serviceName: 'api', desiredCount: 0 }];
  const both = await watched({ services, scalableTargets: [tracking('web'), tracking('api')] });
  expect(sumOf(both)).toBeCloseTo(part(4, 0.1), 8);
});

const cluster = (value: string) => [
  {
    clusterName: 'main',
    settings: [{ name: 'containerInsights', value }],
    containerInstances: [{ ec2InstanceType: 'm5.large' }],
  },
];

test('Container Insights is billed by its metrics: of the cluster, its services and families', async () => {
  expect(await watched({ clusters: cluster('disabled') })).toEqual({});
  expect(sumOf(await watched({ clusters: cluster('enabled') }))).toBeCloseTo(part(8 + 11 + 6, 0.3), 8);
  const services = [SERVICE, { ...SERVICE, serviceName: 'api' }];
  const two = await watched({ clusters: cluster('enabled'), services });
  expect(sumOf(two)).toBeCloseTo(part(8 + 2 * 11 + 6, 0.3), 8);
});

test('with enhanced observability tasks and containers are billed, too', async () => {
  const one = await watched({ clusters: cluster('enhanced') });
  expect(sumOf(one)).toBeCloseTo(part(8 + 11 + 6 + 2 * (6 + 6), 0.07), 8);
  const four = await watched({ clusters: cluster('enhanced'), services: [{ ...SERVICE, desiredCount: 4 }] });
  expect(sumOf(four)).toBeCloseTo(part(8 + 11 + 6 + 4 * (6 + 6), 0.07), 8);
  const none = await watched({
    clusters: cluster('enhanced'),
    timings: { 'insights.taskMetrics': 0, 'insights.containerMetrics': 0, 'insights.familyMetrics': 0 },
  });
  expect(sumOf(none)).toBeCloseTo(part(8 + 11, 0.07), 8);
});

test('detailed monitoring is seven metrics an instance (billing:E9)', async () => {
  const group = (enabled: boolean, size: number) => ({
    clusters: [{ clusterName: 'main' }],
    services: [{ ...SERVICE, desiredCount: 1 }],
    autoScalingGroups: [
      {
        autoScalingGroupName: 'g',
        instanceType: 'm5.large',
        minSize: size,
        maxSize: size,
        instanceMonitoring: { enabled },
      },
    ],
  });
  expect(await watched(group(false, 2))).toEqual({});
  expect(sumOf(await watched(group(true, 2)))).toBeCloseTo(part(14, 0.3), 8);
  expect(sumOf(await watched(group(true, 4)))).toBeCloseTo(part(28, 0.3), 8);
});

function sumOf(amounts: Readonly<Record<string, number>>): number {
  return Object.values(amounts).reduce((sum, amount) => sum + amount, 0);
}
