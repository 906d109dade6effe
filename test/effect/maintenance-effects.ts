import { type Effect, given, inScenario } from './effect.ts';

const GROUP = 'autoScalingGroups[0]';
const OTHER = 'autoScalingGroups[1]';
const REFRESH = 'actions[3].startInstanceRefresh';
const PREFERENCES = `${REFRESH}.preferences`;

/** Rows about how Auto Scaling groups replace their instances. */
export const MAINTENANCE_EFFECTS: readonly Effect[] = inScenario('replaced', [
  `${OTHER}.instanceMaintenancePolicy.minHealthyPercentage=75`,
  `${OTHER}.instanceMaintenancePolicy.maxHealthyPercentage=150`,
  `${GROUP}.maxInstanceLifetime=100000`,
  `${GROUP}.healthCheckGracePeriod=3600`,
  ...given(
    `${GROUP}.suspendedProcesses=[{processName: HealthCheck}]`,
    `${GROUP}.suspendedProcesses[0].processName=ReplaceUnhealthy`,
  ),
  {
    change: 'actions[0].instanceImpairment.cluster=side',
    refusal: /a container instance of side/,
  },
  'actions[0].instanceImpairment.containerInstances=[g-1]',
  'actions[0].instanceImpairment.for=1h',
  'timings["asg.impairedWait"]=2h',
  'actions[1].setInstanceHealth.instanceId=g-4',
  'actions[1].setInstanceHealth.healthStatus=Healthy',
  'actions[1].setInstanceHealth.shouldRespectGracePeriod=false',
  'actions[2].updateAutoScalingGroup.instanceType=m6i.xlarge',
  `${REFRESH}.autoScalingGroupName=other`,
  `${REFRESH}.desiredConfiguration.instanceType=m5.2xlarge`,
  `${PREFERENCES}.minHealthyPercentage=75`,
  ...given(`${PREFERENCES}.minHealthyPercentage=75`, `${PREFERENCES}.maxHealthyPercentage=150`),
  `${PREFERENCES}.instanceWarmup=600`,
  `${PREFERENCES}.checkpointPercentages=[50, 100]`,
  `${PREFERENCES}.checkpointDelay=1200`,
  ...given(`${REFRESH}.desiredConfiguration.instanceType=m5.large`, `${PREFERENCES}.skipMatching=true`),
  ...given(
    `${GROUP}.newInstancesProtectedFromScaleIn=true`,
    `${PREFERENCES}.scaleInProtectedInstances=Ignore`,
  ),
  'actions[5].cancelInstanceRefresh.autoScalingGroupName=other',
  'actions[6].suspendProcesses.autoScalingGroupName=g',
  'actions[6].suspendProcesses.scalingProcesses=[Terminate]',
  'actions[8].resumeProcesses.autoScalingGroupName=g',
  'actions[8].resumeProcesses.scalingProcesses=[Terminate]',
]);
