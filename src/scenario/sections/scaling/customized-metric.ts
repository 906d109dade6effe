import type * as z from 'zod';
import type { MetricQuery } from '../../../cloudwatch/metric.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import { choice, text } from '../../shapes/fields.ts';
import { type KeyRules, mapping, unless } from '../../shapes/mapping.ts';
import { dimensionsSchema } from '../cloudwatch/dimensions.ts';
import { combinedQuery, dataQueriesSchema, readStatistic, singleQuery } from '../cloudwatch/metric-query.ts';
import type { MetricParts } from '../cloudwatch/metric-source.ts';

/** Of a customized metric. */
const PERIOD_MS = 60_000;

const keysAt = ({ shape, path }: NonNullable<KeyRules['aws']>) => ({
  namespace: text('a namespace', 255).optional().describe('Such as AWS/ECS.'),
  metricName: text('the name of a metric', 255).optional().describe('Such as CPUUtilization.'),
  dimensions: dimensionsSchema({ shape, path: [...path, 'dimensions'] }).optional(),
  statistic: choice(['Average', 'Minimum', 'Maximum', 'SampleCount', 'Sum'])
    .optional()
    .describe('How the samples of a minute are taken together.'),
  metrics: dataQueriesSchema({ shape, path: [...path, 'metrics'] }, false)
    .optional()
    .describe('Instead of them: metrics, and expressions over them.'),
});

type Schema = z.ZodObject<ReturnType<typeof keysAt>, z.core.$strict>;

/** `customizedMetricSpecification` of target tracking: one metric, or an expression over several. */
export function customizedMetricSchema(aws: NonNullable<KeyRules['aws']>): Schema {
  return mapping(keysAt(aws), { aws, notModelled: { period: unless(60) } });
}

/** A configuration of target tracking names one metric, in one of two ways. */
export function checkOneMetric(
  {
    predefinedMetricSpecification: predefined,
    customizedMetricSpecification: customized,
  }: {
    readonly predefinedMetricSpecification?: unknown;
    readonly customizedMetricSpecification?: unknown;
  },
  path: Path,
  findings: Findings,
): boolean {
  if ((predefined === undefined) !== (customized === undefined)) return true;
  findings.add(
    path,
    'exactly one of `predefinedMetricSpecification`, `customizedMetricSpecification`',
    predefined === undefined ? 'neither' : 'both',
  );
  return false;
}

/** The query of a customized metric; `null` when something about it is wrong. */
export function customizedQuery(
  stated: z.output<Schema>,
  path: Path,
  parts: MetricParts,
  findings: Findings,
): MetricQuery | null {
  const { namespace, metricName, dimensions = [], statistic, metrics } = stated;
  if (metrics !== undefined) {
    for (const key of ['namespace', 'metricName', 'dimensions', 'statistic'] as const)
      if (stated[key] !== undefined) findings.add([...path, key], `no \`${key}\` beside \`metrics\``, 'one');
    return combinedQuery(metrics, [...path, 'metrics'], PERIOD_MS, parts, findings);
  }
  if (findings.isBroken([...path, 'metrics'])) return null;
  const missing = (['namespace', 'metricName', 'statistic'] as const).filter(
    (key) => stated[key] === undefined,
  );
  for (const key of missing) findings.add([...path, key], `${WORDS[key]}, or \`metrics\``, 'nothing');
  if (namespace === undefined || metricName === undefined || statistic === undefined) return null;
  const at = {
    namespace: [...path, 'namespace'],
    metricName: [...path, 'metricName'],
    dimensions: [...path, 'dimensions'],
    statistic: [...path, 'statistic'],
    period: path,
  };
  const how = readStatistic(statistic, at.statistic, findings)!;
  return singleQuery(
    { namespace, metricName, dimensions, statistic: how, periodMs: PERIOD_MS, at },
    parts,
    findings,
  );
}

const WORDS = {
  namespace: 'a namespace',
  metricName: 'the name of a metric',
  statistic: 'a statistic',
} as const;
