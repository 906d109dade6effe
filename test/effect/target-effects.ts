import { delays, type Effect, given, inScenario } from './effect.ts';

/** Rows about target groups and load balancers. */
export const TARGET_EFFECTS: readonly Effect[] = inScenario('balanced', [
  {
    change: 'targetGroups[0].name=other',
    along: ['loadBalancers[0].targetGroups[0]=other', 'services[0].loadBalancers[0].targetGroupArn=other'],
  },
  {
    change: 'targetGroups[0].targetGroupName=other',
    before: ['targetGroups[0]={targetGroupName: web}'],
    along: ['loadBalancers[0].targetGroups[0]=other', 'services[0].loadBalancers[0].targetGroupArn=other'],
  },
  'targetGroups[0].healthCheckIntervalSeconds=20',
  'targetGroups[0].healthyThresholdCount=2',
  'targetGroups[0].unhealthyThresholdCount=9',
  'targetGroups[0].attributes["deregistration_delay.timeout_seconds"]=120',
  { change: 'loadBalancers[0].targetGroups=[api]', refusal: /does not have an associated load balancer/ },
  'services[0].loadBalancers[0].targetGroupArn=api',
  'services[0].loadBalancers[0].containerName=proxy',
  // Old tasks are there until their targets are deregistered.
  ...['services[0].', 'actions[0].updateService.'].flatMap((of) =>
    given(
      `${of}deploymentConfiguration.earlySuccessCriteria={enable: true, healthyPercent: 100, sourceServiceRevisionCleanup: DEFERRED}`,
      `${of}deploymentConfiguration.earlySuccessCriteria.sourceServiceRevisionCleanup=BLOCKING`,
    ),
  ),
  ...delays('lb.register', 'lb.deregistration'),
]);
