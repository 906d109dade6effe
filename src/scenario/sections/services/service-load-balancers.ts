import * as z from 'zod';
import type { Findings } from '../../findings.ts';
import { PORTS } from '../../operations/published-figures.ts';
import { checkLoadBalancers } from '../../operations/service-load-balancers.ts';
import type { Path } from '../../reading/problem.ts';
import type { ServiceTargetSpec } from '../../scenario.ts';
import { integer, text } from '../../shapes/fields.ts';
import { mapping, notModelled } from '../../shapes/mapping.ts';
import type { TargetGroups } from '../load-balancing/target-groups.ts';
import type { ResolvedTaskDefinition } from '../task-definitions.ts';

const entrySchema = mapping(
  {
    targetGroupArn: text('a target group').describe('The target group, by name or ARN.'),
    containerName: text('the name of a container', 255).describe('The container that is checked.'),
    containerPort: integer(PORTS.minimum, PORTS.maximum).describe('One of its ports.'),
  },
  {
    aws: { shape: 'Service', path: ['loadBalancers'] },
    checkedOnly: ['containerPort'],
    notModelled: notModelled('loadBalancerName', 'advancedConfiguration'),
  },
);

export const serviceLoadBalancersSchema: z.ZodArray<typeof entrySchema> = z.array(entrySchema);

/** The target groups that the tasks of a service are registered with. */
export function resolveServiceTargets(
  stated: z.output<typeof serviceLoadBalancersSchema>,
  launchType: 'EC2' | 'FARGATE' | 'EXTERNAL' | null,
  definition: ResolvedTaskDefinition | null,
  groups: TargetGroups,
  path: Path,
  findings: Findings,
): ServiceTargetSpec[] {
  const entries = stated.map((entry, i) => ({
    ...entry,
    group: groups.resolve(entry.targetGroupArn, [...path, i, 'targetGroupArn'], findings),
  }));
  if (launchType !== null)
    findings.addAll(path, checkLoadBalancers(entries, launchType, definition?.request ?? null));
  return entries.flatMap(({ group, containerName, containerPort }) =>
    group === null ? [] : [{ targetGroup: group.index, containerName, containerPort }],
  );
}
