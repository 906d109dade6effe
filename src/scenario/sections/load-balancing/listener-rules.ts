import * as z from 'zod';
import { forwardShares } from '../../../requests/balancing/forward-shares.ts';
import type { Findings } from '../../findings.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { choice, flag, fraction, integer } from '../../shapes/fields.ts';
import { mapping, withoutEffect } from '../../shapes/mapping.ts';
import { actionSchema, resolveActions, type WeightedGroup } from './forward-actions.ts';
import type { Forward } from './listeners.ts';
import type { Balancer } from './target-group-attributes.ts';
import type { TargetGroups } from './target-groups.ts';

const conditionSchema = mapping(
  {
    field: choice([
      'path-pattern',
      'host-header',
      'http-header',
      'http-request-method',
      'query-string',
      'source-ip',
    ]).describe('What of a request it looks at.'),
  },
  {
    notModelled: withoutEffect(
      'values',
      'regexValues',
      'pathPatternConfig',
      'hostHeaderConfig',
      'httpHeaderConfig',
      'httpRequestMethodConfig',
      'queryStringConfig',
      'sourceIpConfig',
    ),
  },
);

const MOST_PRIORITY = 50_000;
const DEFAULT = 'default';
const PRIORITY = `from 1 to ${MOST_PRIORITY}, or ${DEFAULT}`;

const ruleSchema = mapping(
  {
    priority: z
      .union([integer(1, MOST_PRIORITY), z.string(PRIORITY)], PRIORITY)
      .describe(`${PRIORITY}; no other rule of the listener has it.`),
    isDefault: flag().optional().describe('Whether it only repeats `defaultActions`.'),
    conditions: z
      .array(conditionSchema)
      .optional()
      .describe('What requests it matches, of which `share` says how many they are.'),
    actions: z.array(actionSchema).min(1, 'at least one action').describe('What is done with those.'),
    share: fraction()
      .optional()
      .describe('Which part of the requests of the listener it matches, 0 to 1; AWS has no word for it.'),
  },
  {
    checkedOnly: ['priority', 'conditions', 'isDefault'],
    ignored: ['conditions'],
    notModelled: withoutEffect('ruleArn', 'transforms', 'tags'),
  },
);

/** Rules of a listener, as DescribeRules has them. */
export const rulesSchema: z.ZodArray<typeof ruleSchema> = z.array(ruleSchema);

type Rule = z.output<typeof ruleSchema>;

/** What a listener makes of its requests by its rules and its default actions; `null`: it forwards none. */
export function resolveRules(
  stated: readonly Rule[],
  byDefault: readonly WeightedGroup[] | null,
  balancer: Balancer,
  groups: TargetGroups,
  path: Path,
  findings: Findings,
): Omit<Forward, 'port'> | null {
  if (stated.length > 0 && balancer.type !== 'application')
    findings.add(path, 'no `rules` with type network', `${stated.length}`);
  checkPriorities(stated, path, findings);
  const rules = stated.flatMap((rule, i): ResolvedRule[] => {
    const at: Path = [...path, i];
    const targets = resolveActions(rule.actions, balancer, groups, [...at, 'actions'], findings);
    if (isDefault(rule)) {
      checkDefault(rule, targets, byDefault, at, findings);
      return [];
    }
    if (targets === null && rule.share !== undefined)
      findings.add(
        [...at, 'share'],
        'none of a rule that forwards nothing',
        `${rule.share}`,
        'Requests that a load balancer answers itself are not modelled: leave them out of `rate`.',
      );
    return [{ targets, share: rule.share ?? null }];
  });
  const named = [...(byDefault ?? []), ...rules.flatMap(({ targets }) => targets ?? [])];
  if (byDefault === null && named.length === 0) return null;
  return {
    targets: sharedTargets(rules, byDefault, path, findings),
    isUnsaid: rules.some(
      ({ targets, share }) => targets !== null && share === null && !isSame(targets, byDefault),
    ),
    groups: [...new Set(named.map(({ targetGroup }) => targetGroup))],
    rules: rules.length,
  };
}

interface ResolvedRule {
  readonly targets: readonly WeightedGroup[] | null;
  readonly share: number | null;
}

/** Each target group's part: of every rule's share by the rule's weights, of what is left by those of the default actions. */
function sharedTargets(
  rules: readonly ResolvedRule[],
  byDefault: readonly WeightedGroup[] | null,
  path: Path,
  findings: Findings,
): readonly WeightedGroup[] {
  const shares = rules.map(({ share }) => share ?? 0);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (sum === 0) return byDefault ?? [];
  if (sum > 1 + TOLERANCE) findings.add(path, 'shares of at most 1 together', String(sum));
  else if (byDefault === null && sum < 1 - TOLERANCE)
    findings.add(
      path,
      'shares of 1 together, as the default actions forward nothing',
      String(sum),
      'Requests that a load balancer answers itself are not modelled: leave them out of `rate`.',
    );
  const parts = new Map<number, number>();
  const add = (targets: readonly WeightedGroup[], share: number) => {
    const weights = forwardShares(targets.map(({ weight }) => weight));
    for (const [i, { targetGroup }] of targets.entries())
      parts.set(targetGroup, (parts.get(targetGroup) ?? 0) + share * weights[i]!);
  };
  for (const [i, { targets }] of rules.entries()) add(targets ?? [], shares[i]!);
  add(byDefault ?? [], Math.max(0, 1 - sum));
  return [...parts].map(([targetGroup, weight]) => ({ targetGroup, weight }));
}

/** What decimal fractions that add up to 1 may miss it by. */
const TOLERANCE = 1e-9;

function isDefault({ isDefault: stated, priority }: Rule): boolean {
  return stated === true || priority === DEFAULT;
}

function checkDefault(
  { share }: Rule,
  targets: readonly WeightedGroup[] | null,
  byDefault: readonly WeightedGroup[] | null,
  path: Path,
  findings: Findings,
): void {
  if (!isSame(targets, byDefault))
    findings.add([...path, 'actions'], 'the `defaultActions` of the listener in its default rule', 'others');
  if (share !== undefined)
    findings.add([...path, 'share'], 'none of the default rule, which has what is left', `${share}`);
}

function checkPriorities(stated: readonly Rule[], path: Path, findings: Findings): void {
  const seen = new Set<string>();
  for (const [i, { priority }] of stated.entries()) {
    const text = String(priority);
    const at: Path = [...path, i, 'priority'];
    const isNumber = /^[1-9]\d{0,4}$/.test(text) && Number(text) <= MOST_PRIORITY;
    if (!isNumber && text !== DEFAULT) findings.add(at, PRIORITY, describeValue(priority));
    else if (seen.has(text)) findings.add(at, 'a priority that no other rule has', `${text} once more`);
    seen.add(text);
  }
}

function isSame(some: readonly WeightedGroup[] | null, others: readonly WeightedGroup[] | null): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}
