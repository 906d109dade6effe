import type { GoldenComparison } from './golden-comparison.ts';

/** USD an hour on Fargate (Linux, X86_64, us-east-1), of a vCPU and of a GiB; and of 30 GiB of gp3, $0.08 a GiB and month. */
const VCPU = 0.04048;
const GIB = 0.004445;
const VOLUME = (0.08 * 30) / 730;

const TARGET_CAPACITY = 'capacityProviders[0].autoScalingGroupProvider.managedScaling.targetCapacity';
const TARGET_VALUE =
  'scalableTargets[0].scalingPolicies[0].targetTrackingScalingPolicyConfiguration.targetValue';
/** More and more at once, more and more seldom. */
const BURSTS = 'workloads[0].trace.amplify=1..17;workloads[0].trace.timeScale=1..17';
/** From a constant rate to what was recorded, at the same mean from 06:00 to 20:00 UTC of 1 July. */
const UPS_AND_DOWNS =
  'workloads[0].requests.rate[0].scale=0..3000/3000;workloads[0].requests.rate[1].constant=1945..0';
/** The same in finer steps. */
const ALL_UPS_AND_DOWNS =
  'workloads[0].requests.rate[0].scale=0..3000/100;workloads[0].requests.rate[1].constant=1945..0';
const MANAGED = ['--across', 'launch-types', '--only', 'fargate,ec2-managed'];
const NASA = ['scenarios/studies/nasa-tracked.yaml', '--allow', 'scenarios/traces'];
const NASA_MANAGED = [...NASA, ...MANAGED, '--instance-type', 'm6a.xlarge'];
const AZURE = [
  'scenarios/azure-on-managed-scaling.yaml',
  ...MANAGED,
  '--instance-type',
  'c6a.16xlarge',
  '--set',
  'workloads[0].trace.where={vcpu: "8", memory_gb: "14"}',
  '--set',
  'simulation.warmUp=4h',
];

/** The comparisons that are kept, the simplest first. */
export const COMPARISONS: readonly GoldenComparison[] = [
  {
    name: 'reservation-level',
    asks: 'how full must instances be to cost less than Fargate, if tasks are in their proportion?',
    finding: '53 of the 64 vCPU of four m5.4xlarge, 83 %: what list prices say, too.',
    // m5.4xlarge: $0.768 and a gp3 volume of 30 GiB an hour, against 16 tasks of 1 vCPU and 4 GiB.
    byHand: { instance: 0.768 + VOLUME, fargate: 16 * (VCPU + 4 * GIB) },
    args: [
      'scenarios/studies/reserved-tasks.yaml',
      '--across',
      'launch-types',
      '--only',
      'fargate,ec2-fixed',
      '--replications',
      '1',
      '--vary',
      'services[0].desiredCount=1..60',
    ],
  },
  {
    name: 'azure-by-reservation',
    asks: 'at which target of managed scaling does EC2 cost less than Fargate for the jobs of the Azure trace?',
    finding:
      'From a target of 96 % on, with 79 % of the CPU reserved; by list prices a full c6a.16xlarge costs 78 % of its eight tasks on Fargate. On m5.16xlarge (97 %) Fargate is cheaper throughout.',
    // c6a.16xlarge: $2.448 and its volume, against 8 tasks of 8 vCPU and 16 GiB (14 GiB rounded up).
    byHand: { instance: 2.448 + VOLUME, fargate: 8 * (8 * VCPU + 16 * GIB) },
    args: [...AZURE, '--until', '16h', '--replications', '1', '--vary', `${TARGET_CAPACITY}=50..100`],
    full: [
      ...AZURE.slice(0, 6),
      ...['--set', 'simulation.warmUp=12h', '--until', '36h', '--replications', '1'],
      ...['--vary', `${TARGET_CAPACITY}=84..100`],
    ],
  },
  {
    name: 'azure-by-burstiness',
    asks: 'the same jobs at once in bursts, and no more of them: from which size of a burst on is Fargate cheaper?',
    finding:
      'From 13 jobs at once on; while none may wait longer than on Fargate, there is no burst so small that EC2 is cheaper.',
    args: [...AZURE, '--equal-service', '--until', '16h', '--replications', '1', '--vary', BURSTS],
    full: [
      ...[...AZURE, '--set', 'assertions=', '--equal-service', '--until', '16h', '--replications', '1'],
      ...['--vary', BURSTS],
    ],
  },
  {
    name: 'nasa-by-reservation',
    asks: "at which target does EC2 cost less than Fargate for NASA's traffic?",
    finding:
      'Between 90 and 95 %, with 84 % of the CPU reserved; by list prices a full m6a.xlarge costs 82 % of its four tasks on Fargate.',
    // m6a.xlarge: $0.1728 and its volume, against 4 tasks of 1 vCPU and 3 GiB.
    byHand: { instance: 0.1728 + VOLUME, fargate: 4 * (VCPU + 3 * GIB) },
    args: [
      ...NASA_MANAGED,
      '--until',
      '16h',
      '--replications',
      '1',
      '--vary',
      `${TARGET_CAPACITY}=85..100/5`,
    ],
    full: [...NASA_MANAGED, '--until', '8d', '--replications', '1', '--vary', `${TARGET_CAPACITY}=80..100`],
  },
  {
    name: 'nasa-by-burstiness',
    asks: 'from a constant rate to what was recorded, at the same mean and equal service: where does the order turn?',
    finding:
      'At the mean rate EC2 costs less; at all of its ups and downs equal service takes a target of 69 %, 63 % is reserved, and Fargate costs 23 % less (docs/studies.md: it turns at 0.8 of them).',
    args: [
      ...[...NASA_MANAGED, '--equal-service', '--hold', 'unserved', '--until', '16h', '--replications', '1'],
      ...['--vary', UPS_AND_DOWNS],
    ],
    full: [
      ...[...NASA_MANAGED, '--equal-service', '--hold', 'unserved', '--until', '16h', '--replications', '1'],
      ...['--vary', ALL_UPS_AND_DOWNS],
    ],
  },
  {
    name: 'five-strategies',
    asks: 'how far is each of five placement strategies from the oracle, on the first hours of the Azure trace?',
    finding:
      '4.1 % (`spread(AZ)`) to 5.2 % (`random`): on a fleet that opens and closes at will, the choice is worth one percent.',
    args: [
      ...[
        'scenarios/azure-on-an-ideal-fleet.yaml',
        '--set',
        'assertions=',
        '--across',
        'strategies',
        '--only',
      ],
      'spread(AZ) + binpack(memory),binpack(cpu),binpack(memory),spread(AZ),random',
      ...['--until', '4h', '--replications', '1'],
    ],
  },
  {
    name: 'three-targets',
    asks: "what do 50, 60 and 70 % as the target of a tracking policy cost, and whom, for NASA's traffic?",
    finding:
      '70 % instead of 50 % saves 30 %, and fails twice as many requests; responses take 3.8 s instead of 0.2 s (p95).',
    args: [...NASA, '--until', '2d', '--replications', '1', '--vary', `${TARGET_VALUE}=50,60,70`],
    full: [...NASA, '--until', '14d', '--replications', '1', '--vary', `${TARGET_VALUE}=50,60,70`],
  },
  {
    name: 'no-difference',
    asks: 'jobs at random, on one m5.4xlarge or on Fargate: which costs less?',
    finding: 'No difference found at this precision: ten seeds leave it open, and nobody is named.',
    args: [
      'scenarios/studies/jobs-at-random.yaml',
      ...['--across', 'launch-types', '--only', 'fargate,ec2-fixed'],
    ],
  },
];
