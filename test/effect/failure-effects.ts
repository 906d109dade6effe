import { distributions } from './distributions.ts';
import { delays, type Effect, inScenario } from './effect.ts';

/** Rows about what goes wrong. */
export const FAILURE_EFFECTS: readonly Effect[] = inScenario('failures', [
  'failures[0].exitCode=3',
  'failures[0].family=web',
  'failures[0].rate=0.9',
  ...distributions('failures[0].afterStart'),
  'failures[1].image=web',
  ...distributions('failures[1].startDelay'),
  'failures[2].pullFailureRate=0.6',
  'failures[3].registryThrottling.image=job',
  'failures[3].registryThrottling.from=2h',
  'failures[3].registryThrottling.for=1h',
  'failures[3].registryThrottling.rate=0.1',
  'failures[4].service=api',
  'failures[4].cluster=right',
  'failures[5].instanceFailureRate.perMonth=900',
  'failures[5].ec2InstanceType=m5.xlarge',
  'failures[6].fargateRetirement.perMonth=3000',
  'failures[6].fargateRetirement.waitPeriod=1h',
  'actions[0].availabilityZoneOutage.availabilityZone=us-east-1b',
  'actions[0].availabilityZoneOutage.for=1h',
  'actions[1].agentDisconnect.containerInstances=[box-3]',
  'actions[1].agentDisconnect.for=1h',
  {
    change: 'actions[1].agentDisconnect.cluster=right',
    before: ['actions[1].agentDisconnect.for=2h'],
    along: ['actions[1].agentDisconnect.containerInstances=[box-5, box-6]'],
  },
  'timings["ecs.agentDisconnectDetect"]=15m',
  'timings["ec2.containerStartTimeout"]=20s',
  {
    change: 'timings["ec2.containerStartTimeout.windows"]=20s',
    before: [
      'clusters[0].containerInstances[0].attributes={ecs.os-family: WINDOWS_SERVER_2022_CORE}',
      'clusters[0].containerInstances[0].hourlyPrice=0.2',
    ],
  },
  ...delays('pull.giveUp'),
]);
