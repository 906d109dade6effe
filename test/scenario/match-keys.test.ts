import { expect, test } from 'vitest';
import { awsMembers } from '../../src/scenario/aws-keys/aws-members.ts';
import { scenarioSchema } from '../../src/scenario/schema.ts';
import { branches, keyRules } from '../../src/scenario/shapes/mapping.ts';
import { complaintsOf, load, problemsOf, small, smallWorkload } from '../support/load.ts';

const DEFINITION = { family: 'job', containerDefinitions: [{ name: 'job', image: 'job', memory: 512 }] };

test('the case of a key does not matter, whatever its place', async () => {
  const loud = await load(small().replace(/"([a-z]\w+)":/gi, (_, key: string) => `"${key.toUpperCase()}":`));
  expect({ ...loud, digest: '' }).toEqual({ ...(await load(small())), digest: '' });
});

test('a key may stand there once, in one spelling', async () => {
  const text = 'simulation:\n  duration: 1h\n  Duration: 2h\nworkloads: []';
  expect(await problemsOf(text)).toEqual([
    's.yaml:3:3: simulation.Duration: expected `duration` only once, whatever its case, received `duration` and `Duration`.',
  ]);
});

test('an unknown key is an error with the nearest name, at the key; its value is taken for what was meant', async () => {
  const text = 'workloads:\n  - taskDefinition: job\n    arivals: { every: 5 }\n    duration: -4\n';
  expect(await problemsOf(`${text}taskDefinitions: [${JSON.stringify(DEFINITION)}]\n`)).toEqual([
    's.yaml:2:5: workloads[0].cluster: expected a cluster with container instances for launch type EC2, received `default`, which has none. Give the cluster `containerInstances`, an Auto Scaling group or an `idealFleet`, or say `launchType: FARGATE`.',
    's.yaml:3:5: workloads[0].arivals: expected a known key, received an unknown one. Did you mean `arrivals`?',
    's.yaml:4:15: workloads[0].duration: expected a duration such as 90s, or a mapping with one of exponential, lognormal, weibull, pareto, uniform, empirical, received -4.',
  ]);
});

test('a key that is like no other is answered with those that are known', async () => {
  expect(await complaintsOf(small({ pricing: { zzz: 1 } }))).toEqual([
    'pricing.zzz: expected a known key, received an unknown one. Known keys: splitCostWeights, freeTier, savingsPlans, reservedInstances, discount, otherUsage, catalogue, asOf.',
  ]);
});

test('a key that AWS knows and that has no effect is accepted, with one warning that lists all', async () => {
  const container = {
    ...DEFINITION.containerDefinitions[0],
    environment: [{ name: 'A', value: 'b' }],
    command: [],
  };
  const definition = {
    ...DEFINITION,
    executionRoleArn: 'arn:x',
    tags: [{ key: 'a', value: 'b' }],
    containerDefinitions: [container],
  };
  const scenario = await load(small({ taskDefinitions: [definition, definition] }));
  expect(scenario.warnings).toEqual([
    {
      code: 'keys-without-effect',
      message:
        'Known to AWS, without effect here: taskDefinitions[].containerDefinitions[].environment, taskDefinitions[].executionRoleArn.',
      count: 4,
      firstAt: '',
    },
  ]);
});

test('a key that is honoured as far as it goes is not listed: one provider has all the weight, Linux is what runs', async () => {
  const runtimePlatform = { operatingSystemFamily: 'LINUX' };
  const portMappings = [{ containerPort: 80, name: 'web', appProtocol: 'http' }];
  const definition = {
    ...DEFINITION,
    cpu: 256,
    memory: 512,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    runtimePlatform,
  };
  const clusters = [{ clusterName: 'main', capacityProviders: ['FARGATE'] }];
  const capacityProviderStrategy = [{ capacityProvider: 'FARGATE', base: 1, weight: 1 }];
  const scenario = (containers: object[]) =>
    load(
      smallWorkload(
        { capacityProviderStrategy },
        { clusters, taskDefinitions: [{ ...definition, containerDefinitions: containers }] },
      ),
    );
  expect((await scenario(DEFINITION.containerDefinitions)).warnings).toEqual([]);
  const withPorts = [{ ...DEFINITION.containerDefinitions[0], portMappings }];
  expect((await scenario(withPorts)).warnings).toEqual([]);
});

