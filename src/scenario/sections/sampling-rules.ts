import { XRAY_DEFAULT_RULE } from '../../catalog/xray-defaults.ts';
import type { SamplingRuleSpec } from '../billed-services.ts';
import { decodeList } from '../decode.ts';
import type { Findings } from '../findings.ts';
import { describeValue } from '../reading/problem.ts';
import { fraction, integer, text } from '../shapes/fields.ts';
import { mapping, unless, withoutEffect } from '../shapes/mapping.ts';

/** Sampling rules of X-Ray, as CreateSamplingRule takes them. */
export const samplingRuleSchema = mapping(
  {
    ruleName: text('a name', 32).describe('Name of the rule; Default is the one that every account has.'),
    priority: integer(1, 10_000)
      .prefault(10_000)
      .describe('The rule with the lowest number that is for a request decides.'),
    fixedRate: fraction().describe('Part of the requests beyond the reservoir that is traced, 0 to 1.'),
    reservoirSize: integer(0).describe('Requests a second that are traced first.'),
    serviceName: text('the name of a service, or a pattern with * and ?', 64)
      .prefault('*')
      .describe('The service that requests come to, by its `serviceName`; * and ? stand for any letters.'),
  },
  {
    notModelled: {
      host: unless('*'),
      httpMethod: unless('*'),
      urlPath: unless('*'),
      resourceArn: unless('*'),
      serviceType: unless('*', 'AWS::ECS::Container', 'AWS::ECS::Fargate'),
      ...withoutEffect('ruleArn', 'version', 'attributes'),
    },
  },
);

/** The rules in the order in which they are asked, the default one last (X-Ray: one a second, then 5 %). */
export function resolveSamplingRules(section: unknown, findings: Findings): SamplingRuleSpec[] {
  const list = decodeList(samplingRuleSchema, section, ['samplingRules'], findings);
  const names = new Set<string>();
  const rules = list.flatMap((stated, i) => {
    if (stated === null) return [];
    if (names.has(stated.ruleName))
      findings.add(
        ['samplingRules', i, 'ruleName'],
        'a name that no other rule has',
        `${describeValue(stated.ruleName)} once more`,
      );
    names.add(stated.ruleName);
    return [stated];
  });
  const { ruleName } = XRAY_DEFAULT_RULE;
  const [own, last] = [
    rules.filter((rule) => rule.ruleName !== ruleName),
    rules.find((rule) => rule.ruleName === ruleName),
  ];
  return [
    ...own.sort((a, b) => a.priority - b.priority || (a.ruleName < b.ruleName ? -1 : 1)).map(ruleOf),
    last === undefined ? XRAY_DEFAULT_RULE : { ...ruleOf(last), serviceName: '*' },
  ];
}

function ruleOf(stated: {
  readonly ruleName: string;
  readonly serviceName: string;
  readonly reservoirSize: number;
  readonly fixedRate: number;
}): SamplingRuleSpec {
  const { ruleName, serviceName, reservoirSize: reservoir, fixedRate: rate } = stated;
  return { ruleName, serviceName, reservoir, rate };
}
