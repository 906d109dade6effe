import * as z from 'zod';
import type { WebAclSpec } from '../billed-services.ts';
import { decodeList } from '../decode.ts';
import type { Findings } from '../findings.ts';
import { Names, nameIn } from '../names.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { LoadBalancerSpec } from '../scenario.ts';
import { integer, text } from '../shapes/fields.ts';
import { type Harmless, mapping, notModelled, unless, withoutEffect } from '../shapes/mapping.ts';
import type { ResolvedLoadBalancer } from './load-balancing/load-balancers.ts';

/** Rule groups of AWS that cost more than a rule. */
const WITH_FEES = /AWSManagedRules(?:BotControl|ATP|ACFP|AntiDDoS)RuleSet/;
/** Capacity units of a web ACL whose requests cost no more. */
const CAPACITY_UNITS = 1500;

/** Statements that cost what a rule costs: not those of rule groups of one's own, of the Marketplace, or with fees of their own. */
const isPlainStatement: Harmless = (statement) => {
  const written = JSON.stringify(statement) ?? '';
  if (WITH_FEES.test(written) || /"ruleGroupReferenceStatement"/i.test(written)) return false;
  const vendors = [...written.matchAll(/"vendorName":"([^"]*)"/gi)].map(([, vendor]) => vendor);
  return vendors.every((vendor) => vendor === 'AWS');
};

/** CAPTCHA and challenges cost by the attempt. */
const isPlainAction: Harmless = (action) => !/"(?:captcha|challenge)"/i.test(JSON.stringify(action) ?? '');

const ruleSchema = mapping(
  { name: text('a name', 128).describe('Name of the rule.') },
  {
    checkedOnly: ['name'],
    notModelled: {
      statement: isPlainStatement,
      action: isPlainAction,
      ...withoutEffect(
        'priority',
        'overrideAction',
        'ruleLabels',
        'visibilityConfig',
        'captchaConfig',
        'challengeConfig',
      ),
    },
    hints: {
      statement:
        'Rule groups of your own or of the Marketplace, and Bot Control, ATP, ACFP and AntiDDoS have fees of their own.',
    },
  },
);

/** Web ACLs of WAF, as CreateWebACL takes or GetWebACL has them. */
export const webAclSchema = mapping(
  {
    name: text('a name', 128).describe('Name of the web ACL.'),
    rules: z
      .array(ruleSchema)
      .prefault([])
      .describe('Its rules, those of AWS that are one group as one; they let every request pass.'),
    resourceArns: z
      .array(text('a load balancer'))
      .prefault([])
      .describe(
        'Load balancers of type application that it protects, by name or ARN, as ListResourcesForWebACL has them.',
      ),
    capacity: integer(0, CAPACITY_UNITS)
      .optional()
      .describe(`Capacity units of its rules; above ${CAPACITY_UNITS} requests cost more.`),
  },
  {
    checkedOnly: ['name', 'capacity'],
    notModelled: {
      scope: unless('REGIONAL'),
      ...notModelled('preProcessFirewallManagerRuleGroups', 'postProcessFirewallManagerRuleGroups'),
      ...withoutEffect(
        'arn',
        'id',
        'lockToken',
        'description',
        'defaultAction',
        'visibilityConfig',
        'labelNamespace',
        'managedByFirewallManager',
        'customResponseBodies',
        'captchaConfig',
        'challengeConfig',
        'tokenDomains',
        'associationConfig',
        'tags',
      ),
    },
  },
);

/** The web ACLs of the section; a load balancer has one at most. */
export function resolveWebAcls(
  section: unknown,
  loadBalancers: Names<ResolvedLoadBalancer>,
  findings: Findings,
): WebAclSpec[] {
  const names = new Names<true>('a web ACL');
  const specs: readonly LoadBalancerSpec[] = loadBalancers.all().map(({ spec }) => spec);
  const taken = new Set<number>();
  return decodeList(webAclSchema, section, ['webACLs'], findings).flatMap((stated, i): WebAclSpec[] => {
    const path: Path = ['webACLs', i];
    if (stated === null) {
      names.addBroken(nameIn(section, i, 'name'));
      return [];
    }
    names.add(stated.name, true, [...path, 'name'], findings);
    const protectedOnes = stated.resourceArns.flatMap((reference, j): number[] => {
      const at: Path = [...path, 'resourceArns', j];
      const found = resolveBalancer(reference, loadBalancers, at, findings);
      if (found === null) return [];
      const index = specs.indexOf(found.spec);
      if (found.spec.type !== 'application')
        findings.add(at, 'a load balancer of type application', `${describeValue(reference)}, of another`);
      if (taken.has(index))
        findings.add(
          at,
          'a load balancer that no other web ACL protects',
          `${describeValue(reference)} again`,
        );
      taken.add(index);
      return [index];
    });
    return [{ name: stated.name, rules: stated.rules.length, loadBalancers: protectedOnes }];
  });
}

/** The ARN of an Application Load Balancer has its name before its id. */
const ARN = /^arn:[^:]+:elasticloadbalancing:.*:loadbalancer\/app\/([^/]+)\/[^/]+$/;

function resolveBalancer(
  reference: string,
  loadBalancers: Names<ResolvedLoadBalancer>,
  path: Path,
  findings: Findings,
): ResolvedLoadBalancer | null {
  return loadBalancers.resolve(ARN.exec(reference)?.[1] ?? reference, path, findings);
}