test('what would matter and is not modelled is an error, unless it says no more than its absence', async () => {
  const withKey = (key: string, value: unknown) =>
    complaintsOf(small({ taskDefinitions: [{ ...DEFINITION, [key]: value }] }));
  expect(await withKey('inferenceAccelerators', [{ deviceName: 'x', deviceType: 'y' }])).toEqual([
    'taskDefinitions[0].inferenceAccelerators: expected a key that is modelled, received `inferenceAccelerators`, which is not modelled yet.',
  ]);
  expect(await withKey('inferenceAccelerators', [])).toEqual([]);
  expect(await withKey('inferenceAccelerators', null)).toEqual([]);
  expect(await withKey('volumes', [{ name: 'scratch' }])).toEqual([]);
  expect(
    await withKey('volumes', [{ name: 'disk', efsVolumeConfiguration: { fileSystemId: 'f' } }]),
  ).toHaveLength(1);
  expect(await withKey('status', 'ACTIVE')).toEqual([]);
  expect(await withKey('status', 'INACTIVE')).toHaveLength(1);
  expect(await complaintsOf(smallWorkload({ count: 1, platformVersion: 'LATEST' }))).toEqual([]);
  expect(await complaintsOf(smallWorkload({ count: 3 }))).toHaveLength(1);
  expect(
    await complaintsOf(
      smallWorkload({ overrides: { containerOverrides: [{ name: 'job', command: ['x'] }] } }),
    ),
  ).toEqual([]);
  expect(await complaintsOf(smallWorkload({ overrides: { cpu: '512' } }))).toHaveLength(1);
});

test('sections that are still to come are named as such', async () => {
  for (const section of ['launchTemplates', 'spot'])
    expect(await complaintsOf(small({ [section]: [{}] }))).toEqual([
      `${section}: expected a key that is modelled, received \`${section}\`, which is not modelled yet.`,
    ]);
});

test('where something else is meant the problem says so', async () => {
  expect(await complaintsOf(small({ scheduledActions: [{}] }))).toEqual([
    'scheduledActions: expected a key that is modelled, received `scheduledActions`, which is not modelled yet. Those of a scalable target stand in it, under `scheduledActions`.',
  ]);
});

test("what AWS's command line prints can be pasted", async () => {
  const text = `
clusters:
  - clusters:
      - { clusterArn: "arn:aws:ecs:us-east-1:1:cluster/main", clusterName: main, status: ACTIVE, statistics: [], capacityProviders: [FARGATE] }
    failures: []
taskDefinitions:
  - taskDefinition:
      taskDefinitionArn: arn:aws:ecs:us-east-1:1:task-definition/web:7
      family: web
      revision: 7
      status: ACTIVE
      networkMode: awsvpc
      cpu: "256"
      memory: "512"
      requiresCompatibilities: [FARGATE]
      volumes: []
      placementConstraints: []
      containerDefinitions:
        - { name: web, image: "nginx:latest", cpu: 0, essential: true, portMappings: [{ containerPort: 80, hostPort: 80, protocol: tcp }], mountPoints: [] }
    tags: []
workloads:
  - taskDefinition: arn:aws:ecs:us-east-1:1:task-definition/web:1
    cluster: arn:aws:ecs:us-east-1:1:cluster/main
    launchType: FARGATE
    networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-1] } }
    arrivals: { burst: { count: 3 } }
    duration: 5m
`;
  const scenario = await load(text);
  expect(scenario.taskDefinitions[0]).toMatchObject({
    family: 'web',
    revision: 1,
    need: { cpu: 256, memory: 512 },
  });
  expect(scenario.workloads[0]).toMatchObject({
    cluster: 'main',
    launchType: 'FARGATE',
    taskDefinitionIndex: 0,
  });
  const wrong = text.replace('cpu: 0', 'cpu: zero');
  const before = wrong.slice(0, wrong.indexOf('zero')).split('\n');
  expect(await problemsOf(wrong)).toEqual([
    `s.yaml:${before.length}:${before.at(-1)!.length + 1}: taskDefinitions[0].containerDefinitions[0].cpu: expected an integer from 0 up, received "zero".`,
  ]);
});

