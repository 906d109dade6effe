import { after, type Effect, given, inScenario, type Row } from './effect.ts';
import { plainForms } from './series-forms.ts';

const TARGET = 'scalableTargets[0]';
const POLICY = `${TARGET}.scalingPolicies[0]`;
const TRACKING = `${POLICY}.targetTrackingScalingPolicyConfiguration`;
const STEP = `${POLICY}.stepScalingPolicyConfiguration`;
const PREDICTIVE = `${POLICY}.predictiveScalingPolicyConfiguration`;
const FORECAST = `${PREDICTIVE}.metricSpecifications[0]`;
const SCHEDULED = `${TARGET}.scheduledActions[0]`;
const REGISTERED = 'actions[0].registerScalableTarget';

/** A scheduled action in the course of the first hour. */
const schedule = (parts: string) => `${SCHEDULED}={scheduledActionName: more, ${parts}}`;
const MORE = schedule(
  'schedule: "cron(15 * * * ? *)", scalableTargetAction: {minCapacity: 6, maxCapacity: 10}',
);

const register = (parts: string) =>
  `actions[0]={at: 10m, registerScalableTarget: {resourceId: service/main/web, ${parts}}}`;

/** A policy that follows one of the metrics of scenario \`stepped\`. */
const follow = (specification: string) => [
  'alarms=[]',
  `${POLICY}={policyName: own, targetTrackingScalingPolicyConfiguration: {targetValue: 10, customizedMetricSpecification: {${specification}}}}`,
];
const BACKLOG = 'namespace: Shop, metricName: Backlog, dimensions: [{name: Queue, value: jobs}]';

/** What changes when a metric is another one; \`metric\` is the place of its name. */
function otherMetrics(metric: string): Row[] {
  return [
    `${metric}.namespace=Store`,
    `${metric}.metricName=Age`,
    `${metric}.dimensions[0].name=Line`,
    `${metric}.dimensions[0].value=mail`,
  ];
}

/** Rows about metrics and expressions over them; \`before\` makes of a text the setting that has them at \`metrics\`. */
export function queryRows(metrics: string, before: (list: string) => readonly string[], period = ''): Row[] {
  const one = (id: string, name: string, more = '') =>
    `{id: ${id}, metricStat: {metric: {namespace: Shop, metricName: ${name}, dimensions: [{name: Queue, value: jobs}]}, stat: Average${period}}${more}}`;
  const hidden = ', returnData: false';
  return [
    ...after(before(`[${one('m1', 'Backlog')}]`), [
      ...otherMetrics(`${metrics}[0].metricStat.metric`),
      `${metrics}[0].metricStat.stat=SampleCount`,
    ]),
    ...after(
      before(`[${one('m1', 'Backlog', hidden)}, ${one('m2', 'Age', hidden)}, {id: e1, expression: m1 + 1}]`),
      [
        { change: `${metrics}[0].id=m2`, along: [`${metrics}[1].id=m1`] },
        `${metrics}[2].expression=m1 * 2`,
        { change: `${metrics}[2].returnData=false`, along: [`${metrics}[1].returnData=true`] },
      ],
    ),
  ];
}

