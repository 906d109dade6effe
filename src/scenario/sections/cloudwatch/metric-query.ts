import * as z from 'zod';
import { parseExpression } from '../../../cloudwatch/math/parse-expression.ts';
import type { Expression, MetricQuery, MetricTerm } from '../../../cloudwatch/metric.ts';
import { isPeriod } from '../../../cloudwatch/registry.ts';
import { parseStatistic, type Statistic } from '../../../cloudwatch/statistic.ts';
import type { Findings } from '../../findings.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { flag, pattern, text } from '../../shapes/fields.ts';
import { type KeyRules, mapping, notModelled, unless } from '../../shapes/mapping.ts';
import { combineExpressions } from './combine-expressions.ts';
import { dimensionsSchema, readDimensions } from './dimensions.ts';
import { type MetricParts, resolveMetricSource, type StatedMetric } from './metric-source.ts';

type AwsPlace = NonNullable<KeyRules['aws']>;

const PERIOD = '10, 20, 30 or a multiple of 60 up to 86400';

/** Seconds over which samples become one data point (scaling: ). */
export const periodSchema: z.ZodNumber = z.number(PERIOD).refine(isPeriod, PERIOD);

/** An entry of `metrics`, decoded. */
export interface StatedDataQuery {
  readonly id: string;
  readonly expression?: string | undefined;
  readonly metricStat?:
    | {
        readonly metric: StatedMetricName;
        readonly stat: string;
        readonly period?: number | undefined;
      }
    | undefined;
  readonly label?: string | undefined;
  readonly returnData?: boolean | undefined;
  readonly period?: number | undefined;
}

interface StatedMetricName {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: readonly { readonly name: string; readonly value: string }[];
}

/** AWS's most, metrics and expressions (scaling: ). */
const MOST_QUERIES = 20;
const MOST_METRICS = 10;

/** `metrics`: metrics and expressions over them; `periods`: whether they say how long their periods are. */
export function dataQueriesSchema(
  { shape, path }: AwsPlace,
  periods: boolean,
): z.ZodType<readonly StatedDataQuery[], unknown> {
  const inside = (...keys: readonly string[]): AwsPlace => ({ shape, path: [...path, ...keys] });
  const periodKey = { period: periodSchema.optional().describe('Seconds; the same of all that are used.') };
  const period = periods ? periodKey : ({} as typeof periodKey);
  const otherPeriods = periods ? {} : { period: unless(60) };
  const metric = mapping(
    {
      namespace: text('a namespace', 255).describe('Such as AWS/ECS.'),
      metricName: text('the name of a metric', 255).describe('Such as CPUUtilization.'),
      dimensions: dimensionsSchema(inside('metricStat', 'metric', 'dimensions')).prefault([]),
    },
    { aws: inside('metricStat', 'metric') },
  );
  return z
    .array(
      mapping(
        {
          id: pattern(/^[a-z]\w{0,254}$/, 'a small letter, then letters, digits and underscores').describe(
            'What expressions call it.',
          ),
          expression: text('an expression', 2048).optional().describe('Metric math over other entries.'),
          metricStat: mapping(
            {
              metric,
              stat: text('a statistic', 100).describe('Average, Sum, Minimum, Maximum, SampleCount or pNN.'),
              ...period,
            },
            { aws: inside('metricStat'), notModelled: otherPeriods },
          ).optional(),
          label: z.string('text').optional().describe('Changes nothing.'),
          returnData: flag()
            .prefault(true)
            .describe('Whether it is the one that is looked at; exactly one is.'),
          ...period,
        },
        {
          aws: inside(),
          checkedOnly: ['label'],
          notModelled: periods ? notModelled('accountId') : otherPeriods,
        },
      ),
    )
    .min(1, 'at least one metric')
    .max(MOST_QUERIES, `at most ${MOST_QUERIES} metrics and expressions`);
}

/** The statistic of a text; a problem where it is none. */
export function readStatistic(stated: string, path: Path, findings: Findings): Statistic | null {
  const statistic = parseStatistic(stated);
  // CloudWatch has no p0.
  if (statistic !== null && !(statistic.kind === 'percentile' && statistic.fraction === 0)) return statistic;
  findings.add(
    path,
    'Average, Sum, Minimum, Maximum, SampleCount or a percentile such as p99',
    describeValue(stated),
    /^(?:tm|wm|tc|ts|pr|iqm)\S*$/i.test(stated) ? `${stated} is not modelled yet.` : undefined,
  );
  return null;
}

/** A metric of a query, and where its parts stand. */
interface StatedTerm extends Omit<StatedMetric, 'dimensions'> {
  readonly dimensions: StatedMetricName['dimensions'];
}

/** A query of one metric. */
export function singleQuery(stated: StatedTerm, parts: MetricParts, findings: Findings): MetricQuery | null {
  const term = resolveTerm('m1', stated, parts, findings);
  return term === null ? null : { periodMs: stated.periodMs, terms: [term], expression: null };
}

