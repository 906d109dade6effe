import * as z from 'zod';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import type { ServiceSpec } from '../../scenario.ts';
import { choice } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

const METRICS = { CPUUtilization: 'cpu', MemoryUtilization: 'memory' } as const;
const RESOLUTION = '20 or 60';

/** How often a service publishes its metrics, as CreateService takes it (scaling: ). */
export const monitoringSchema = mapping(
  {
    metricConfigurations: z
      .array(
        mapping(
          {
            metricNames: z
              .array(choice(Object.keys(METRICS) as (keyof typeof METRICS)[]))
              .min(1, 'at least one metric')
              .describe('CPUUtilization, MemoryUtilization.'),
            resolutionSeconds: z
              .literal([20, 60], RESOLUTION)
              .describe('Seconds between two data points: 20 or 60.'),
          },
          { aws: { shape: 'Service', path: ['monitoring', 'metricConfigurations'] } },
        ),
      )
      .prefault([]),
  },
  { aws: { shape: 'Service', path: ['monitoring'] } },
);

/** Every minute, where nothing else is said; a metric is said of once. */
export function resolveMonitoring(
  { metricConfigurations = [] }: { readonly metricConfigurations?: Configurations },
  path: Path,
  findings: Findings,
): ServiceSpec['resolutionMs'] {
  const resolutionMs = new Map<'cpu' | 'memory', 20_000 | 60_000>();
  for (const [i, { metricNames, resolutionSeconds }] of metricConfigurations.entries())
    for (const [j, name] of metricNames.entries()) {
      const at: Path = [...path, 'metricConfigurations', i, 'metricNames', j];
      if (resolutionMs.has(METRICS[name]))
        findings.add(at, 'a metric that is said of once', `${name} once more`);
      resolutionMs.set(METRICS[name], resolutionSeconds === 20 ? 20_000 : 60_000);
    }
  return { cpu: resolutionMs.get('cpu') ?? 60_000, memory: resolutionMs.get('memory') ?? 60_000 };
}

type Configurations = z.output<typeof monitoringSchema>['metricConfigurations'];