/**
 * Every key that AWS has at the places we know, and that is taken to have no effect on what is simulated. When AWS gets
 * a new one it turns up here: think whether it would matter before it is added.
 */
const CONSIDERED: Readonly<Record<string, string>> = {
  'CreateService.volumeConfigurations.managedEBSVolume':
    'encrypted filesystemType kmsKeyId roleArn snapshotId tagSpecifications',
  'RunTask.volumeConfigurations.managedEBSVolume':
    'encrypted filesystemType kmsKeyId roleArn snapshotId tagSpecifications',
  // A directory of the host.
  'TaskDefinition.volumes': 'host',
  AutoScalingGroup:
    'autoScalingGroupARN availabilityZoneImpairmentPolicy context createdTime ' +
    'deletionProtection enabledMetrics instances operator predictedCapacity serviceLinkedRoleARN ' +
    'skipZonalShiftValidation tags warmPoolSize',
  // Which type it is stands in the scenario, and its architecture comes with the type.
  'AutoScalingGroup.mixedInstancesPolicy.launchTemplate': 'launchTemplateSpecification',
  'AutoScalingGroup.mixedInstancesPolicy.launchTemplate.overrides': 'imageId launchTemplateSpecification',
  AutoScalingPolicy: 'alarms policyARN',
  'AutoScalingPolicy.targetTrackingConfiguration.customizedMetricSpecification': 'unit',
  'AutoScalingPolicy.targetTrackingConfiguration.customizedMetricSpecification.metrics.metricStat': 'unit',
  AutoScalingScheduledAction: 'scheduledActionARN',
  LifecycleHook: 'autoScalingGroupName globalTimeout notificationMetadata notificationTargetARN roleARN',
  WarmPool: 'autoScalingGroupName',
  'AutoScalingGroup.suspendedProcesses': 'suspensionReason',
  CapacityProvider: 'capacityProviderArn cluster tags type updateStatus updateStatusReason',
  Cluster:
    'activeServicesCount attachments attachmentsStatus clusterArn configuration pendingTasksCount registeredContainerInstancesCount ' +
    'runningTasksCount serviceConnectDefaults statistics tags',
  ContainerInstance:
    'agentUpdateStatus attachments containerInstanceArn ec2InstanceId gpuDevices healthStatus pendingTasksCount registeredAt ' +
    'remainingResources runningTasksCount statusReason tags version',
  'ContainerDefinition.logConfiguration': 'secretOptions',
  'ContainerInstance.versionInfo': 'agentHash dockerVersion',
  LoadBalancer:
    'canonicalHostedZoneId createdTime customerOwnedIpv4Pool dnsName enablePrefixForIpv6SourceNat ' +
    'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic ipAddressType ipamPools loadBalancerArn securityGroups state ' +
    'subnetMappings subnets tags vpcId',
  Listener: 'alpnPolicy certificates listenerArn loadBalancerArn mutualAuthentication sslPolicy tags',
  'Listener.defaultActions':
    'authenticateCognitoConfig authenticateOidcConfig fixedResponseConfig jwtValidationConfig order redirectConfig',
  TargetGroup:
    'healthCheckPath healthCheckPort healthCheckProtocol ipAddressType matcher port protocol protocolVersion tags ' +
    'targetControlPort targetGroupArn vpcId',
  Service:
    'clientToken createdAt createdBy currentServiceDeployment currentServiceRevisions deployments enableECSManagedTags ' +
    'enableExecuteCommand events pendingCount platformFamily resourceManagementType role roleArn ' +
    'runningCount serviceArn',
  'Service.serviceConnectConfiguration':
    'accessLogConfiguration containerConfigurations logConfiguration namespace',
  'Service.serviceConnectConfiguration.services': 'clientAliases discoveryName ingressPortOverride tls',
  'Service.serviceRegistries': 'containerName containerPort port',
  TaskDefinition:
    'compatibilities deleteRequestedAt deregisteredAt enableFaultInjection executionRoleArn ipcMode pidMode proxyConfiguration ' +
    'registeredAt registeredBy requiresAttributes revision taskDefinitionArn taskRoleArn',
  'TaskDefinition.containerDefinitions':
    'command credentialSpecs disableNetworking dnsSearchDomains dnsServers dockerLabels dockerSecurityOptions entryPoint environment ' +
    'environmentFiles extraHosts firelensConfiguration hostname interactive links linuxParameters mountPoints ' +
    'privileged pseudoTerminal readonlyRootFilesystem repositoryCredentials systemControls ulimits user ' +
    'versionConsistency volumesFrom workingDirectory',
  'TaskDefinition.containerDefinitions.healthCheck': 'command',
  MetricAlarm:
    'actionConfiguration alarmArn alarmConfigurationUpdatedTimestamp alarmDescription evaluationState stateReason stateReasonData ' +
    'stateTransitionedTimestamp stateUpdatedTimestamp stateValue tags unit',
  'MetricAlarm.metrics.metricStat': 'unit',
  ScalableTarget: 'creationTime predictedCapacity roleARN scalableTargetARN tags',
  RegisterScalableTarget: 'roleARN tags',
  ScalingPolicy: 'alarms creationTime policyARN',
  'ScalingPolicy.targetTrackingScalingPolicyConfiguration.customizedMetricSpecification': 'unit',
  'ScalingPolicy.targetTrackingScalingPolicyConfiguration.customizedMetricSpecification.metrics.metricStat':
    'unit',
  ScheduledAction: 'creationTime scheduledActionARN',
  'StartInstanceRefresh.preferences': 'standbyInstances',
  UpdateAutoScalingGroup:
    'availabilityZoneImpairmentPolicy context deletionProtection ' +
    'serviceLinkedRoleARN skipZonalShiftValidation',
  RunTask: 'clientToken enableECSManagedTags enableExecuteCommand referenceId startedBy',
};