function resolveTerm(
  id: string,
  stated: StatedTerm,
  parts: MetricParts,
  findings: Findings,
): MetricTerm | null {
  const { namespace, metricName, statistic, at } = stated;
  const dimensions = readDimensions(stated.dimensions, at.dimensions, findings);
  const source = resolveMetricSource({ ...stated, dimensions }, parts, findings);
  return source === null ? null : { id, label: `${namespace} ${metricName}`, source, statistic };
}

/** A query of several metrics, or of one in the longer form. `periodMs`: of all of them; `null`: they say it themselves. */
export function combinedQuery(
  stated: readonly StatedDataQuery[],
  path: Path,
  periodMs: number | null,
  parts: MetricParts,
  findings: Findings,
): MetricQuery | null {
  if (findings.isBroken(path)) return null;
  const returned = checkForm(stated, path, findings);
  const period = periodMs ?? commonPeriod(stated, path, findings);
  const terms = stated.map(({ id, metricStat }, i) =>
    metricStat === undefined || period === null
      ? null
      : resolveStat(id, metricStat, period, [...path, i, 'metricStat'], parts, findings),
  );
  const expressions = readExpressions(stated, path, findings);
  const isWhole = stated.every(
    ({ expression }, i) => (expression === undefined ? terms : expressions)[i] !== null,
  );
  if (returned === null || period === null || !isWhole) return null;
  const term = terms[returned] ?? null;
  if (term !== null) return { periodMs: period, terms: [term], expression: null };
  const combined = combineExpressions(expressions, returned);
  if ('expected' in combined) {
    findings.add([...path, combined.entry, 'expression'], combined.expected, combined.received);
    return null;
  }
  const { entries, expression } = combined;
  return { periodMs: period, terms: entries.map((entry) => terms[entry]!), expression };
}

function resolveStat(
  id: string,
  { metric, stat }: NonNullable<StatedDataQuery['metricStat']>,
  periodMs: number,
  path: Path,
  parts: MetricParts,
  findings: Findings,
): MetricTerm | null {
  const statistic = readStatistic(stat, [...path, 'stat'], findings);
  if (statistic === null) return null;
  const at = {
    namespace: [...path, 'metric', 'namespace'],
    metricName: [...path, 'metric', 'metricName'],
    dimensions: [...path, 'metric', 'dimensions'],
    statistic: [...path, 'stat'],
    period: [...path, 'period'],
  };
  return resolveTerm(id, { ...metric, statistic, periodMs, at }, parts, findings);
}

/** Each entry's expression over all entries; `null`: it has none, or one that is wrong. */
function readExpressions(
  stated: readonly StatedDataQuery[],
  path: Path,
  findings: Findings,
): (Expression | null)[] {
  const ids = stated.map(({ id }) => id);
  return stated.map(({ expression }, i) => {
    if (expression === undefined) return null;
    const parsed = parseExpression(expression, ids);
    if (!('error' in parsed)) return parsed;
    const [expected = '', received = describeValue(expression)] = parsed.error
      .replace(/^expected /, '')
      .split(', received ');
    findings.add([...path, i, 'expression'], expected, received);
    return null;
  });
}

/** Each entry is one thing, and exactly one of them is looked at: its position. */
function checkForm(stated: readonly StatedDataQuery[], path: Path, findings: Findings): number | null {
  const { problems } = findings;
  const before = problems.length;
  const ids = new Set<string>();
  for (const [i, { id, expression, metricStat }] of stated.entries()) {
    if (ids.has(id))
      findings.add([...path, i, 'id'], 'an id that no other entry has', `${describeValue(id)} once more`);
    ids.add(id);
    if ((expression === undefined) === (metricStat === undefined))
      findings.add(
        [...path, i],
        'exactly one of `metricStat`, `expression`',
        expression === undefined ? 'neither' : 'both',
      );
  }
  const metrics = stated.filter(({ metricStat }) => metricStat !== undefined).length;
  if (metrics > MOST_METRICS) findings.add(path, `at most ${MOST_METRICS} metrics`, `${metrics}`);
  const returned = stated.flatMap(({ returnData }, i) => (returnData === false ? [] : [i]));
  if (returned.length !== 1)
    findings.add(
      path,
      'exactly one entry without `returnData: false`',
      returned.length === 0 ? 'none' : returned.map((i) => stated[i]!.id).join(', '),
    );
  return problems.length > before ? null : returned[0]!;
}

/** One period of all (scaling: ); `null`, and a problem, where there is none. */
function commonPeriod(stated: readonly StatedDataQuery[], path: Path, findings: Findings): number | null {
  let common: number | null = null;
  let isCommon = true;
  for (const [i, { period, metricStat }] of stated.entries()) {
    const places: readonly [Path, number | undefined][] = [
      [[...path, i, 'metricStat', 'period'], metricStat?.period],
      [[...path, i, 'period'], period],
    ];
    for (const [at, seconds] of places) {
      if (seconds === undefined) continue;
      common ??= seconds;
      if (seconds === common) continue;
      findings.add(at, `the same period as the others, ${common}`, `${seconds}`);
      isCommon = false;
    }
  }
  return isCommon ? (common ?? 60) * 1000 : null;
}
