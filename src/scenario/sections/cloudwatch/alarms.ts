import * as z from 'zod';
import { acceptsPeriods, type ComparisonOperator, evaluationRange } from '../../../cloudwatch/alarm.ts';
import type { MetricQuery } from '../../../cloudwatch/metric.ts';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import { Names } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { AlarmActionSpec, AlarmSpec } from '../../scaling-spec.ts';
import type { Scenario } from '../../scenario.ts';
import { choice, flag, integer, modelledChoice, text } from '../../shapes/fields.ts';
import { mapping, notModelled } from '../../shapes/mapping.ts';
import type { ScalableTargets } from '../scaling/scalable-targets.ts';
import { type NamedPolicy, resolveAlarmAction } from './alarm-actions.ts';
import { dimensionsSchema } from './dimensions.ts';
import {
  combinedQuery,
  dataQueriesSchema,
  periodSchema,
  readStatistic,
  singleQuery,
} from './metric-query.ts';
import type { MetricParts } from './metric-source.ts';

const SHAPE = 'MetricAlarm';
const COMPARISONS: readonly ComparisonOperator[] = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
];
const DEFAULT_PERIOD_SECONDS = 60;
const MOST_WARM_UP_MINUTES = 2880;
/** Actions of one state, at most. */
const MOST_ACTIONS = 5;

/** Actions of one state. */
const actionsOf = (state: string) =>
  z
    .array(text('a scaling policy or an ARN', 1024))
    .max(MOST_ACTIONS, `at most ${MOST_ACTIONS} actions`)
    .prefault([])
    .describe(
      `Step and simple scaling policies that are called in ${state}: policyName, service/CLUSTER/NAME/policyName, autoScalingGroup/NAME/policyName or ARN.`,
    );

