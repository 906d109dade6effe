import { expect, test } from 'vitest';
import { complaintsOf, load, problemsOf } from '../../support/load.ts';
import { weighted } from '../../support/weighted.ts';

type Parts = Readonly<Record<string, unknown>>;

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
const GROUPS = [
  { targetGroupArn: 'stable', weight: 90 },
  { targetGroupArn: 'canary', weight: 10 },
];
const forward = (...targetGroups: Parts[]) => ({ type: 'forward', forwardConfig: { targetGroups } });
const listener = (...defaultActions: Parts[]) => ({ port: 443, defaultActions });

/** The scenario whose load balancer has these listeners. */
const listening = (listeners: unknown, balancer: Parts = {}) =>
  weighted({ loadBalancers: [{ name: 'shop', targetGroups: ['stable', 'canary'], listeners, ...balancer }] });
const complaints = (listeners: unknown, balancer?: Parts) => complaintsOf(listening(listeners, balancer));
/** What is wrong with the only action of the only listener, without the place of that. */
const ofAction = async (action: Parts) =>
  (await complaints([listener(action)])).map((sentence) =>
    sentence.replace('loadBalancers[0].listeners[0].defaultActions[0]', 'action'),
  );

const ratesOf = async (text: string) =>
  Object.fromEntries(
    (await load(text)).loads.map(({ name, requests }) => [name, requests!.rate!.perSecond[0]]),
  );

test('what DescribeListeners prints can be pasted, and puts its target groups behind the load balancer', async () => {
  const listeners = {
    Listeners: [
      {
        ListenerArn: `${ARN}:listener/app/shop/50dc6c49/0467ef3c`,
        LoadBalancerArn: `${ARN}:loadbalancer/app/shop/50dc6c49`,
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [
          {
            Type: 'redirect',
            Order: 1,
            RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
          },
        ],
      },
      {
        ListenerArn: `${ARN}:listener/app/shop/50dc6c49/f2f7dc8e`,
        Port: 443,
        Protocol: 'HTTPS',
        Certificates: [{ CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1' }],
        SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        DefaultActions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: GROUPS.map(({ targetGroupArn, weight }) => ({
                TargetGroupArn: `${ARN}:targetgroup/${targetGroupArn}/73e2d6bc24d8a067`,
                Weight: weight,
              })),
              TargetGroupStickinessConfig: { Enabled: false },
            },
          },
        ],
      },
    ],
  };
  const text = weighted({ loadBalancers: [{ name: 'shop', listeners }] });
  expect(await problemsOf(text)).toEqual([]);
  expect(await ratesOf(text)).toEqual({ 'shop/stable': 270, 'shop/canary': 30 });
});

test('of one target group DescribeListeners prints two forms at once', async () => {
  const both = { ...forward({ targetGroupArn: 'canary', weight: 1 }), targetGroupArn: 'canary' };
  const signIn = { type: 'authenticate-oidc', order: 1 };
  for (const actions of [[both], [{ type: 'forward', targetGroupArn: 'canary' }], [signIn, both]])
    expect(await ratesOf(listening([listener(...actions)]))).toEqual({ 'shop/canary': 300 });
});

test('a Network Load Balancer has weights, too', async () => {
  const type = 'network';
  const tcp = { port: 443, protocol: 'TCP', defaultActions: [forward(...GROUPS)] };
  expect(await ratesOf(listening([tcp], { type }))).toEqual({ 'shop/stable': 270, 'shop/canary': 30 });
  expect(await complaints([{ ...tcp, protocol: 'HTTPS' }], { type })).toEqual([
    'loadBalancers[0].listeners[0].protocol: expected TCP, TLS, UDP, TCP_UDP, QUIC or TCP_QUIC with type network, received HTTPS.',
  ]);
  expect(await complaints([tcp])).toEqual([
    'loadBalancers[0].listeners[0].protocol: expected HTTP or HTTPS with type application, received TCP.',
  ]);
});

