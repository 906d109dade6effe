import { after, type Effect, inScenario, type Row } from './effect.ts';

const TAKES = '[{deviceName: /dev/xvdb, ebs: {volumeSize: 10}}]';

/** Everything about the volumes of the instances at a place. */
function volumes(place: string): readonly Row[] {
  const mapping = `${place}.blockDeviceMappings[0]`;
  const gp3 = `${place}.blockDeviceMappings=[{deviceName: /dev/xvdb, ebs: {volumeType: gp3, volumeSize: 10}}]`;
  return [
    ...after(
      [`${place}.blockDeviceMappings=${TAKES}`],
      [
        `${mapping}.deviceName=/dev/xvda`,
        `${mapping}.ebs.volumeType=gp3`,
        `${mapping}.ebs.volumeSize=1000`,
        `${mapping}.ebs.deleteOnTermination=false`,
      ],
    ),
    ...after([gp3], [`${mapping}.ebs.iops=16000`, `${mapping}.ebs.throughput=1000`]),
  ];
}

const LOGS = 'taskDefinitions[0].containerDefinitions[0].logConfiguration';
const GROUPS = 'logGroups=[{logGroupName: web, retentionInDays: 1}]';
const INSIGHTS = 'clusters[0].settings=[{name: containerInsights, value: enhanced}]';

/** Rows about what is billed beside instances and Fargate. */
export const METERED_EFFECTS: readonly Effect[] = [
  ...inScenario('fleet', [
    ...volumes('clusters[0].containerInstances[0]'),
    'timings["ec2.rootVolumeGib"]=100',
    {
      change: 'taskDefinitions[0].containerDefinitions[0].secrets[0].valueFrom=other',
      before: [
        'taskDefinitions[0].containerDefinitions[0].secrets=[{name: KEY, valueFrom: "arn:aws:secretsmanager:us-east-1:1:secret:key-AbCdEf"}]',
      ],
    },
    ...after(
      [`${LOGS}={logDriver: awslogs}`, 'images={shop/job: {logBytesPerSecond: 1000000}}'],
      [`${LOGS}.logDriver=json-file`, 'images.shop/job.logBytesPerSecond=2000000'],
    ),
    ...after(
      [
        `${LOGS}={logDriver: awslogs, options: {awslogs-group: web}}`,
        'images={shop/job: {logBytesPerSecond: 1000000}}',
        'simulation.duration=30h',
        GROUPS,
      ],
      [
        `${LOGS}.options.awslogs-group=other`,
        'logGroups[0].logGroupName=other',
        'logGroups[0].retentionInDays=3',
        'logGroups[0].logGroupClass=INFREQUENT_ACCESS',
      ],
    ),
    ...after(
      [INSIGHTS],
      [
        'timings["insights.clusterMetrics"]=100',
        'timings["insights.familyMetrics"]=100',
        'timings["insights.taskMetrics"]=100',
        'timings["insights.containerMetrics"]=100',
      ],
    ),
  ]),
  ...inScenario('services', [{ change: 'timings["insights.serviceMetrics"]=100', before: [INSIGHTS] }]),
  ...inScenario('pair', volumes('clusters[0].idealFleet')),
  ...inScenario('grouped', volumes('autoScalingGroups[0]')),
  ...inScenario('offered', [
    {
      change: 'workloads[0].requests.logBytesPerRequest=100000',
      before: [`${LOGS}={logDriver: awslogs}`],
    },
  ]),
];
