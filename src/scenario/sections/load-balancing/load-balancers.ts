import * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import { Names, nameIn } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import { choice, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { elbName } from './elb-name.ts';
import type { TargetGroups } from './target-groups.ts';

const loadBalancerSchema = mapping(
  {
    name: text('a name of up to 32 characters', 32).optional().describe('Name of the load balancer.'),
    loadBalancerName: text('a name of up to 32 characters', 32)
      .optional()
      .describe('What DescribeLoadBalancers calls the name.'),
    type: choice(['application', 'network'])
      .optional()
      .describe('Default application; deployments go alike behind both.'),
    targetGroups: z
      .array(text('a target group'))
      .prefault([])
      .describe('Target groups behind it, by name or ARN; a service takes no other.'),
  },
  {
    aws: { shape: 'LoadBalancer', path: [] },
    checkedOnly: ['name', 'loadBalancerName', 'type'],
    ignored: ['type'],
  },
);

/** Load balancers, as DescribeLoadBalancers has them, with their target groups. */
export const loadBalancersSchema: z.ZodArray<typeof loadBalancerSchema> = z
  .array(loadBalancerSchema)
  .describe('Load balancers; no requests come to them yet, they check the tasks of services.');

/** Puts the target groups that the load balancers name behind them. */
export function resolveLoadBalancers(section: unknown, groups: TargetGroups, context: LoadContext): void {
  const { findings } = context;
  const names = new Names<object>('a load balancer');
  for (const [i, decoded] of decodeList(loadBalancerSchema, section, ['loadBalancers'], findings).entries()) {
    const path: Path = ['loadBalancers', i];
    const name = decoded?.name ?? decoded?.loadBalancerName;
    if (decoded === null) names.addBroken(nameIn(section, i, 'name'));
    else if (name === undefined) findings.add([...path, 'name'], 'the name of the load balancer', 'nothing');
    else names.add(name, decoded, [...path, 'name'], findings);
    for (const [j, reference] of (decoded?.targetGroups ?? []).entries())
      groups.attach(elbName(reference), [...path, 'targetGroups', j], findings);
  }
  if (section !== undefined && !Array.isArray(section)) groups.attachAll();
}
