import { type Effect, given, inScenario } from './effect.ts';

const BREAKER = 'services[0].deploymentConfiguration.deploymentCircuitBreaker';
const UPDATE = 'actions[0].updateService';

/** Half of the tasks of the last release exit before they are healthy: some failures between tasks that stay. */
const FLAPPING = 'failures[0]={family: "web:3", exitCode: 1, afterStart: 10s, rate: 0.5}';

/** More tasks than there is room for, until another service wants fewer. */
const CROWDED = [
  'services[2]={cluster: left, serviceName: api, taskDefinition: "web:1", desiredCount: 60}',
  'actions=[{at: 91m, updateService: {cluster: left, service: web, desiredCount: 2}}]',
];

const NO_BREAKER = [`${BREAKER}.rollback=false`, `${BREAKER}.enable=false`];

/** Zone a comes back and is filled by a service that is not rebalanced; much later there is room. */
const ZONE_FULL = [
  'services[2]={cluster: left, serviceName: api, taskDefinition: web, desiredCount: 60, availabilityZoneRebalancing: DISABLED}',
  'actions[3]={at: 150m, updateService: {cluster: left, service: api, desiredCount: 2}}',
];

/** Rows about services and their deployments. */
export const SERVICE_EFFECTS: readonly Effect[] = inScenario('services', [
  { change: 'services[2].serviceName=api' },
  'services[0].taskDefinition=web:2',
  { change: 'services[2].cluster=left', along: ['services[2].serviceName=api'] },
  {
    change: 'services[2].clusterArn=left',
    before: ['services[2]={clusterArn: right, serviceName: api, taskDefinition: web, desiredCount: 3}'],
  },
  {
    change: 'services[2].launchType=FARGATE',
    before: [
      'services[2]={cluster: left, serviceName: api, taskDefinition: net, desiredCount: 3, launchType: EC2, networkConfiguration: {awsvpcConfiguration: {subnets: [a]}}}',
    ],
  },
  ...given(
    'services[1].capacityProviderStrategy=[{capacityProvider: FARGATE_SPOT, weight: 1}]',
    'services[1].capacityProviderStrategy[0].capacityProvider=FARGATE',
  ),
  'services[1].capacityProviderStrategy[0].base=3',
  'services[1].capacityProviderStrategy[0].weight=9',
  'services[1].networkConfiguration.awsvpcConfiguration.subnets=[b]',
  'services[0].desiredCount=6',
  {
    change: 'services[2].schedulingStrategy=REPLICA',
    before: [
      'services[2]={cluster: right, serviceName: web, taskDefinition: web, schedulingStrategy: DAEMON}',
    ],
    along: ['services[2].desiredCount=1'],
  },
  'services[0].placementStrategy[0].type=random',
  {
    change: 'services[0].placementStrategy[0].field=memory',
    before: ['services[0].placementStrategy=[{type: spread, field: instanceId}]'],
    along: ['services[0].placementStrategy[0].type=binpack'],
  },
  'services[0].placementConstraints[0].type=distinctInstance',
  {
    change: 'services[0].placementConstraints[0].expression="attribute:ecs.availability-zone == us-east-1b"',
    before: ['services[0].placementConstraints=[{type: memberOf, expression: "attribute:stack == prod"}]'],
  },
  'services[0].deploymentConfiguration.minimumHealthyPercent=100',
  'services[0].deploymentConfiguration.maximumPercent=200',
  `${BREAKER}.enable=false`,
  `${BREAKER}.rollback=false`,
  ...given(
    `${BREAKER}.thresholdConfiguration={type: COUNT, value: 5}`,
    `${BREAKER}.thresholdConfiguration.type=BOUNDED_PERCENT`,
    `${BREAKER}.thresholdConfiguration.value=9`,
  ),
  {
    change: `${BREAKER}.resetOnHealthyTask=false`,
    before: [FLAPPING, `${BREAKER}.thresholdConfiguration={type: COUNT, value: 8}`],
  },
  ...given(
    'services[0].deploymentConfiguration.earlySuccessCriteria={enable: true, healthyPercent: 75, sourceServiceRevisionCleanup: DEFERRED}',
    'services[0].deploymentConfiguration.earlySuccessCriteria.enable=false',
    'services[0].deploymentConfiguration.earlySuccessCriteria.healthyPercent=100',
  ),
  'services[0].availabilityZoneRebalancing=DISABLED',
  {
    change: 'services[0].healthCheckGracePeriodSeconds=600',
    before: [
      'taskDefinitions[0].containerDefinitions[0].healthCheck={command: [CMD, check], interval: 10, retries: 2}',
      'failures[0]={family: "web:1", healthCheckFails: {after: 2m, for: 5m}}',
      'actions[1].at=70m',
      'actions[1].updateService.taskDefinition=web:2',
    ],
  },
  { change: 'timings["scheduler.period"]=2m', before: [...CROWDED, 'timings["placement.retryFor"]=3h'] },
  { change: 'timings["placement.retryFor"]=3h', before: CROWDED },
  { change: 'timings["placement.retryPause"]=2m', before: CROWDED },
  'timings["healthy.afterRunning"]=10s',
  { change: 'timings["throttle.base"]=1m', before: NO_BREAKER },
  { change: 'timings["throttle.grace"]=9', before: NO_BREAKER },
  { change: 'timings["throttle.max"]=1m', before: NO_BREAKER },
  'timings["circuitBreaker.floor"]=9',
  'timings["circuitBreaker.ceiling"]=2',
  { change: 'timings["circuitBreaker.countEarlyExit"]=false', before: [FLAPPING] },
  {
    change: 'timings["circuitBreaker.countLaunchFailuresAfterRunning"]=true',
    before: ['failures[0].pullFailureRate=0.8'],
  },
  {
    change: 'timings["circuitBreaker.countPlacementFailures"]=false',
    before: [
      CROWDED[0]!,
      'actions=[{at: 2h, updateService: {cluster: left, service: api, forceNewDeployment: true, deploymentConfiguration: {deploymentCircuitBreaker: {enable: true, rollback: true, thresholdConfiguration: {type: COUNT, value: 3}}}}}]',
    ],
  },
  {
    change: 'timings["placement.retryOnCapacityChange"]=true',
    before: ['services[2].desiredCount=70', 'actions[2].availabilityZoneOutage.for=21m'],
  },
  'timings["azRebalance.delay"]=1m',
  { change: 'timings["azRebalance.retry"]=3m', before: ZONE_FULL },
  { change: `${UPDATE}.cluster=right` },
  {
    change: `${UPDATE}.service=api`,
    before: ['services[2].serviceName=api'],
    along: [`${UPDATE}.cluster=right`],
  },
  `${UPDATE}.desiredCount=5`,
  `${UPDATE}.taskDefinition=web:1`,
  ...given(`${UPDATE}.taskDefinition=web:1`, `${UPDATE}.forceNewDeployment=true`),
  `${UPDATE}.deploymentConfiguration.minimumHealthyPercent=100`,
  `${UPDATE}.deploymentConfiguration.maximumPercent=200`,
  ...given(
    `${UPDATE}.deploymentConfiguration.earlySuccessCriteria={enable: true, healthyPercent: 75, sourceServiceRevisionCleanup: DEFERRED}`,
    `${UPDATE}.deploymentConfiguration.earlySuccessCriteria.enable=false`,
    `${UPDATE}.deploymentConfiguration.earlySuccessCriteria.healthyPercent=100`,
  ),
  {
    change: `${UPDATE}.deploymentConfiguration.deploymentCircuitBreaker.enable=false`,
    along: [`${UPDATE}.deploymentConfiguration.deploymentCircuitBreaker.rollback=true`],
  },
  {
    change: `${UPDATE}.deploymentConfiguration.deploymentCircuitBreaker.rollback=false`,
    along: [`${UPDATE}.deploymentConfiguration.deploymentCircuitBreaker.enable=true`],
  },
  ...given(
    `${UPDATE}.deploymentConfiguration.deploymentCircuitBreaker={enable: true, rollback: true, thresholdConfiguration: {type: COUNT, value: 5}}`,
    `${UPDATE}.deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.type=BOUNDED_PERCENT`,
    `${UPDATE}.deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.value=9`,
  ),
  {
    change: `${UPDATE}.deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask=false`,
    before: [
      FLAPPING,
      `${UPDATE}.deploymentConfiguration.deploymentCircuitBreaker={enable: true, rollback: true, thresholdConfiguration: {type: COUNT, value: 8}}`,
    ],
  },
]);
