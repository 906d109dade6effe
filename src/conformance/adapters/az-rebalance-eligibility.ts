import * as z from 'zod';
import { canRebalance, type RebalancedService } from '../../policies/deployment/rebalance-eligibility.ts';
import { parseClusterQuery } from '../../policies/placement/cluster-query/parse-query.ts';
import { attributesOf } from '../../policies/placement/cluster-query/query-tests.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';

/** A service that can be rebalanced; each example changes one thing about it. */
const SERVICE: RebalancedService = {
  schedulingStrategy: 'REPLICA',
  launchType: 'EC2',
  deploymentController: 'ECS',
  maximumPercent: 200,
  hasClassicLoadBalancer: false,
  constraintAttributes: [],
  firstStrategy: null,
};

/** Names of attributes as examples of strategies shorten them. */
const FIELDS: Readonly<Record<string, string>> = { az: 'ecs.availability-zone', instance: 'instanceId' };

/** Whether a service can be balanced over its zones (ecs: ). */
export const azRebalanceEligibility: Adapter = adapter(
  'az-rebalance-eligibility',
  form(
    {
      schedulingStrategy: z.enum(['REPLICA', 'DAEMON']).optional(),
      launchType: z.enum(['EC2', 'FARGATE', 'EXTERNAL']).optional(),
      deploymentController: z.enum(['ECS', 'CODE_DEPLOY', 'EXTERNAL']).optional(),
      maximumPercent: z.int().optional(),
      loadBalancer: z.enum(['ALB', 'NLB', 'CLB']).nullable().optional(),
      constraint: z.string().optional(),
      strategy: z.array(z.string()).optional(),
    },
    ({ constraint, loadBalancer, strategy = [], ...stated }) => {
      const parsed = constraint === undefined ? null : parseClusterQuery(constraint);
      if (parsed !== null && 'mistake' in parsed) return NOT_COVERED;
      return {
        eligible: canRebalance({
          ...SERVICE,
          ...(stated as Partial<RebalancedService>),
          hasClassicLoadBalancer: loadBalancer === 'CLB',
          constraintAttributes: parsed === null ? [] : attributesOf(parsed.query),
          firstStrategy: strategy.length === 0 ? null : strategyOf(strategy[0]!),
        }),
      };
    },
  ),
);

function strategyOf(words: string): { readonly type: string; readonly field: string } {
  const [type = '', field = ''] = words.split(' ');
  return { type, field: FIELDS[field] ?? field };
}
