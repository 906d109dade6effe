import * as z from 'zod';
import type { MaxCapacityBreach } from '../../../policies/scaling/predictive-scaling.ts';
import type { LoadContext } from '../../context.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ForecastSpec, ScalingPolicySpec } from '../../scaling-spec.ts';
import { amount, choice, integer, text } from '../../shapes/fields.ts';
import { mapping, notModelled } from '../../shapes/mapping.ts';
import type { TargetGroups } from '../load-balancing/target-groups.ts';
import type { ResolvedService } from '../services/services.ts';
import { historySchema, resolveHistory } from './load-history.ts';
import { checkNoLabel, checkRequestCount, type StatedPredefined } from './request-count.ts';

const SHAPE = 'ScalingPolicy';
const CONFIGURATION = ['predictiveScalingPolicyConfiguration'];
const SPECIFICATION = [...CONFIGURATION, 'metricSpecifications'];

type Load = ForecastSpec['load'];

const PAIRS = {
  ECSServiceCPUUtilization: 'cpu',
  ECSServiceMemoryUtilization: 'memory',
  ALBRequestCount: 'requests',
} as const satisfies Readonly<Record<string, Load>>;
const LOADS = {
  ECSServiceTotalCPUUtilization: 'cpu',
  ECSServiceTotalMemoryUtilization: 'memory',
  TotalALBRequestCount: 'requests',
} as const satisfies Readonly<Record<string, Load>>;
const SCALED = {
  ECSServiceAverageCPUUtilization: 'cpu',
  ECSServiceAverageMemoryUtilization: 'memory',
  ALBRequestCountPerTarget: 'requests',
} as const satisfies Readonly<Record<string, Load>>;

/** A mapping of a metric by one of these names. */
function predefined<T extends string>(key: string, types: Readonly<Record<T, Load>>) {
  return mapping(
    {
      predefinedMetricType: choice(Object.keys(types) as T[]).describe('CPU, memory or requests.'),
      resourceLabel: text('a target group')
        .optional()
        .describe('Of requests: app/NAME/ID/targetgroup/NAME/ID; needed if the service has several.'),
    },
    { aws: { shape: SHAPE, path: [...SPECIFICATION, key] }, checkedOnly: ['resourceLabel'] },
  );
}

const specificationSchema = mapping(
  {
    targetValue: amount(true).describe('What one task takes: percent, or requests a minute.'),
    predefinedMetricPairSpecification: predefined('predefinedMetricPairSpecification', PAIRS).optional(),
    predefinedLoadMetricSpecification: predefined('predefinedLoadMetricSpecification', LOADS).optional(),
    predefinedScalingMetricSpecification: predefined(
      'predefinedScalingMetricSpecification',
      SCALED,
    ).optional(),
    history: historySchema
      .optional()
      .describe(
        'Not of AWS: the load before the run, all tasks together: percent of one task, or requests a minute.',
      ),
  },
  {
    aws: { shape: SHAPE, path: SPECIFICATION },
    notModelled: notModelled(
      'customizedScalingMetricSpecification',
      'customizedLoadMetricSpecification',
      'customizedCapacityMetricSpecification',
    ),
  },
);

/** AWS takes a lead below an hour (scaling: ). */
const LONGEST_BUFFER_SECONDS = 3599;
const DEFAULT_BUFFER_SECONDS = 300;

export const predictiveScalingSchema = mapping(
  {
    metricSpecifications: z
      .array(specificationSchema)
      .min(1, 'one or two metrics')
      .max(2, 'one or two metrics'),
    mode: choice(['ForecastOnly', 'ForecastAndScale'])
      .prefault('ForecastOnly')
      .describe('Whether it acts on its forecasts.'),
    schedulingBufferTime: integer(0, LONGEST_BUFFER_SECONDS)
      .prefault(DEFAULT_BUFFER_SECONDS)
      .describe('Seconds before the hour at which its capacity is there.'),
    maxCapacityBreachBehavior: choice(['HonorMaxCapacity', 'IncreaseMaxCapacity'])
      .prefault('HonorMaxCapacity')
      .describe('Whether a forecast may go above the maximum.'),
    maxCapacityBuffer: integer(0, 100)
      .optional()
      .describe('With IncreaseMaxCapacity: percent that the maximum may be above the forecast.'),
  },
  { aws: { shape: SHAPE, path: CONFIGURATION } },
);

type Configuration = z.output<typeof predictiveScalingSchema>;