test('weights are from 0 to 999, 1 without one, and not all 0', async () => {
  const [stable = {}, canary = {}] = [{ targetGroupArn: 'stable' }, { targetGroupArn: 'canary' }];
  const rates = (...targets: Parts[]) => ratesOf(listening([listener(forward(...targets))]));
  expect(await rates(stable, { ...canary, weight: 2 })).toEqual({ 'shop/stable': 100, 'shop/canary': 200 });
  expect(await rates({ ...stable, weight: 0 }, { ...canary, weight: 999 })).toEqual({
    'shop/stable': 0,
    'shop/canary': 300,
  });
  expect(await ofAction(forward({ ...stable, weight: 0 }, { ...canary, weight: 0 }))).toEqual([
    'action.forwardConfig.targetGroups: expected a weight above 0, received none.',
  ]);
  expect(await ofAction(forward({ ...stable, weight: 1000 }, { ...canary, weight: -1 }))).toEqual([
    'action.forwardConfig.targetGroups[0].weight: expected an integer from 0 to 999, received 1000.',
    'action.forwardConfig.targetGroups[1].weight: expected an integer from 0 to 999, received -1.',
  ]);
});

test('what an action cannot be', async () => {
  const canary = { targetGroupArn: 'canary' };
  expect(await ofAction({ type: 'forward' })).toEqual([
    'action: expected `targetGroupArn` or `forwardConfig` with type forward, received neither.',
  ]);
  expect(await ofAction({ type: 'fixed-response', ...canary })).toEqual([
    'action.targetGroupArn: expected no `targetGroupArn` with type fixed-response, received one.',
  ]);
  expect(await ofAction({ ...forward(...GROUPS), ...canary })).toEqual([
    'action.targetGroupArn: expected the only target group of `forwardConfig`, received canary.',
  ]);
  expect(await ofAction(forward(canary, canary))).toEqual([
    'action.forwardConfig.targetGroups[1].targetGroupArn: expected a target group that no other entry has, received one once more.',
  ]);
  expect(await ofAction(forward())).toEqual([
    'action.forwardConfig.targetGroups: expected at least one target group, received an empty list.',
  ]);
  expect(await ofAction(forward(...Array.from({ length: 6 }, () => canary)))).toEqual([
    'action.forwardConfig.targetGroups: expected at most 5 target groups, received a list of 6.',
  ]);
  expect(await ofAction({ type: 'forwards', ...canary })).toHaveLength(1);
  expect(await ofAction(forward({ targetGroupArn: 'canery' }))).toEqual([
    'action.forwardConfig.targetGroups[0].targetGroupArn: expected a target group of this scenario (stable, canary), received "canery". Did you mean canary?',
  ]);
  expect(await complaints([listener(forward(canary), forward(canary))])).toEqual([
    'loadBalancers[0].listeners[0].defaultActions: expected one action of type forward, received 2.',
  ]);
});

test('what is not modelled, where it would matter', async () => {
  const sticky = (enabled: boolean) => {
    const targetGroupStickinessConfig = { enabled, durationSeconds: 3600 };
    return { type: 'forward', forwardConfig: { targetGroups: GROUPS, targetGroupStickinessConfig } };
  };
  expect(await ofAction(sticky(false))).toEqual([]);
  expect(await ofAction(sticky(true))).toEqual([
    'action.forwardConfig.targetGroupStickinessConfig: expected a key that is modelled, received `targetGroupStickinessConfig`, which is not modelled yet.',
  ]);
});

test('a port for each listener', async () => {
  expect(await complaints([listener(forward(...GROUPS)), listener(forward(...GROUPS))])).toEqual([
    'loadBalancers[0].listeners[1].port: expected a port that no other listener has, received 443.',
  ]);
});

test('a target group of two load balancers', async () => {
  const two = ['shop', 'annex'].map((name) => ({ name, listeners: [listener(forward(...GROUPS))] }));
  expect(await complaintsOf(weighted({ loadBalancers: two }))).toEqual(
    ['stable', 'canary'].map(
      (group, i) =>
        `loadBalancers[1].listeners[0].defaultActions[0].forwardConfig.targetGroups[${i}].targetGroupArn: expected a target group that no other load balancer has, received ${group}.`,
    ),
  );
});
