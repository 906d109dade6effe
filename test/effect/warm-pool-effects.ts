import { distributions } from './distributions.ts';
import { after, delays, type Effect, inScenario } from './effect.ts';

const HOOKS = 'autoScalingGroups[0].lifecycleHookSpecificationList';
const LAUNCH = `${HOOKS}[0]`;
const END = `${HOOKS}[1]`;
const POOL = 'autoScalingGroups[0].warmPoolConfiguration';
const RETURNING = 'autoScalingGroups[1].warmPoolConfiguration';
const WINDOWS = [
  'autoScalingGroups[0].attributes={ecs.os-family: WINDOWS_SERVER_2022_CORE}',
  'autoScalingGroups[0].hourlyPrice=0.2',
];

/** Rows about lifecycle hooks and warm pools. */
export const WARM_POOL_EFFECTS: readonly Effect[] = inScenario('pooled', [
  `${END}.lifecycleTransition=autoscaling:EC2_INSTANCE_LAUNCHING`,
  `${END}.heartbeatTimeout=900`,
  {
    change: `${LAUNCH}.defaultResult=ABANDON`,
    before: [`${LAUNCH}.heartbeatTimeout=120`],
  },
  ...distributions(`${LAUNCH}.completion.after`),
  ...distributions(`${LAUNCH}.completion.afterWarmStart`),
  `${LAUNCH}.completion.result=ABANDON`,
  `${END}.completion.heartbeatEvery=3m`,
  `${END}.completion.heartbeats=4`,
  `${LAUNCH}.completion.holdsRegistration=false`,
  `${POOL}.minSize=4`,
  `${POOL}.maxGroupPreparedCapacity=3`,
  `${POOL}.poolState=Running`,
  `${RETURNING}.instanceReusePolicy.reuseOnScaleIn=true`,
  ...delays('asg.warmStart.stopped'),
  ...after([`${POOL}.poolState=Hibernated`], delays('asg.warmStart.hibernated')),
  ...after([`${POOL}.poolState=Running`], delays('asg.warmStart.running')),
  ...after(WINDOWS, delays('asg.warmStart.stopped.windows')),
]);