/** What a policy is about: its service, and the run that it is in. */
export interface PredictiveParts {
  readonly service: ResolvedService | null;
  readonly targetGroups: TargetGroups;
  readonly startMs: number;
  readonly seed: string;
}

/** A predictive scaling policy of a service; `null` when something about it is wrong. */
export function resolvePredictiveScaling(
  policyName: string,
  stated: Configuration,
  path: Path,
  parts: PredictiveParts,
  context: LoadContext,
): Extract<ScalingPolicySpec, { kind: 'predictive' }> | null {
  const forecasts = stated.metricSpecifications.map((specification, i) =>
    resolveForecast(specification, policyName, [...path, 'metricSpecifications', i], parts, context),
  );
  const maxCapacityBreach = resolveBreach(stated, path, context);
  if (forecasts.includes(null)) return null;
  return {
    kind: 'predictive',
    policyName,
    mode: stated.mode,
    schedulingBufferMs: stated.schedulingBufferTime * 1000,
    maxCapacityBreach,
    forecasts: forecasts.filter((forecast) => forecast !== null),
  };
}

function resolveBreach(
  { maxCapacityBreachBehavior: behavior, maxCapacityBuffer: buffer }: Configuration,
  path: Path,
  { findings }: LoadContext,
): MaxCapacityBreach {
  const at: Path = [...path, 'maxCapacityBuffer'];
  if (behavior === 'HonorMaxCapacity') {
    if (buffer !== undefined)
      findings.add(at, '`maxCapacityBuffer` only with IncreaseMaxCapacity', `${buffer} with ${behavior}`);
    return { behavior };
  }
  if (buffer === undefined) findings.add(at, `an integer from 0 to 100 with ${behavior}`, 'nothing');
  return { behavior, buffer: buffer ?? 0 };
}

function resolveForecast(
  stated: z.output<typeof specificationSchema>,
  policyName: string,
  path: Path,
  { service, targetGroups, startMs, seed }: PredictiveParts,
  context: LoadContext,
): ForecastSpec | null {
  const { findings } = context;
  const named = namedMetrics(stated, path, context);
  if (named.length === 0) return null;
  for (const { load, stated: metric, at } of named)
    if (load !== 'requests') checkNoLabel(metric, at, findings);
    else if (service !== null) checkRequestCount(metric, service, targetGroups, at, findings);
  const { load } = named[0]!;
  const { targetValue } = stated;
  if (stated.history === undefined) return { load, targetValue, history: null };
  const run = { startMs, streamName: `${seed}/historyNoise/${policyName}/${load}` };
  const history = resolveHistory(stated.history, [...path, 'history'], run, context);
  return history === null ? null : { load, targetValue, history };
}

interface NamedMetric {
  readonly load: Load;
  readonly stated: StatedPredefined;
  readonly at: Path;
}

/** The pair, or the two of one quantity; none when they are wrong. */
function namedMetrics(
  stated: z.output<typeof specificationSchema>,
  path: Path,
  { findings }: LoadContext,
): NamedMetric[] {
  const {
    predefinedMetricPairSpecification: pair,
    predefinedLoadMetricSpecification: load,
    predefinedScalingMetricSpecification: scaled,
  } = stated;
  const isPair = pair !== undefined && load === undefined && scaled === undefined;
  if (isPair)
    return [
      {
        load: PAIRS[pair.predefinedMetricType],
        stated: pair,
        at: [...path, 'predefinedMetricPairSpecification'],
      },
    ];
  if (pair !== undefined || load === undefined || scaled === undefined) {
    const given = [pair, load, scaled].filter((metric) => metric !== undefined).length;
    findings.add(
      path,
      'either `predefinedMetricPairSpecification`, or `predefinedLoadMetricSpecification` and `predefinedScalingMetricSpecification`',
      given === 0 ? 'none of them' : `${given} of them`,
    );
    return [];
  }
  const quantity = LOADS[load.predefinedMetricType];
  const at: Path = [...path, 'predefinedScalingMetricSpecification'];
  if (SCALED[scaled.predefinedMetricType] !== quantity) {
    findings.add(
      [...at, 'predefinedMetricType'],
      `a metric of the same quantity as ${load.predefinedMetricType}`,
      describeValue(scaled.predefinedMetricType),
    );
    return [];
  }
  return [
    { load: quantity, stated: load, at: [...path, 'predefinedLoadMetricSpecification'] },
    { load: quantity, stated: scaled, at },
  ];
}
