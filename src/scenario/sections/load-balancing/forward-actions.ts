import * as z from 'zod';
import { FORWARD_WEIGHT, MAX_FORWARD_GROUPS } from '../../../catalog/target-settings.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import { choice, integer, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { Balancer } from './target-group-attributes.ts';
import type { TargetGroups } from './target-groups.ts';

const targetSchema = mapping(
  {
    targetGroupArn: text('a target group').describe('The target group, by name or ARN.'),
    weight: integer(FORWARD_WEIGHT.minimum, FORWARD_WEIGHT.maximum)
      .prefault(FORWARD_WEIGHT.preset)
      .describe('Its part of the requests is its weight in the sum of all.'),
  },
  { aws: { shape: 'Listener', path: ['defaultActions', 'forwardConfig', 'targetGroups'] } },
);

const forwardSchema = mapping(
  {
    targetGroups: z
      .array(targetSchema)
      .min(1, 'at least one target group')
      .max(MAX_FORWARD_GROUPS, `at most ${MAX_FORWARD_GROUPS} target groups`)
      .describe('Target groups that share the requests by weight.'),
  },
  {
    aws: { shape: 'Listener', path: ['defaultActions', 'forwardConfig'] },
    notModelled: { targetGroupStickinessConfig: isOff },
  },
);

/** Clients that keep their target group would change its share with time. */
function isOff(stickiness: unknown): boolean {
  return !/"enabled":"?true/i.test(JSON.stringify(stickiness));
}

/** An action, as DescribeListeners and DescribeRules have it. */
export const actionSchema = mapping(
  {
    type: choice([
      'forward',
      'redirect',
      'fixed-response',
      'authenticate-cognito',
      'authenticate-oidc',
      'jwt-validation',
    ]).describe('Requests come by actions of type forward.'),
    targetGroupArn: text('a target group').optional().describe('The only target group of a forward action.'),
    forwardConfig: forwardSchema.optional().describe('Of a forward action: one target group or several.'),
  },
  { aws: { shape: 'Listener', path: ['defaultActions'] } },
);

export type Action = z.output<typeof actionSchema>;

export interface WeightedGroup {
  /** Index into `targetGroups`. */
  readonly targetGroup: number;
  readonly weight: number;
}

/** Where a list of actions forwards requests to; `null`: nowhere. */
export function resolveActions(
  actions: readonly Action[],
  balancer: Balancer,
  groups: TargetGroups,
  path: Path,
  findings: Findings,
): readonly WeightedGroup[] | null {
  const targets = actions.map((action, i) => resolveAction(action, balancer, groups, [...path, i], findings));
  const [first, ...others] = targets.filter((target) => target !== null);
  if (others.length > 0) findings.add(path, 'one action of type forward', `${others.length + 1}`);
  return first ?? null;
}

/** Target groups of a forward action; `null`: it is of another type. */
function resolveAction(
  { type, targetGroupArn, forwardConfig }: Action,
  balancer: Balancer,
  groups: TargetGroups,
  path: Path,
  findings: Findings,
): WeightedGroup[] | null {
  if (type !== 'forward') {
    for (const [key, value] of Object.entries({ targetGroupArn, forwardConfig }))
      if (value !== undefined) findings.add([...path, key], `no \`${key}\` with type ${type}`, 'one');
    return null;
  }
  const attach = (reference: string, at: Path) => groups.attach(reference, balancer, at, findings);
  const only = targetGroupArn === undefined ? null : attach(targetGroupArn, [...path, 'targetGroupArn']);
  if (forwardConfig === undefined) {
    if (targetGroupArn === undefined)
      findings.add(path, '`targetGroupArn` or `forwardConfig` with type forward', 'neither');
    return only === null ? [] : [{ targetGroup: only, weight: FORWARD_WEIGHT.preset }];
  }
  const at: Path = [...path, 'forwardConfig', 'targetGroups'];
  const targets = forwardConfig.targetGroups.flatMap(({ targetGroupArn: reference, weight }, i) => {
    const targetGroup = attach(reference, [...at, i, 'targetGroupArn']);
    return targetGroup === null ? [] : [{ targetGroup, weight }];
  });
  checkTargets(targets, at, findings);
  if (only !== null && targets.some(({ targetGroup }) => targetGroup !== only))
    findings.add(
      [...path, 'targetGroupArn'],
      'the only target group of `forwardConfig`',
      `${targetGroupArn}`,
    );
  return targets;
}

function checkTargets(targets: readonly WeightedGroup[], path: Path, findings: Findings): void {
  const groups = targets.map(({ targetGroup }) => targetGroup);
  for (const [i, group] of groups.entries())
    if (groups.indexOf(group) < i)
      findings.add([...path, i, 'targetGroupArn'], 'a target group that no other entry has', 'one once more');
  if (targets.length > 0 && targets.every(({ weight }) => weight === 0))
    findings.add(path, 'a weight above 0', 'none');
}
