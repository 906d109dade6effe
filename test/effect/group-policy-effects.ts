import { after, type Effect, given, inScenario } from './effect.ts';
import { queryRows } from './scaling-effects.ts';

const TRACKED = 'autoScalingGroups[0].scalingPolicies[0]';
const TRACKING = `${TRACKED}.targetTrackingConfiguration`;
const STEPPED = 'autoScalingGroups[1]';
const STEP = `${STEPPED}.scalingPolicies[0]`;
const SIMPLE = 'autoScalingGroups[2]';
const MORE = `${SIMPLE}.scalingPolicies[0]`;
const SCHEDULED = `${SIMPLE}.scheduledUpdateGroupActions[0]`;

/** The first policy follows one of the scenario's own metrics. */
const follow = (specification: string) => [
  `${TRACKING}={targetValue: 10, customizedMetricSpecification: {${specification}}}`,
];
const BACKLOG = 'namespace: Shop, metricName: Backlog, dimensions: [{name: Queue, value: jobs}]';
const requests = (label: string) =>
  `${TRACKING}={targetValue: 200, predefinedMetricSpecification: {predefinedMetricType: ALBRequestCountPerTarget, resourceLabel: ${label}}}`;

/** Rows about policies and scheduled actions of Auto Scaling groups. */
export const GROUP_POLICY_EFFECTS: readonly Effect[] = inScenario('selfScaled', [
  `${MORE}.cooldown=60`,
  { change: `${SIMPLE}.defaultCooldown=1200` },
  { change: `${STEPPED}.defaultInstanceWarmup=30` },
  { change: 'autoScalingGroups[0].instanceMonitoring.enabled=false' },
  `${TRACKED}.policyName=other`,
  `${TRACKED}.estimatedInstanceWarmup=900`,
  `${TRACKED}.enabled=false`,
  `${TRACKING}.targetValue=60`,
  `${TRACKING}.disableScaleIn=true`,
  {
    change: `${TRACKING}.predefinedMetricSpecification.predefinedMetricType=ALBRequestCountPerTarget`,
    along: [`${TRACKING}.predefinedMetricSpecification.resourceLabel=web`],
  },
  ...given(requests('web'), `${TRACKING}.predefinedMetricSpecification.resourceLabel=shop`),
  ...after(follow(`${BACKLOG}, statistic: Average`), [
    `${TRACKING}.customizedMetricSpecification.namespace=Store`,
    `${TRACKING}.customizedMetricSpecification.metricName=Age`,
    `${TRACKING}.customizedMetricSpecification.dimensions[0].name=Line`,
    `${TRACKING}.customizedMetricSpecification.dimensions[0].value=mail`,
    `${TRACKING}.customizedMetricSpecification.statistic=SampleCount`,
  ]),
  ...queryRows(`${TRACKING}.customizedMetricSpecification.metrics`, (metrics) =>
    follow(`metrics: ${metrics}`),
  ),

  `${STEP}.minAdjustmentMagnitude=3`,
  `${STEP}.metricAggregationType=Maximum`,
  `${STEP}.stepAdjustments[0].scalingAdjustment=60`,
  {
    change: `${STEP}.stepAdjustments[1].metricIntervalLowerBound=2`,
    along: [
      `${STEP}.stepAdjustments[0]={metricIntervalLowerBound: 0, metricIntervalUpperBound: 2, scalingAdjustment: 20}`,
    ],
  },
  {
    change: `${STEP}.stepAdjustments[0].metricIntervalUpperBound=2`,
    along: [`${STEP}.stepAdjustments[1]={metricIntervalLowerBound: 2, scalingAdjustment: 60}`],
  },

  `${MORE}.adjustmentType=ExactCapacity`,
  `${MORE}.scalingAdjustment=3`,

  `${SCHEDULED}.scheduledActionName=evening`,
  `${SCHEDULED}.recurrence="35 * * * *"`,
  {
    change: `${SCHEDULED}.timeZone=Asia/Kolkata`,
    before: [`${SCHEDULED}={scheduledActionName: night, recurrence: "20 * * * *", desiredCapacity: 6}`],
  },
  `${SCHEDULED}.startTime=2026-03-02T01:00:00Z`,
  `${SCHEDULED}.endTime=2026-03-02T01:00:00Z`,
  `${SCHEDULED}.minSize=5`,
  `${SCHEDULED}.maxSize=6`,
  `${SCHEDULED}.desiredCapacity=9`,
]);
