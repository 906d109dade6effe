import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { weighted } from '../../support/weighted.ts';

type Parts = Readonly<Record<string, unknown>>;

const to = (targetGroupArn: string) => [{ type: 'forward', targetGroupArn }];
const REFUSED = [{ type: 'fixed-response', fixedResponseConfig: { statusCode: '404' } }];
const rule = (priority: number | string, actions: unknown, others: Parts = {}) => ({
  priority,
  conditions: [{ field: 'path-pattern', pathPatternConfig: { values: ['/api/*'] } }],
  actions,
  ...others,
});
/** The scenario whose load balancer has one listener with these rules, that forwards to `stable` else. */
const ruled = (rules: unknown, defaultActions: unknown = to('stable'), balancer: Parts = {}) =>
  weighted({
    loadBalancers: [
      {
        name: 'shop',
        targetGroups: ['stable', 'canary'],
        listeners: [{ port: 443, defaultActions, rules }],
        ...balancer,
      },
    ],
  });
/** What comes to each service of 300 requests a second. */
const ratesOf = async (text: string) =>
  Object.fromEntries(
    (await load(text)).loads.map(({ name, requests }) => [name, requests!.rate!.perSecond[0]]),
  );

test('a rule forwards its share, the default actions what is left', async () => {
  expect(await ratesOf(ruled([rule(1, to('canary'), { share: 0.25 })]))).toEqual({
    'shop/canary': 75,
    'shop/stable': 225,
  });
  const two = [rule(1, to('canary'), { share: 0.25 }), rule(2, to('canary'), { share: 0.5 })];
  expect(await ratesOf(ruled(two))).toEqual({ 'shop/canary': 225, 'shop/stable': 75 });
  const both = [
    {
      type: 'forward',
      forwardConfig: { targetGroups: ['stable', 'canary'].map((targetGroupArn) => ({ targetGroupArn })) },
    },
  ];
  expect(await ratesOf(ruled([rule(1, both, { share: 0.5 })]))).toEqual({
    'shop/canary': 75,
    'shop/stable': 225,
  });
  const all = [rule(1, to('canary'), { share: 0.2 }), rule(2, to('stable'), { share: 0.8 })];
  expect(await ratesOf(ruled(all, REFUSED))).toEqual({ 'shop/canary': 60, 'shop/stable': 240 });
});

test('what DescribeRules prints can be pasted: the default rule repeats the default actions', async () => {
  const rules = {
    Rules: [
      {
        RuleArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/shop/5/f/9',
        Priority: '10',
        Conditions: [{ Field: 'host-header', Values: ['x'], HostHeaderConfig: { Values: ['x'] } }],
        Actions: [{ Type: 'redirect', Order: 1, RedirectConfig: { Port: '443' } }],
        IsDefault: false,
        Transforms: [],
      },
      {
        RuleArn: 'arn',
        Priority: 'default',
        Conditions: [],
        Actions: [{ Type: 'forward', TargetGroupArn: 'stable' }],
        IsDefault: true,
      },
    ],
  };
  const { loadBalancers } = await load(ruled(rules));
  expect(loadBalancers.map((balancer) => balancer.rules)).toEqual([1]);
  expect(await complaintsOf(ruled([rule('default', to('canary'))]))).toEqual([
    'loadBalancers[0].listeners[0].rules[0].actions: expected the `defaultActions` of the listener in its default rule, received others.',
  ]);
});

const RULES = 'loadBalancers[0].listeners[0].rules';

test.each([
  [
    ruled([rule(1, to('canary'))]),
    'workloads[0].loadBalancer: expected a load balancer whose `rules` say the `share` of the requests that each forwards, received shop.',
  ],
  [
    ruled([rule(1, to('canary'), { share: 0.6 }), rule(2, to('canary'), { share: 0.6 })]),
    `${RULES}: expected shares of at most 1 together, received 1.2.`,
  ],
  [
    ruled([rule(1, to('canary'), { share: 0.6 })], REFUSED),
    `${RULES}: expected shares of 1 together, as the default actions forward nothing, received 0.6. Requests that a load balancer answers itself are not modelled: leave them out of \`rate\`.`,
  ],
  [
    ruled([rule(1, REFUSED, { share: 0.6 })]),
    `${RULES}[0].share: expected none of a rule that forwards nothing, received 0.6. Requests that a load balancer answers itself are not modelled: leave them out of \`rate\`.`,
  ],
  [
    ruled([rule('default', to('stable'), { share: 0.6 })]),
    `${RULES}[0].share: expected none of the default rule, which has what is left, received 0.6.`,
  ],
  [
    ruled([rule(1, REFUSED), rule('1', REFUSED)]),
    `${RULES}[1].priority: expected a priority that no other rule has, received 1 once more.`,
  ],
  [
    ruled([rule('first', REFUSED)]),
    `${RULES}[0].priority: expected from 1 to 50000, or default, received "first".`,
  ],
  [
    ruled([rule(1, REFUSED)], to('stable'), { type: 'network' }),
    `${RULES}: expected no \`rules\` with type network, received 1.`,
  ],
  [
    ruled([], to('stable'), {
      listeners: [
        { port: 80, defaultActions: to('stable') },
        { port: 443, defaultActions: to('stable'), rules: [rule(1, to('stable'))] },
      ],
    }),
    'loadBalancers[0].listeners: expected as many `rules` in each listener that forwards, as requests come by any of them, received 0 on port 80, 1 on port 443.',
  ],
])('what is wrong with rules, or not modelled of them: %#', async (text, complaint) => {
  expect(await complaintsOf(text)).toEqual([complaint]);
});
