import { after, type Effect, given, inScenario } from './effect.ts';

const attribute = (name: string) => `targetGroups[0].attributes["${name}"]`;
const CROSS_ZONE = 'load_balancing.cross_zone.enabled';
const DNS_FAILOVER = 'target_group_health.dns_failover.minimum_healthy_targets';
const FAIL_OPEN = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';

const ACTION = 'loadBalancers[0].listeners[0].defaultActions[0]';
const LISTENER = 'loadBalancers[0].listeners[0]';
const RULE = `${LISTENER}.rules[0]`;
const FORWARD_TO = `${ACTION}.forwardConfig.targetGroups`;

/** Rows about whom requests go to. */
export const BALANCING_EFFECTS: readonly Effect[] = [
  ...inScenario('routed', [
    `${attribute('slow_start.duration_seconds')}=300`,
    `${attribute('load_balancing.algorithm.type')}=least_outstanding_requests`,
    `${attribute(CROSS_ZONE)}=false`,
    ...given(
      `${attribute(CROSS_ZONE)}=false`,
      `${attribute(`${DNS_FAILOVER}.count`)}=2`,
      `${attribute(`${DNS_FAILOVER}.percentage`)}=60`,
    ),
    `${attribute(`${FAIL_OPEN}.count`)}=3`,
    `${attribute(`${FAIL_OPEN}.percentage`)}=80`,
    'loadBalancers[0].type=network',
    ...given('loadBalancers[0].type=network', `loadBalancers[0].attributes["${CROSS_ZONE}"]=true`),
  ]),

  ...inScenario('weighted', [
    'workloads[0].loadBalancer=annex',
    `${FORWARD_TO}[1].weight=3`,
    { change: `${FORWARD_TO}[1].targetGroupArn=other`, along: ['loadBalancers[1]={name: annex}'] },
    {
      change: `${ACTION}.targetGroupArn=canary`,
      before: [`${ACTION}={type: forward, targetGroupArn: stable}`],
    },
    { change: `${ACTION}.type=redirect`, refusal: /`forwardConfig` with type redirect/ },
    ...after(
      [`${LISTENER}.rules=[{priority: 1, share: 0.25, actions: [{type: forward, targetGroupArn: canary}]}]`],
      [
        `${RULE}.share=0.5`,
        `${RULE}.actions[0].targetGroupArn=stable`,
        { change: `${RULE}.actions[0].type=redirect`, refusal: /`targetGroupArn` with type redirect/ },
      ],
    ),
    ...after(
      [
        `${LISTENER}.rules=[{priority: 1, share: 0.25, actions: [{type: forward, forwardConfig: {targetGroups: [{targetGroupArn: canary}, {targetGroupArn: stable}]}}]}]`,
      ],
      [
        `${RULE}.actions[0].forwardConfig.targetGroups[0].weight=9`,
        {
          change: `${RULE}.actions[0].forwardConfig.targetGroups[0].targetGroupArn=other`,
          along: ['loadBalancers[1]={name: annex}'],
        },
      ],
    ),
  ]),
];
