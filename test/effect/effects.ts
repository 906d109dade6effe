import { ALARM_EFFECTS } from './alarm-effects.ts';
import { BALANCING_EFFECTS } from './balancing-effects.ts';
import { BILLED_EFFECTS } from './billed-effects.ts';
import { distributions } from './distributions.ts';
import { DRAINING_EFFECTS } from './draining-effects.ts';
import { after, delays, type Effect, given, inScenario, pulls } from './effect.ts';
import { FAILURE_EFFECTS } from './failure-effects.ts';
import { FLEET_EFFECTS } from './fleet-effects.ts';
import { GROUP_POLICY_EFFECTS } from './group-policy-effects.ts';
import { HOST_EFFECTS } from './host-effects.ts';
import { INSIDE_EFFECTS } from './inside-effects.ts';
import { LOAD_EFFECTS } from './load-effects.ts';
import { MAINTENANCE_EFFECTS } from './maintenance-effects.ts';
import { METERED_EFFECTS } from './metered-effects.ts';
import { NETWORK_EFFECTS } from './network-effects.ts';
import { PRICING_EFFECTS } from './pricing-effects.ts';
import { SCALING_EFFECTS } from './scaling-effects.ts';
import { seriesForms } from './series-forms.ts';
import { SERVICE_EFFECTS } from './service-effects.ts';
import { TAG_EFFECTS } from './tag-effects.ts';
import { TARGET_EFFECTS } from './target-effects.ts';
import { VOLUME_EFFECTS } from './volume-effects.ts';
import { WARM_POOL_EFFECTS } from './warm-pool-effects.ts';

/** Settings of the scenario `fargate` that make all its tasks those of Windows. */
const ON_WINDOWS = [
  'taskDefinitions[0].cpu=1024',
  'taskDefinitions[0].memory=2048',
  'taskDefinitions[0].requiresCompatibilities=[FARGATE]',
  'taskDefinitions[0].runtimePlatform.operatingSystemFamily=WINDOWS_SERVER_2022_CORE',
  'workloads[1].launchType=FARGATE',
];

