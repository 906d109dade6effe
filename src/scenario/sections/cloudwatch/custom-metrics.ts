import * as z from 'zod';
import { METRIC_FAMILIES } from '../../../cloudwatch/registry.ts';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { CustomMetricSpec } from '../../scaling-spec.ts';
import type { Scenario } from '../../scenario.ts';
import { text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { checkPlain, resolveSeries, seriesSchema } from '../workloads/series.ts';

export const customMetricSchema = mapping({
  namespace: text('a namespace', 255).describe('Its namespace; those that begin with AWS/ are of AWS.'),
  metricName: text('the name of a metric', 255).describe('Its name.'),
  dimensions: z
    .record(z.string(), text('the value of a dimension', 1024))
    .prefault({})
    .describe('Its dimensions, by name.'),
  values: seriesSchema.describe('Its value over time, as it stands.'),
});

/** Metrics that nothing in the scenario makes; those that are wrong are left out. */
export function resolveCustomMetrics(
  section: unknown,
  { startMs, durationMs, seed }: Scenario['simulation'],
  context: LoadContext,
): CustomMetricSpec[] {
  const { findings } = context;
  const specs: CustomMetricSpec[] = [];
  const known = new Set<string>();
  const decoded = decodeList(customMetricSchema, section, ['customMetrics'], findings);
  for (const [i, stated] of decoded.entries()) {
    if (stated === null) continue;
    const path: Path = ['customMetrics', i];
    const { namespace, metricName, dimensions } = stated;
    checkName(stated, path, context);
    const key = metricKey(namespace, metricName, dimensions);
    if (known.has(key))
      findings.add(
        path,
        'a metric that no other entry is: its own namespace, name or dimensions',
        `${namespace} ${metricName} once more`,
      );
    known.add(key);
    checkPlain(stated.values, [...path, 'values'], findings);
    // Without a duration a service that could be scaled is a problem already.
    const span = { startMs, untilMs: durationMs ?? 0, streamName: `${seed}/metricNoise/${key}` };
    const values = resolveSeries(stated.values, [...path, 'values'], span, context);
    if (values !== null) specs.push({ namespace, metricName, dimensions, values });
  }
  return specs;
}

/** Names that AWS keeps for itself. */
function checkName(
  { namespace, metricName }: z.output<typeof customMetricSchema>,
  path: Path,
  { findings }: LoadContext,
): void {
  if (/^aws\//i.test(namespace))
    findings.add(
      [...path, 'namespace'],
      'a namespace that does not begin with AWS/',
      describeValue(namespace),
    );
  else if (
    METRIC_FAMILIES.some(
      (family) => family.namespace === namespace && Object.hasOwn(family.metrics, metricName),
    )
  )
    findings.add([...path, 'metricName'], 'a metric that AWS does not publish', describeValue(metricName));
}

/** What makes a metric a series of its own (scaling: ). */
export function metricKey(
  namespace: string,
  metricName: string,
  dimensions: Readonly<Record<string, string>>,
): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, metricName, ...sorted]);
}
