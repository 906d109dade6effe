import * as z from 'zod';
import type { Findings } from '../findings.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import { pattern, text } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

/** `enhanced` has more metrics of single tasks and containers, which only the bill counts. */
const VALUES: Readonly<Record<string, boolean>> = { enabled: true, enhanced: true, disabled: false };

const settingSchema = mapping(
  {
    name: pattern(/^containerInsights$/i, 'containerInsights').describe('containerInsights, the only one.'),
    value: text('the value of the setting', 100).describe('enabled, enhanced or disabled.'),
  },
  { aws: { shape: 'Cluster', path: ['settings'] }, checkedOnly: ['name'] },
);

/** Settings of a cluster, as CreateCluster takes them. */
export const clusterSettingsSchema: z.ZodArray<typeof settingSchema> = z
  .array(settingSchema)
  .max(1, 'at most one setting');

/** Whether ECS/ContainerInsights has metrics of the cluster: not unless it is said. */
export function hasContainerInsights(
  settings: z.output<typeof clusterSettingsSchema>,
  path: Path,
  findings: Findings,
): boolean {
  const [setting] = settings;
  if (setting === undefined) return false;
  const word = setting.value.toLowerCase();
  if (Object.hasOwn(VALUES, word)) return VALUES[word]!;
  findings.add(
    [...path, 0, 'value'],
    `one of ${Object.keys(VALUES).join(', ')}`,
    describeValue(setting.value),
  );
  return false;
}

/** Whether those are the metrics of enhanced observability. */
export function hasEnhancedInsights([setting]: z.output<typeof clusterSettingsSchema>): boolean {
  return setting?.value.toLowerCase() === 'enhanced';
}