test('of every key that AWS has it was considered whether it matters', () => {
  const found = new Map<string, string>();
  const visit = (schema: Parameters<typeof branches>[0]): void => {
    for (const branch of branches(schema)) {
      const { def } = branch._zod;
      if (def.type === 'array') visit(def.element);
      if (def.type === 'record') visit(def.valueType);
      if (def.type !== 'object') continue;
      const { aws, notModelled = {} } = keyRules(branch);
      if (aws !== undefined) {
        const members = awsMembers(aws.shape, aws.path);
        const place = [aws.shape, ...aws.path].join('.');
        expect({ place, members }).not.toEqual({ place, members: null });
        const rest = members!.filter(
          (name) => !Object.hasOwn(def.shape, name) && !Object.hasOwn(notModelled, name),
        );
        if (rest.length > 0) found.set(place, rest.sort().join(' '));
      }
      for (const value of Object.values(def.shape)) visit(value);
    }
  };
  visit(scenarioSchema);
  expect(Object.fromEntries(found)).toEqual(CONSIDERED);
});

test('every key of ours at a place of AWS is one of AWS, or one that AWS has no word for', () => {
  const ours = [
    'containerInstances',
    'idealFleet',
    'scalingPolicies',
    'scheduledActions',
    'trace',
    'name',
    'arrivals',
    'duration',
    'onFailure',
    'waitOrder',
    's3',
    'kms',
    'work',
    'usage',
    'requests',
    'service',
    'loadBalancer',
    'instanceType',
    'instanceMonitoring',
    'scheduledUpdateGroupActions',
    'cluster',
    'registeredResources',
    'creditSpecification',
    'linuxDistribution',
    'reservedMemory',
    'blockDeviceMappings',
    'hourlyPrice',
    'attributes',
    'versionInfo',
    'networkInterfaces',
  ];
  const { shape } = scenarioSchema;
  for (const section of [
    shape.clusters,
    shape.autoScalingGroups,
    shape.taskDefinitions,
    shape.services,
    shape.scalableTargets,
    shape.alarms,
    shape.workloads,
  ]) {
    const [list] = branches(section);
    const [entry] = branches(
      (list!._zod.def as unknown as { element: Parameters<typeof branches>[0] }).element,
    );
    const { aws } = keyRules(entry!);
    const known = awsMembers(aws!.shape, aws!.path)!;
    const keys = Object.keys((entry!._zod.def as { shape: object }).shape);
    expect(keys.filter((key) => !known.includes(key) && !ours.includes(key))).toEqual([]);
  }
});
