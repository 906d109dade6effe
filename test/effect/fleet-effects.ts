import { after, delays, type Effect, given, inScenario } from './effect.ts';

const GROUP = 'autoScalingGroups[0]';
const BOX = 'autoScalingGroups[2]';
const PROVIDER = 'capacityProviders[0].autoScalingGroupProvider';
const MANAGED = `${PROVIDER}.managedScaling`;

const POLICY = `${GROUP}.mixedInstancesPolicy`;
const OVERRIDES = `${POLICY}.launchTemplate.overrides`;
const DISTRIBUTION = `${POLICY}.instancesDistribution`;

/** A group that cannot grow, so that some tasks wait in vain. */
const FULL = `${GROUP}.maxSize=4`;

/** Rows about Auto Scaling groups and their capacity providers. */
export const FLEET_EFFECTS: readonly Effect[] = [
  ...inScenario('grouped', [
    {
      change: `${PROVIDER}.autoScalingGroupArn=spare`,
      along: ['autoScalingGroups[1].newInstancesProtectedFromScaleIn=true'],
    },
    ...given(`${PROVIDER}.managedTerminationProtection=DISABLED`, `${MANAGED}.status=DISABLED`),
    `${MANAGED}.targetCapacity=60`,
    `${MANAGED}.minimumScalingStepSize=6`,
    `${MANAGED}.maximumScalingStepSize=1`,
    ...given(`${MANAGED}.maximumScalingStepSize=1`, `${MANAGED}.instanceWarmupPeriod=0`),
    `${PROVIDER}.managedTerminationProtection=DISABLED`,
    { change: `${GROUP}.autoScalingGroupName=other`, along: [`${PROVIDER}.autoScalingGroupArn=other`] },
    `${GROUP}.instanceType=m5.xlarge`,
    `${GROUP}.minSize=3`,
    `${GROUP}.maxSize=5`,
    `${GROUP}.desiredCapacity=2`,
    `${GROUP}.availabilityZones=[us-east-1c]`,
    {
      change: `${GROUP}.attributes.stack=lab`,
      before: [
        `${GROUP}.attributes={stack: prod}`,
        'workloads[0].placementConstraints=[{type: memberOf, expression: "attribute:stack == prod"}]',
      ],
    },
    {
      change: `${GROUP}.versionInfo.agentVersion=1.50.0`,
      before: ['workloads[0].placementConstraints=[{type: memberOf, expression: "agentVersion >= 1.80.0"}]'],
    },
    {
      change: `${GROUP}.creditSpecification.cpuCredits=standard`,
      before: [
        `${GROUP}.instanceType=t3.large`,
        `${GROUP}.creditSpecification.cpuCredits=unlimited`,
        'workloads[0]={taskDefinition: job, cluster: main, capacityProviderStrategy: [{capacityProvider: asg, weight: 1}], arrivals: {every: 1m, limit: 10}, work: {vcpuSeconds: 2h}}',
      ],
    },
    'autoScalingGroups[1].cluster=side',
    `${BOX}.registeredResources.cpu=600`,
    `${BOX}.registeredResources.memory=1600`,
    `${BOX}.registeredResources.gpu=0`,
    `${BOX}.registeredResources.awsvpcTasks=1`,
    `${BOX}.hourlyPrice=0.2`,

    ...delays('asg.launchDelay', 'ec2.instanceToActive'),
    ...after(
      [`${GROUP}.attributes={ecs.os-family: WINDOWS_SERVER_2022_CORE}`, `${GROUP}.hourlyPrice=0.2`],
      delays('ec2.instanceToActive.windows'),
    ),
    `${GROUP}.linuxDistribution=Ubuntu`,
    `${GROUP}.reservedMemory=6000`,
    ...after(
      [`${GROUP}.linuxDistribution=Ubuntu`],
      [...delays('ec2.instanceToActive.ubuntu'), 'timings["instance.memoryFraction.ubuntu"]=0.2'],
    ),
    ...after(
      [`${GROUP}.attributes={ecs.os-family: WINDOWS_SERVER_2022_CORE}`, `${GROUP}.hourlyPrice=0.2`],
      ['timings["instance.memoryFraction.windows"]=0.2'],
    ),
    'timings["managedScaling.delay"]=70s',
    'timings["managedScaling.packing"]=sum',
    ...after([`${MANAGED}.instanceWarmupPeriod=0`], ['timings["managedScaling.counted"]=launched']),
    ...after([FULL], ['timings["provisioning.leastWait"]=25m', 'timings["provisioning.mostWait"]=15m']),
    'timings["provisioning.mostTasks"]=3',
  ]),
  ...inScenario('mixed', [
    `${OVERRIDES}[0].instanceType=m6i.xlarge`,
    `${OVERRIDES}[0].weightedCapacity=8`,
    `${OVERRIDES}[0].hourlyPrice=0.5`,
    `${OVERRIDES}[1].spotPrice=0.3`,
    `${DISTRIBUTION}.onDemandAllocationStrategy=lowest-price`,
    `${DISTRIBUTION}.onDemandBaseCapacity=8`,
    `${DISTRIBUTION}.onDemandPercentageAboveBaseCapacity=50`,
    `${DISTRIBUTION}.spotAllocationStrategy=price-capacity-optimized`,
    `${DISTRIBUTION}.spotInstancePools=1`,
    `${DISTRIBUTION}.spotMaxPrice=0.01`,
  ]),
  ...inScenario('owned', [
    `${GROUP}.newInstancesProtectedFromScaleIn=true`,
    `${GROUP}.terminationPolicies=[NewestInstance]`,
    `${PROVIDER}.managedDraining=ENABLED`,
    'actions[0].updateAutoScalingGroup.autoScalingGroupName=other',
    { change: 'actions[0].updateAutoScalingGroup.minSize=3', refusal: /minimum of the group then/ },
    { change: 'actions[0].updateAutoScalingGroup.maxSize=7', refusal: /maxSize/ },
    'actions[0].updateAutoScalingGroup.desiredCapacity=7',
    'actions[1].setDesiredCapacity.autoScalingGroupName=other',
    'actions[1].setDesiredCapacity.desiredCapacity=3',
  ]),
];