export const alarmSchema = mapping(
  {
    alarmName: text('a name of up to 255 characters', 255).describe('Name of the alarm.'),
    namespace: text('a namespace', 255).optional().describe('Such as AWS/ECS.'),
    metricName: text('the name of a metric', 255).optional().describe('Such as CPUUtilization.'),
    dimensions: dimensionsSchema({ shape: SHAPE, path: ['dimensions'] }).optional(),
    statistic: choice(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'])
      .optional()
      .describe('How the samples of a period are taken together.'),
    extendedStatistic: text('a percentile such as p99', 100)
      .optional()
      .describe('Instead of `statistic`: a percentile such as p99.'),
    metrics: dataQueriesSchema({ shape: SHAPE, path: ['metrics'] }, true)
      .optional()
      .describe('Instead of one metric: metrics, and expressions over them.'),
    period: periodSchema
      .optional()
      .describe(`Seconds: 10, 20, 30 or a multiple of 60; default ${DEFAULT_PERIOD_SECONDS}.`),
    evaluationPeriods: integer(1).describe('Periods that are looked at.'),
    datapointsToAlarm: integer(1)
      .optional()
      .describe('How many of them must be beyond the threshold; default all.'),
    threshold: z.number('a number').describe('What the metric is compared with.'),
    comparisonOperator: modelledChoice(COMPARISONS, /^(?:LessThanLower|GreaterThanUpper)/).describe(
      'When a data point is beyond the threshold.',
    ),
    treatMissingData: choice(['missing', 'ignore', 'breaching', 'notBreaching'])
      .prefault('missing')
      .describe('What counts in place of data points that are missing.'),
    evaluateLowSampleCountPercentile: choice(['evaluate', 'ignore'])
      .prefault('evaluate')
      .describe('Of a percentile: whether it counts when there are few samples.'),
    actionsEnabled: flag().prefault(true).describe('Whether it calls anybody.'),
    alarmActions: actionsOf('ALARM'),
    okActions: actionsOf('OK'),
    insufficientDataActions: actionsOf('INSUFFICIENT_DATA'),
    warmUpConfiguration: mapping(
      {
        warmUpPeriodDurationInMinutes: integer(1, MOST_WARM_UP_MINUTES).describe(
          'Minutes from the start in which it has not enough data and calls nobody.',
        ),
        onlyStartEvaluatingAfterWarmUpPeriodEnds: flag()
          .prefault(false)
          .describe('Whether it waits for the end of them even if it has enough data.'),
      },
      { aws: { shape: SHAPE, path: ['warmUpConfiguration'] } },
    ).optional(),
  },
  {
    aws: { shape: SHAPE, path: [] },
    notModelled: {
      ...notModelled('thresholdMetricId', 'evaluationCriteria', 'evaluationInterval'),
      evaluationWindow: isSliding,
    },
  },
);

/** The usual window, which moves on with every evaluation. */
function isSliding(window: unknown): boolean {
  return /^\{"slidingWindow":(?:\{\}|null)\}$/i.test(JSON.stringify(window));
}

type Alarm = z.output<typeof alarmSchema>;

/** What alarms refer to. */
export interface AlarmParts extends MetricParts {
  readonly scalableTargets: ScalableTargets;
  readonly timings: Scenario['timings'];
}

/** The alarms in the order of the file; those that are wrong are left out. */
export interface Alarms {
  readonly specs: readonly AlarmSpec[];
  /** Every policy that one of them names, whether it is called or not; `null`: some alarms are wrong. */
  readonly named: readonly NamedPolicy[] | null;
}

/** Makes the alarms of the section. */
export function resolveAlarms(section: unknown, parts: AlarmParts, context: LoadContext): Alarms {
  const { findings } = context;
  const names = new Names<AlarmSpec>('an alarm');
  const named: NamedPolicy[] = [];
  const specs: AlarmSpec[] = [];
  const decoded = decodeList(alarmSchema, section, ['alarms'], findings);
  for (const [i, stated] of decoded.entries()) {
    if (stated === null) continue;
    const path: Path = ['alarms', i];
    const query = resolveQuery(stated, path, parts, context);
    const actions = resolveActions(stated, path, parts.scalableTargets, context);
    named.push(...actions);
    checkCounts(stated, query, path, context);
    if (query === null) continue;
    const spec = specOf(stated, query, stated.actionsEnabled ? actions : [], parts);
    names.add(stated.alarmName, spec, [...path, 'alarmName'], findings);
    specs.push(spec);
  }
  const isWhole = !decoded.includes(null) && !findings.isBroken(['alarms']);
  return { specs, named: isWhole ? named : null };
}

function specOf(
  stated: Alarm,
  query: MetricQuery,
  actions: readonly AlarmActionSpec[],
  { timings }: AlarmParts,
): AlarmSpec {
  const { evaluationPeriods, warmUpConfiguration } = stated;
  return {
    alarmName: stated.alarmName,
    query,
    rule: {
      comparison: stated.comparisonOperator,
      threshold: stated.threshold,
      evaluationPeriods,
      datapointsToAlarm: stated.datapointsToAlarm ?? evaluationPeriods,
      evaluationRange: evaluationRange(evaluationPeriods, timings['cloudwatch.extraPeriods']),
      treatMissingData: stated.treatMissingData,
    },
    evaluateLowSampleCountPercentile: stated.evaluateLowSampleCountPercentile,
    warmUpMs: (warmUpConfiguration?.warmUpPeriodDurationInMinutes ?? 0) * 60_000,
    waitsForWarmUpEnd: warmUpConfiguration?.onlyStartEvaluatingAfterWarmUpPeriodEnds ?? false,
    actions,
  };
}

const OF_ONE_METRIC = [
  'namespace',
  'metricName',
  'dimensions',
  'statistic',
  'extendedStatistic',
  'period',
] as const;

function resolveQuery(
  stated: Alarm,
  path: Path,
  parts: MetricParts,
  { findings }: LoadContext,
): MetricQuery | null {
  const { namespace, metricName, dimensions = [], statistic, extendedStatistic, metrics, period } = stated;
  const at = (key: keyof Alarm): Path => [...path, key];
  if (metrics !== undefined || findings.isBroken(at('metrics'))) {
    for (const key of OF_ONE_METRIC)
      if (stated[key] !== undefined) findings.add(at(key), `no \`${key}\` beside \`metrics\``, 'one');
    return metrics === undefined ? null : combinedQuery(metrics, at('metrics'), null, parts, findings);
  }
  if (namespace === undefined) findings.add(at('namespace'), 'a namespace, or `metrics`', 'nothing');
  if (metricName === undefined)
    findings.add(at('metricName'), 'the name of a metric, or `metrics`', 'nothing');
  if ((statistic === undefined) === (extendedStatistic === undefined)) {
    findings.add(
      at('statistic'),
      'exactly one of `statistic`, `extendedStatistic`',
      statistic === undefined ? 'neither' : 'both',
    );
    return null;
  }
  const key = statistic === undefined ? 'extendedStatistic' : 'statistic';
  const how = readStatistic(stated[key]!, at(key), findings);
  if (how !== null && statistic === undefined && how.kind !== 'percentile')
    findings.add(at(key), 'a percentile such as p99', describeValue(extendedStatistic));
  if (namespace === undefined || metricName === undefined || how === null) return null;
  const periodMs = (period ?? DEFAULT_PERIOD_SECONDS) * 1000;
  const places = {
    namespace: at('namespace'),
    metricName: at('metricName'),
    dimensions: at('dimensions'),
    statistic: at(key),
    period: at('period'),
  };
  return singleQuery(
    { namespace, metricName, dimensions, statistic: how, periodMs, at: places },
    parts,
    findings,
  );
}

/** scaling. */
function checkCounts(
  { evaluationPeriods, datapointsToAlarm = 1 }: Alarm,
  query: MetricQuery | null,
  path: Path,
  { findings }: LoadContext,
): void {
  if (datapointsToAlarm > evaluationPeriods)
    findings.add(
      [...path, 'datapointsToAlarm'],
      `at most \`evaluationPeriods\`, ${evaluationPeriods}`,
      `${datapointsToAlarm}`,
    );
  if (query === null || acceptsPeriods(query.periodMs, evaluationPeriods)) return;
  const isShort = query.periodMs < 3_600_000;
  findings.add(
    [...path, 'evaluationPeriods'],
    `periods of ${isShort ? 'a day' : 'a week'} at most, all together`,
    `${evaluationPeriods} of ${query.periodMs / 1000} s`,
  );
}

const STATES = {
  alarmActions: 'ALARM',
  okActions: 'OK',
  insufficientDataActions: 'INSUFFICIENT_DATA',
} as const;

function resolveActions(
  stated: Alarm,
  path: Path,
  targets: ScalableTargets,
  { findings }: LoadContext,
): AlarmActionSpec[] {
  let elsewhere = 0;
  const actions = (Object.keys(STATES) as (keyof typeof STATES)[]).flatMap((key) =>
    stated[key].flatMap((reference, i): AlarmActionSpec[] => {
      const found = resolveAlarmAction(reference, [...path, key, i], targets, findings);
      if (found === 'elsewhere') elsewhere++;
      return found === null || typeof found === 'string' ? [] : [{ state: STATES[key], ...found }];
    }),
  );
  if (elsewhere > 0)
    findings.warn(
      'alarm-actions-without-effect',
      `Alarm ${stated.alarmName}: actions that are no scaling policies of this scenario are known to AWS, without effect here.`,
      elsewhere,
    );
  return actions;
}
