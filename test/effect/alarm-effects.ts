import { after, type Effect, given, inScenario } from './effect.ts';
import { queryRows } from './scaling-effects.ts';

const ALARM = 'alarms[0]';
const SPARE = 'alarms[1]';
const METRIC = 'customMetrics[0]';

const RULE =
  'evaluationPeriods: 2, threshold: 10, comparisonOperator: GreaterThanThreshold, alarmActions: [up]';
const ofQuery = (list: string) => [`${ALARM}={alarmName: own, ${RULE}, metrics: ${list}}`];
const BACKLOG = '{namespace: Shop, metricName: Backlog, dimensions: [{name: Queue, value: jobs}]}';

/** The metric ends after 110 minutes, at the threshold. */
const ENDING = [
  'simulation.duration=3h',
  `${METRIC}.values={file: rate.csv, timeColumn: time, valueColumn: tasks, scale: 5}`,
];

/** An alarm on response times of the web service. */
const slow = (parts: string) =>
  `${ALARM}={alarmName: slow, namespace: AWS/ApplicationELB, metricName: TargetResponseTime, dimensions: [{name: TargetGroup, value: web}], evaluationPeriods: 1, comparisonOperator: GreaterThanThreshold, ${parts}}`;

/** Rows about alarms and the scenario's own metrics. */
export const ALARM_EFFECTS: readonly Effect[] = [
  ...inScenario('stepped', [
    // What is one metric's name is another one's.
    { change: `${METRIC}.namespace=Store`, along: ['customMetrics[4].namespace=Shop'] },
    { change: `${METRIC}.metricName=Age`, along: ['customMetrics[3].metricName=Backlog'] },
    { change: `${METRIC}.dimensions.Queue=mail`, along: ['customMetrics[1].dimensions.Queue=jobs'] },

    `${ALARM}.alarmName=other`,
    `${ALARM}.namespace=Store`,
    `${ALARM}.metricName=Age`,
    `${ALARM}.dimensions[0].name=Line`,
    `${ALARM}.dimensions[0].value=mail`,
    `${ALARM}.statistic=SampleCount`,
    `${ALARM}.period=120`,
    `${ALARM}.evaluationPeriods=3`,
    `${ALARM}.datapointsToAlarm=1`,
    `${ALARM}.threshold=20`,
    `${ALARM}.comparisonOperator=LessThanThreshold`,
    ...after(ENDING, [`${ALARM}.treatMissingData=breaching`]),
    `${ALARM}.actionsEnabled=false`,
    `${ALARM}.alarmActions=[]`,
    `${SPARE}.okActions=[up]`,
    ...after(ENDING, [`${SPARE}.insufficientDataActions=[down]`]),
    `${ALARM}.warmUpConfiguration.warmUpPeriodDurationInMinutes=12`,
    ...given(
      `${ALARM}.warmUpConfiguration={warmUpPeriodDurationInMinutes: 13}`,
      `${ALARM}.warmUpConfiguration.onlyStartEvaluatingAfterWarmUpPeriodEnds=true`,
    ),
    ...queryRows(`${ALARM}.metrics`, ofQuery),
    ...after(ofQuery(`[{id: m1, metricStat: {metric: ${BACKLOG}, stat: Average, period: 60}}]`), [
      `${ALARM}.metrics[0].metricStat.period=300`,
    ]),
    ...after(
      ofQuery(
        `[{id: m1, returnData: false, metricStat: {metric: ${BACKLOG}, stat: Average}}, {id: e1, expression: m1, period: 60}]`,
      ),
      [`${ALARM}.metrics[1].period=300`],
    ),
    'timings["cloudwatch.delay.custom"]=80s',
    ...after(ENDING, ['timings["cloudwatch.extraPeriods"]=9']),
  ]),

  ...inScenario('tracked', [
    ...given(slow('extendedStatistic: p99, threshold: 0.05'), `${ALARM}.extendedStatistic=p50`),
    {
      change: `${ALARM}.evaluateLowSampleCountPercentile=ignore`,
      before: [slow('extendedStatistic: p99.99, threshold: 0.05')],
    },
    {
      change: 'clusters[0].settings[0].value=disabled',
      before: [
        `${ALARM}={alarmName: many, namespace: ECS/ContainerInsights, metricName: RunningTaskCount, dimensions: [{name: ClusterName, value: main}, {name: ServiceName, value: web}], statistic: Average, evaluationPeriods: 1, threshold: 5, comparisonOperator: GreaterThanThreshold}`,
      ],
      refusal: /Container Insights of cluster main is off/,
    },
  ]),
];