/** Rows about scalable targets, their policies and their scheduled actions. */
export const SCALING_EFFECTS: readonly Effect[] = [
  ...inScenario('tracked', [
    `${TARGET}.resourceId=service/main/other`,
    `${TARGET}.minCapacity=3`,
    `${TARGET}.maxCapacity=5`,
    `${TARGET}.suspendedState.dynamicScalingInSuspended=true`,
    `${TARGET}.suspendedState.dynamicScalingOutSuspended=true`,
    ...given(MORE, `${TARGET}.suspendedState.scheduledScalingSuspended=true`),
    `${POLICY}.policyName=other`,
    `${TRACKING}.targetValue=60`,
    `${TRACKING}.predefinedMetricSpecification.predefinedMetricType=ECSServiceAverageMemoryUtilization`,
    `${TRACKING}.scaleOutCooldown=0`,
    `${TRACKING}.scaleInCooldown=30`,
    `${TRACKING}.disableScaleIn=true`,

    ...given(
      MORE,
      `${SCHEDULED}.scheduledActionName=evening`,
      `${SCHEDULED}.schedule="cron(5 * * * ? *)"`,
      `${SCHEDULED}.startTime=2026-03-02T00:50:00Z`,
      `${SCHEDULED}.endTime=2026-03-02T00:10:00Z`,
      `${SCHEDULED}.scalableTargetAction.minCapacity=7`,
      `${SCHEDULED}.scalableTargetAction.maxCapacity=6`,
    ),
    {
      change: `${SCHEDULED}.timezone=Asia/Kolkata`,
      before: [schedule('schedule: "cron(15 * * * ? *)", scalableTargetAction: {minCapacity: 6}')],
    },

    {
      change: `${REGISTERED}.resourceId=service/main/api`,
      before: [register('minCapacity: 6')],
      refusal: /api/,
    },
    ...given(register('minCapacity: 6'), `${REGISTERED}.minCapacity=7`),
    ...given(register('maxCapacity: 6'), `${REGISTERED}.maxCapacity=5`),
    ...after(
      [MORE, register('suspendedState: {dynamicScalingInSuspended: false}')],
      [
        `${REGISTERED}.suspendedState.dynamicScalingInSuspended=true`,
        `${REGISTERED}.suspendedState.dynamicScalingOutSuspended=true`,
        `${REGISTERED}.suspendedState.scheduledScalingSuspended=true`,
      ],
    ),

    'timings["cloudwatch.delay"]=30s',
    'timings["scaling.actionDelay"]=20s',
    'timings["targetTracking.lowFor"]=5m',
    'timings["targetTracking.datapoint"]=minimum',
    'timings["targetTracking.highDatapoints"]=5',
    'timings["targetTracking.lowFraction"]=0.5',
    'timings["cloudwatch.alarmPhase"]=random',
    {
      change: 'timings["elb.idleRequestCount"]=missing',
      before: [
        'workloads[0].requests.rate={steps: [[0s, 100], [30m, 0]]}',
        `${TRACKING}={targetValue: 1000, predefinedMetricSpecification: {predefinedMetricType: ALBRequestCountPerTarget}}`,
      ],
    },
    ...after(
      [
        'services[0].monitoring.metricConfigurations=[{metricNames: [CPUUtilization], resolutionSeconds: 20}]',
        `${TRACKING}.predefinedMetricSpecification.predefinedMetricType=ECSServiceAverageCPUUtilizationHighResolution`,
      ],
      [
        'timings["cloudwatch.delay.highResolution"]=40s',
        {
          change: 'services[0].monitoring.metricConfigurations[0].metricNames=[MemoryUtilization]',
          refusal: /a metric that the service publishes/,
        },
        {
          change: 'services[0].monitoring.metricConfigurations[0].resolutionSeconds=60',
          refusal: /a metric that the service publishes/,
        },
      ],
    ),
  ]),

  ...inScenario('stepped', [
    `${STEP}.adjustmentType=ExactCapacity`,
    {
      change: `${STEP}.stepAdjustments[1].metricIntervalLowerBound=16`,
      along: [`${STEP}.stepAdjustments[0].metricIntervalUpperBound=16`],
    },
    {
      change: `${STEP}.stepAdjustments[0].metricIntervalUpperBound=18`,
      along: [`${STEP}.stepAdjustments[1].metricIntervalLowerBound=18`],
    },
    `${STEP}.stepAdjustments[0].scalingAdjustment=2`,
    ...given(`${STEP}.adjustmentType=PercentChangeInCapacity`, `${STEP}.minAdjustmentMagnitude=2`),
    `${STEP}.cooldown=300`,
    `${STEP}.metricAggregationType=Minimum`,
    ...after(follow(`${BACKLOG}, statistic: Average`), [
      ...otherMetrics(`${TRACKING}.customizedMetricSpecification`),
      `${TRACKING}.customizedMetricSpecification.statistic=SampleCount`,
    ]),
    {
      change: 'timings["scaling.fromZeroDatapoints"]=5',
      before: [
        ...follow(`${BACKLOG}, statistic: Average`),
        'services[0].desiredCount=0',
        `${TARGET}.minCapacity=0`,
      ],
    },
    ...queryRows(`${TRACKING}.customizedMetricSpecification.metrics`, (list) => follow(`metrics: ${list}`)),
  ]),

  ...inScenario('forecast', [
    `${FORECAST}.targetValue=0.4`,
    // After six hours the load of the run counts as well.
    ...given(
      'simulation.duration=7h',
      `${FORECAST}.predefinedMetricPairSpecification.predefinedMetricType=ALBRequestCount`,
    ),
    ...after(
      [
        `${FORECAST}={targetValue: 0.5, predefinedLoadMetricSpecification: {predefinedMetricType: ECSServiceTotalCPUUtilization}, predefinedScalingMetricSpecification: {predefinedMetricType: ECSServiceAverageCPUUtilization}}`,
      ],
      [
        {
          change: `${FORECAST}.predefinedLoadMetricSpecification.predefinedMetricType=ECSServiceTotalMemoryUtilization`,
          refusal: /a metric of the same quantity as ECSServiceTotalMemoryUtilization/,
        },
        {
          change: `${FORECAST}.predefinedScalingMetricSpecification.predefinedMetricType=ALBRequestCountPerTarget`,
          refusal: /a metric of the same quantity as ECSServiceTotalCPUUtilization/,
        },
      ],
    ),
    ...given(
      `${FORECAST}.history={hourly: [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}`,
      `${FORECAST}.history.hourly=[1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2]`,
    ),
    `${FORECAST}.history.hours=30`,
    `${PREDICTIVE}.mode=ForecastOnly`,
    `${PREDICTIVE}.schedulingBufferTime=60`,
    {
      change: `${PREDICTIVE}.maxCapacityBreachBehavior=IncreaseMaxCapacity`,
      along: [`${PREDICTIVE}.maxCapacityBuffer=10`],
    },
    // Another policy wants more than is forecast.
    {
      change: `${PREDICTIVE}.maxCapacityBuffer=50`,
      before: [
        `${PREDICTIVE}.maxCapacityBreachBehavior=IncreaseMaxCapacity`,
        `${PREDICTIVE}.maxCapacityBuffer=10`,
        `${TARGET}.scalingPolicies[1]={policyName: cpu, targetTrackingScalingPolicyConfiguration: {targetValue: 1, predefinedMetricSpecification: {predefinedMetricType: ECSServiceAverageCPUUtilization}}}`,
      ],
    },
  ]),
  ...inScenario(
    'forecast',
    after([`${FORECAST}.history={hours: 30}`], plainForms(`${FORECAST}.history.series`)),
  ),
  ...inScenario('followed', plainForms('customMetrics[0].values')),
];
