import type * as z from 'zod';
import type { MetricQuery, ServiceMetric } from '../../../cloudwatch/metric.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import type { ScalingPolicySpec } from '../../scaling-spec.ts';
import { amount, choice, flag, integer, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { MetricParts } from '../cloudwatch/metric-source.ts';
import type { ResolvedService } from '../services/services.ts';
import { checkOneMetric, customizedMetricSchema, customizedQuery } from './customized-metric.ts';
import { checkNoLabel, checkRequestCount } from './request-count.ts';

const SHAPE = 'ScalingPolicy';
const CONFIGURATION = ['targetTrackingScalingPolicyConfiguration'];
const CUSTOMIZED = [...CONFIGURATION, 'customizedMetricSpecification'];
const DEFAULT_COOLDOWN_SECONDS = 300;

/** A metric of the service, by the name that policies have for it. */
interface Predefined {
  readonly metric: ServiceMetric;
  readonly namespace: string;
  readonly statistic: 'Average' | 'Sum';
  readonly periodMs: 20_000 | 60_000;
}

const ECS = { namespace: 'AWS/ECS', statistic: 'Average' } as const;
const CPU = { ...ECS, metric: 'CPUUtilization' } as const;
const MEMORY = { ...ECS, metric: 'MemoryUtilization' } as const;

/** scaling. */
const PREDEFINED = {
  ECSServiceAverageCPUUtilization: { ...CPU, periodMs: 60_000 },
  ECSServiceAverageMemoryUtilization: { ...MEMORY, periodMs: 60_000 },
  ECSServiceAverageCPUUtilizationHighResolution: { ...CPU, periodMs: 20_000 },
  ECSServiceAverageMemoryUtilizationHighResolution: { ...MEMORY, periodMs: 20_000 },
  ALBRequestCountPerTarget: {
    namespace: 'AWS/ApplicationELB',
    metric: 'RequestCountPerTarget',
    statistic: 'Sum',
    periodMs: 60_000,
  },
} as const satisfies Readonly<Record<string, Predefined>>;

type PredefinedType = keyof typeof PREDEFINED;

export const targetTrackingSchema = mapping(
  {
    targetValue: amount(true).describe('What the metric is to be: percent, or requests a minute per target.'),
    predefinedMetricSpecification: mapping(
      {
        predefinedMetricType: choice(Object.keys(PREDEFINED) as PredefinedType[]).describe(
          'Average CPU or memory of the service, or requests per target.',
        ),
        resourceLabel: text('a target group')
          .optional()
          .describe('Of requests: app/NAME/ID/targetgroup/NAME/ID; needed if the service has several.'),
      },
      {
        aws: { shape: SHAPE, path: [...CONFIGURATION, 'predefinedMetricSpecification'] },
        checkedOnly: ['resourceLabel'],
      },
    ).optional(),
    customizedMetricSpecification: customizedMetricSchema({ shape: SHAPE, path: CUSTOMIZED }).optional(),
    scaleOutCooldown: integer(0)
      .prefault(DEFAULT_COOLDOWN_SECONDS)
      .describe('Seconds in which a further scale-out counts what the first one brought.'),
    scaleInCooldown: integer(0)
      .prefault(DEFAULT_COOLDOWN_SECONDS)
      .describe('Seconds after a scale-in without another one.'),
    disableScaleIn: flag().prefault(false).describe('Whether it only scales out.'),
  },
  { aws: { shape: SHAPE, path: CONFIGURATION } },
);

type Configuration = z.output<typeof targetTrackingSchema>;

/** A target tracking policy of a service; `null` when something about it is wrong. */
export function resolveTargetTracking(
  policyName: string,
  stated: Configuration,
  service: ResolvedService | null,
  path: Path,
  parts: MetricParts,
  findings: Findings,
): Extract<ScalingPolicySpec, { kind: 'targetTracking' }> | null {
  const { predefinedMetricSpecification: predefined, customizedMetricSpecification: customized } = stated;
  if (!checkOneMetric(stated, path, findings)) return null;
  const query =
    predefined === undefined
      ? customizedQuery(customized!, [...path, 'customizedMetricSpecification'], parts, findings)
      : predefinedQuery(predefined, service, [...path, 'predefinedMetricSpecification'], parts, findings);
  if (query === null) return null;
  return {
    kind: 'targetTracking',
    policyName,
    targetValue: stated.targetValue,
    query,
    scaleOutCooldownMs: stated.scaleOutCooldown * 1000,
    scaleInCooldownMs: stated.scaleInCooldown * 1000,
    disableScaleIn: stated.disableScaleIn,
    warmUpMs: 0,
  };
}

function predefinedQuery(
  stated: NonNullable<Configuration['predefinedMetricSpecification']>,
  service: ResolvedService | null,
  path: Path,
  { services, targetGroups }: MetricParts,
  findings: Findings,
): MetricQuery | null {
  const { predefinedMetricType: type } = stated;
  const { metric, namespace, statistic, periodMs } = PREDEFINED[type];
  if (metric !== 'RequestCountPerTarget') checkNoLabel(stated, path, findings);
  if (service === null) return null;
  if (metric === 'RequestCountPerTarget') checkRequestCount(stated, service, targetGroups, path, findings);
  else checkResolution(type, service, path, findings);
  const source = { of: 'service', service: services.specs.indexOf(service.spec), metric } as const;
  const label = `${namespace} ${metric}`;
  return {
    periodMs,
    terms: [{ id: 'm1', label, source, statistic: { kind: statistic } }],
    expression: null,
  };
}

/** Metrics of high resolution must be published (scaling: ). */
function checkResolution(
  type: PredefinedType,
  { spec }: ResolvedService,
  path: Path,
  findings: Findings,
): void {
  const { metric, periodMs } = PREDEFINED[type];
  const { cpu, memory } = spec.resolutionMs;
  if ((metric === 'CPUUtilization' ? cpu : memory) <= periodMs) return;
  findings.add(
    [...path, 'predefinedMetricType'],
    'a metric that the service publishes',
    `${type}, and ${spec.serviceName} publishes ${metric} every 60 s`,
    `Give the service monitoring: { metricConfigurations: [{ metricNames: [${metric}], resolutionSeconds: 20 }] }.`,
  );
}