/** One row for each modelled key. */
export const EFFECTS: readonly Effect[] = [
  ...FAILURE_EFFECTS,
  ...SERVICE_EFFECTS,
  ...INSIDE_EFFECTS,
  ...TARGET_EFFECTS,
  ...SCALING_EFFECTS,
  ...FLEET_EFFECTS,
  ...GROUP_POLICY_EFFECTS,
  ...WARM_POOL_EFFECTS,
  ...MAINTENANCE_EFFECTS,
  ...ALARM_EFFECTS,
  ...DRAINING_EFFECTS,
  ...LOAD_EFFECTS,
  ...HOST_EFFECTS,
  ...BALANCING_EFFECTS,
  ...NETWORK_EFFECTS,
  ...PRICING_EFFECTS,
  ...METERED_EFFECTS,
  ...BILLED_EFFECTS,
  ...VOLUME_EFFECTS,
  ...TAG_EFFECTS,
  ...inScenario('fleet', [
    'name=renamed',
    'description=Another text.',
    'simulation.start=2026-03-02T00:30:00Z',
    'simulation.duration=2h',
    'simulation.warmUp=30m',
    'simulation.seed=8',
    'simulation.resolution=10s',
    'simulation.timelineStep=5m',
    'simulation.placementTie=random',
    {
      change: 'clusters[0].containerInstances[0].name=api',
      before: ['actions[1]={at: 40m, stopTask: {task: net-2}}'],
    },
    'clusters[0].containerInstances[0].ec2InstanceType=m5.xlarge',
    'clusters[0].containerInstances[1].registeredResources.cpu=1024',
    'clusters[0].containerInstances[1].registeredResources.memory=2048',
    {
      change: 'clusters[0].containerInstances[1].registeredResources.gpu=0',
      before: ['taskDefinitions[1].containerDefinitions[0].resourceRequirements=[{type: GPU, value: "1"}]'],
    },
    'clusters[0].containerInstances[1].hourlyPrice=0.7',
    'clusters[0].containerInstances[0].availabilityZones=[us-east-1c]',
    'clusters[0].containerInstances[0].attributes.stack=lab',
    'clusters[0].containerInstances[0].count=4',
    {
      change: 'clusters[0].containerInstances[0].linuxDistribution=Ubuntu',
      before: ['timings["instance.memoryFraction.ubuntu"]=0.3'],
    },
    'clusters[0].containerInstances[0].reservedMemory=4000',
    'taskDefinitions[0].cpu=1024',
    'taskDefinitions[0].memory=4096',
    'taskDefinitions[0].networkMode=awsvpc',
    'taskDefinitions[0].runtimePlatform.cpuArchitecture=ARM64',
    {
      change: 'taskDefinitions[1].placementConstraints[0].type=memberOf',
      along: ['taskDefinitions[1].placementConstraints[0].expression="attribute:stack == lab"'],
    },
    'taskDefinitions[0].placementConstraints[0].expression="attribute:stack == lab"',
    'taskDefinitions[0].containerDefinitions[0].name=other',
    'taskDefinitions[0].containerDefinitions[0].image=shop/net',
    {
      change: 'taskDefinitions[1].containerDefinitions[0].essential=false',
      before: [
        'taskDefinitions[1].containerDefinitions[1].essential=true',
        'timings["task.sigtermExit"]=40s',
      ],
    },
    'taskDefinitions[0].containerDefinitions[0].cpu=1024',
    'taskDefinitions[0].containerDefinitions[0].memory=4096',
    'taskDefinitions[0].containerDefinitions[0].memoryReservation=128',
    {
      change: 'taskDefinitions[1].containerDefinitions[0].stopTimeout=10',
      before: ['timings["task.sigtermExit"]=40s'],
    },
    {
      change: 'taskDefinitions[1].containerDefinitions[0].resourceRequirements[0].type=GPU',
      along: ['taskDefinitions[1].containerDefinitions[0].resourceRequirements[0].value=1'],
    },
    {
      change: 'taskDefinitions[1].containerDefinitions[0].resourceRequirements[0].value=2',
      before: ['taskDefinitions[1].containerDefinitions[0].resourceRequirements=[{type: GPU, value: 1}]'],
    },
    'images.shop/job.sizeMb=900',
    'workloads[0].name=renamed',
    'workloads[0].group=reports',
    'workloads[0].placementStrategy[0].type=worstFit',
    {
      change: 'workloads[0].placementStrategy[0].field=attribute:ecs.availability-zone',
      before: ['workloads[0].placementStrategy[0]={type: spread, field: instanceId}'],
    },
    'workloads[0].placementConstraints[0].type=distinctInstance',
    {
      change: 'workloads[1].placementConstraints[0].expression="attribute:stack == lab"',
      before: [
        'workloads[1].placementConstraints[0]={type: memberOf, expression: "attribute:stack == prod"}',
      ],
    },
    'actions[0].stopTask.task=net-14',
    'actions[0].stopTask.reason="wrong input file"',
    'actions[1].terminateInstances.instanceIds=[web-1]',
    'actions[1].at=50m',
    'timings=instant',
    { change: 'timings.base=instant', before: ['timings={container.start: 5s}'] },
    { change: 'timings["image.sizeMb"]=50', before: ['images={shop/net: {sizeMb: 80}}'] },
    'timings["instance.memoryFraction"]=0.5',
    'pricing.splitCostWeights.cpu=0.5',
    'pricing.splitCostWeights.memory=0.5',
    'pricing.catalogue=prices.json',
    ...given('pricing.catalogue=prices.json', 'pricing.asOf=2026-03-02'),
    'assertions[0].that=tasks.wait.p50',
    'assertions[0].atMost=1s',
    { change: 'assertions[0].atLeast=2s', before: ['assertions=[{that: tasks.wait.p95, atLeast: 1s}]'] },
    { change: 'assertions[0].equals=2s', before: ['assertions=[{that: tasks.wait.p95, equals: 1s}]'] },
    ...delays(
      'container.start',
      'ec2.eni',
      'ec2.agentHandover',
      'ec2.stop',
      'ec2.eniDetach',
      'task.sigtermExit',
    ),
    ...pulls('pull.ec2'),
    'timings["pull.ec2.cached"]=3s',
  ]),

  ...inScenario('pair', [
    'region=eu-west-1',
    'clusters[0].capacityProviders=[FARGATE]',
    'workloads[0].cluster=right',
    'actions[0].stopTask.cluster=right',
    'actions[1].terminateInstances.cluster=right',
    'assertions[0].scope=cluster/right',
  ]),

  ...inScenario('ideal', [
    'clusters[0].clusterName=renamed',
    'clusters[0].idealFleet.name=small',
    'clusters[0].idealFleet.ec2InstanceType=m5.large',
    'clusters[0].idealFleet.registeredResources.cpu=1024',
    ...after(
      ['clusters[0].idealFleet={ec2InstanceType: m5.large}', 'timings={instance.memoryFraction.ubuntu: 0.3}'],
      ['clusters[0].idealFleet.linuxDistribution=Ubuntu', 'clusters[0].idealFleet.reservedMemory=6000'],
    ),
    {
      change: 'clusters[0].idealFleet.registeredResources.memory=1024',
      before: ['workloads[0].duration=30m'],
    },
    {
      change: 'clusters[0].idealFleet.registeredResources.gpu=1',
      before: ['taskDefinitions[0].containerDefinitions[0].resourceRequirements=[{type: GPU, value: "1"}]'],
    },
    {
      change: 'clusters[0].idealFleet.registeredResources.awsvpcTasks=1',
      before: ['taskDefinitions[0].networkMode=awsvpc', 'workloads[0].duration=30m'],
    },
    {
      change: 'clusters[0].idealFleet.versionInfo.agentVersion=1.50.0',
      before: ['workloads[0].placementConstraints=[{type: memberOf, expression: "agentVersion >= 1.80.0"}]'],
    },
    'clusters[0].idealFleet.hourlyPrice=0.3',
    'clusters[0].idealFleet.availabilityZones=[us-east-1c]',
    {
      change: 'clusters[0].idealFleet.attributes.stack=prod',
      before: ['workloads[0].placementConstraints=[{type: memberOf, expression: "attribute:stack == prod"}]'],
    },
    { change: 'taskDefinitions[1].family=other', before: ['workloads[0].taskDefinition=job'] },
    'workloads[0].taskDefinition=job:2',
    'workloads[0].arrivals.every=4m',
    ...given(
      'workloads[0].arrivals={poisson: {perSecond: 0.01}}',
      'workloads[0].arrivals.poisson.perSecond=0.02',
    ),
    ...given('workloads[0].arrivals={poisson: {perMinute: 1}}', 'workloads[0].arrivals.poisson.perMinute=2'),
    ...given('workloads[0].arrivals={poisson: {perHour: 10}}', 'workloads[0].arrivals.poisson.perHour=20'),
    ...after(
      ['workloads[0].arrivals={poisson: {}}'],
      seriesForms('workloads[0].arrivals.poisson.rate', '1m'),
    ),
    ...given(
      'workloads[0].arrivals={schedule: "cron(15 0/2 * * ? *)"}',
      'workloads[0].arrivals.schedule="rate(7 minutes)"',
      'workloads[0].arrivals.timeZone=Asia/Kolkata',
      'workloads[0].arrivals.count=3',
    ),
    ...given(
      'workloads[0].arrivals={burst: {at: 1m, count: 5}}',
      'workloads[0].arrivals.burst.at=2m',
      'workloads[0].arrivals.burst.count=6',
    ),
    'workloads[0].arrivals.from=7m',
    'workloads[0].arrivals.until=1h',
    'workloads[0].arrivals.limit=4',
    ...distributions('workloads[0].duration'),
  ]),

  ...inScenario('queue', [
    'workloads[0].onFailure=giveUp',
    ...given(
      'workloads[0].onFailure={retry: {every: 2m}}',
      'workloads[0].onFailure.retry.every=3m',
      'workloads[0].onFailure.retry.attempts=2',
      'workloads[0].onFailure.retry.for=5m',
    ),
  ]),

  ...inScenario('fargate', [
    'clusters[0].defaultCapacityProviderStrategy[0].capacityProvider=FARGATE',
    'taskDefinitions[0].ephemeralStorage.sizeInGiB=100',
    'workloads[0].launchType=EC2',
    'workloads[1].capacityProviderStrategy[0].capacityProvider=FARGATE',
    ...delays('fargate.provision', 'fargate.host', 'fargate.deprovision'),
    ...pulls('pull.fargate'),
  ]),

  ...inScenario('fargate', after(ON_WINDOWS, delays('fargate.host.windows'))),

  ...inScenario('fargate', [
    {
      change: 'timings["api.rates"]=unlimited',
      before: ['workloads[0].arrivals={burst: {at: 1m, count: 150}}'],
    },
    { change: 'quotas=default', before: ['workloads[0].arrivals={burst: {at: 1m, count: 20}}'] },
    {
      change: 'quotas.base=default',
      before: ['workloads[0].arrivals={burst: {at: 1m, count: 20}}', 'quotas={clustersPerAccount: 9}'],
    },
    'quotas.fargateOnDemandVcpus=0',
    { change: 'quotas.clustersPerAccount=0', refusal: /at most 0, the quota clustersPerAccount/ },
    { change: 'quotas.containerInstancesPerCluster=0', refusal: /the quota containerInstancesPerCluster/ },
    { change: 'quotas.capacityProvidersPerCluster=0', refusal: /the quota capacityProvidersPerCluster/ },
    { change: 'quotas.containersPerTaskDefinition=0', refusal: /the quota containersPerTaskDefinition/ },
  ]),
  ...inScenario('services', [
    { change: 'quotas.servicesPerCluster=1', refusal: /the quota servicesPerCluster/ },
    { change: 'quotas.tasksPerService=7', refusal: /the quota tasksPerService/ },
    'quotas.fargateSpotVcpus=0',
  ]),

  ...inScenario('drained', [
    ...given(
      'actions[3]={at: 2h, registerContainerInstances: {cluster: left, name: box}}',
      'actions[3].registerContainerInstances.cluster=right',
      'actions[3].registerContainerInstances.count=2',
    ),
    {
      change: 'actions[3].registerContainerInstances.name=big',
      before: [
        'clusters[0].containerInstances[1]={name: big, ec2InstanceType: m5.xlarge, count: 0}',
        'actions[3]={at: 2h, registerContainerInstances: {cluster: left, name: box}}',
      ],
    },
  ]),

  ...inScenario('providers', [
    {
      change: 'capacityProviders[1].name=other',
      along: [
        'clusters[0].capacityProviders[3]=other',
        'clusters[0].containerInstances[1].capacityProviderName=other',
        'workloads[1].capacityProviderStrategy[1].capacityProvider=other',
      ],
    },
    'clusters[0].containerInstances[1].capacityProviderName=fleet',
    'clusters[0].defaultCapacityProviderStrategy[0].base=5',
    'clusters[0].defaultCapacityProviderStrategy[0].weight=4',
    'workloads[1].capacityProviderStrategy[0].base=4',
    'workloads[1].capacityProviderStrategy[0].weight=5',
    'timings["capacityProvider.split"]=call',
  ]),

  ...inScenario('network', [
    'accountSettings[0].value=enabled',
    { change: 'accountSettings[0].name=containerInsights', before: ['accountSettings[0].value=enabled'] },
    {
      change: 'subnets[0].subnetId=right',
      before: ['workloads[0].networkConfiguration.awsvpcConfiguration.subnets=[left]'],
      along: ['subnets[1].subnetId=left'],
    },
    'subnets[0].availabilityZone=us-east-1b',
    { change: 'subnets[0].cidrBlock=10.0.0.0/27', before: ['accountSettings[0].value=enabled'] },
    'subnets[1].availableIpAddressCount=1',
    'workloads[0].networkConfiguration.awsvpcConfiguration.subnets=[left]',
    'clusters[0].containerInstances[1].registeredResources.awsvpcTasks=3',
    'clusters[0].containerInstances[1].external=true',
    'clusters[0].containerInstances[1].agentConnected=false',
    {
      change: 'clusters[0].containerInstances[0].versionInfo.agentVersion=1.50.0',
      before: ['workloads[1].placementConstraints=[{type: memberOf, expression: "agentVersion >= 1.80.0"}]'],
    },
    'taskDefinitions[1].runtimePlatform.operatingSystemFamily=WINDOWS_SERVER_2022_CORE',
    'taskDefinitions[1].containerDefinitions[0].portMappings[0].hostPort=0',
    {
      change: 'taskDefinitions[1].containerDefinitions[0].portMappings[0].protocol=udp',
      before: ['taskDefinitions[1].containerDefinitions[0].portMappings[0].hostPort=22'],
    },
    {
      change: 'taskDefinitions[1].containerDefinitions[0].portMappings[0].containerPort=22',
      before: [
        'taskDefinitions[1].networkMode=host',
        'taskDefinitions[1].containerDefinitions[0].portMappings=[{containerPort: 8080}]',
      ],
    },
  ]),

  ...inScenario('trace', [
    'workloads[0].trace.file=other-jobs.csv',
    'workloads[0].trace.columns.submitted=t2',
    'workloads[0].trace.columns.duration=d2',
    'workloads[0].trace.columns.vcpu=v2',
    'workloads[0].trace.columns.memoryGiB=g2',
    'workloads[0].trace.columns.gpus=gpu',
    'workloads[0].trace.columns.gpuMilli=m',
    'workloads[0].trace.columns.taskId=id',
    'workloads[0].trace.columns.group=team',
    'workloads[0].trace.columns.count=n',
    ...given(
      'workloads[0].trace.columns={submitted: t, started: from, ended: to, vcpu: v, memoryGiB: g}',
      'workloads[0].trace.columns.started=from2',
      'workloads[0].trace.columns.ended=to2',
    ),
    ...given(
      'workloads[0].trace.columns={submitted: t, duration: d, cpuMilli: m, memoryGiB: g}',
      'workloads[0].trace.columns.cpuMilli=m2',
    ),
    ...given(
      'workloads[0].trace.columns={submitted: t, duration: d, cpu: u, memoryMib: mib}',
      'workloads[0].trace.columns.cpu=u2',
      'workloads[0].trace.columns.memoryMib=mib2',
    ),
    'workloads[0].trace.where.kind=day',
    'workloads[0].trace.from=5m',
    'workloads[0].trace.timeUnit=ms',
    'workloads[0].trace.timeScale=0.5',
    'workloads[0].trace.repeat=2',
    'workloads[0].trace.amplify=2',
    {
      change: 'workloads[0].trace.missing=error',
      before: ['workloads[0].trace.missing=skip', 'workloads[0].trace.columns.duration=part'],
      refusal: /jobs\.csv:3.*part/,
    },
    'workloads[0].trace.zeroDuration=skip',
    { change: 'workloads[0].trace.fargateSize=roundUp', before: ['workloads[0].launchType=FARGATE'] },
    'workloads[0].waitOrder=strict',
  ]),

  ...inScenario('listed', [
    'clusters[0].containerInstances[0].file=other-instances.csv',
    'clusters[0].containerInstances[0].columns.name=id2',
    'clusters[0].containerInstances[0].columns.vcpu=v2',
    'clusters[0].containerInstances[0].columns.memoryGiB=g2',
    'clusters[0].containerInstances[0].columns.availabilityZone=zone2',
    {
      change: 'clusters[0].containerInstances[0].columns.attributes.kind=type2',
      before: [
        'clusters[0].containerInstances[0].columns.attributes={kind: type}',
        'workloads[0].placementConstraints=[{type: memberOf, expression: "attribute:kind == m5.large"}]',
      ],
    },
    ...given(
      'taskDefinitions[0].containerDefinitions[0].resourceRequirements=[{type: GPU, value: 1}]',
      'clusters[0].containerInstances[0].columns.gpus=gpu',
    ),
    ...given(
      'clusters[0].containerInstances[0].columns={name: id, cpuMilli: m, memoryMib: mib}',
      'clusters[0].containerInstances[0].columns.cpuMilli=m2',
      'clusters[0].containerInstances[0].columns.memoryMib=mib2',
    ),
    ...given(
      'clusters[0].containerInstances[0].columns={name: id, cpu: u, memoryMib: mib}',
      'clusters[0].containerInstances[0].columns.cpu=u2',
    ),
    ...given(
      'clusters[0].containerInstances[0].columns={name: id, ec2InstanceType: type}',
      'clusters[0].containerInstances[0].columns.ec2InstanceType=type2',
    ),
  ]),
];
