import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import type { CostSummary } from '../../../src/experiment/outcome.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { small } from '../../support/load.ts';

/** Three hours of a month of 31 days. */
const HOURS = 3;
const MONTH_HOURS = 31 * 24;
const GB = 'EBS:VolumeUsage.gp3';

interface Parts {
  readonly instances?: object;
  readonly others?: object;
}

async function costOf({ instances = {}, others = {} }: Parts): Promise<CostSummary> {
  const text = small({
    simulation: { start: '2026-03-02T00:00:00Z', duration: `${HOURS}h` },
    clusters: [{ clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large', ...instances }] }],
    ...others,
  });
  return runScenario(await loadScenario(text, { fileName: 's.yaml', files: memoryFiles({}) })).cost;
}

/** Lines of EBS alone, by usage type. */
async function volumesOf(parts: Parts): Promise<Readonly<Record<string, number>>> {
  const { byUsageType } = await costOf(parts);
  return Object.fromEntries(Object.entries(byUsageType).filter(([name]) => name.startsWith('EBS:')));
}

const hours = (gib: number, price = 0.08) => (gib * price * HOURS) / MONTH_HOURS;

test('an instance that EC2 rents out has the 30 GiB root volume of its AMI (billing spec section 4)', async () => {
  expect((await volumesOf({}))[GB]).toBeCloseTo(hours(30), 8);
  expect((await volumesOf({ instances: { count: 2 } }))[GB]).toBeCloseTo(2 * hours(30), 8);
});

test('a machine that nobody rents out has none; a timing takes the root volume away', async () => {
  const own = { name: 'own', ec2InstanceType: undefined, registeredResources: { cpu: 1024, memory: 2048 } };
  expect(await volumesOf({ instances: own })).toEqual({});
  expect(await volumesOf({ others: { timings: { 'ec2.rootVolumeGib': 0 } } })).toEqual({});
});

test('mappings size the root volume and add others, each by its type', async () => {
  const instances = {
    blockDeviceMappings: [
      { deviceName: '/dev/xvda', ebs: { volumeSize: 50, iops: 4000, throughput: 225 } },
      { deviceName: '/dev/xvdb', ebs: { volumeType: 'io2', volumeSize: 100, iops: 33_000 } },
      { deviceName: '/dev/xvdc', ebs: { volumeSize: 10 } },
      { deviceName: '/dev/xvdd' },
    ],
  };
  const volumes = await volumesOf({ instances });
  expect(volumes[GB]).toBeCloseTo(hours(50), 8);
  expect(volumes['EBS:VolumeP-IOPS.gp3']).toBeCloseTo(hours(1000, 0.005), 8);
  expect(volumes['EBS:VolumeP-Throughput.gp3']).toBeCloseTo(hours(100, 0.04), 8);
  expect(volumes['EBS:VolumeUsage.gp2']).toBeCloseTo(hours(10, 0.1), 8);
  expect(volumes['EBS:VolumeUsage.piops'] ?? volumes['EBS:VolumeUsage.io2']).toBeCloseTo(
    hours(100, 0.125),
    8,
  );
});

const ended = (at: string) => ({
  actions: [{ at, terminateInstances: { cluster: 'main', instanceIds: ['m5.large-1'] } }],
  workloads: [],
});

test('a volume goes with its instance after a minute at least, unless it is kept', async () => {
  const price = (ms: number) => (30 * 0.08 * ms) / (MONTH_HOURS * 3_600_000);
  expect((await volumesOf({ others: ended('10s') }))[GB]).toBeCloseTo(price(60_000), 8);
  expect((await volumesOf({ others: ended('90.5s') }))[GB]).toBeCloseTo(price(91_000), 8);
  const kept = { blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { deleteOnTermination: false } }] };
  expect((await volumesOf({ instances: kept, others: ended('10s') }))[GB]).toBeCloseTo(hours(30), 8);
});

test('an instance that is stopped in a warm pool has its volumes nevertheless (billing:E3)', async () => {
  const group = { autoScalingGroupName: 'g', instanceType: 'm5.large', minSize: 1, maxSize: 3 };
  const pooled = async (pool: object) => {
    const parts = { clusters: [{ clusterName: 'main' }], autoScalingGroups: [{ ...group, ...pool }] };
    const { byUsageType } = await costOf({ others: { ...parts, timings: 'instant' } });
    return { volumes: byUsageType[GB]!, instances: byUsageType['BoxUsage:m5.large']! };
  };
  const [without, one, two] = [
    await pooled({}),
    await pooled({ warmPoolConfiguration: { poolState: 'Stopped', maxGroupPreparedCapacity: 2 } }),
    await pooled({ warmPoolConfiguration: { poolState: 'Stopped', maxGroupPreparedCapacity: 3 } }),
  ];
  expect(one.volumes / without.volumes).toBeCloseTo(2, 2);
  expect(two.volumes / without.volumes).toBeCloseTo(3, 2);
  expect(two.instances / without.instances).toBeLessThan(1.1);
});

test('tasks cause the part of a volume that they reserve of the instance', async () => {
  const workloads = [{ taskDefinition: 'job', arrivals: { burst: { at: 0, count: 1 } }, duration: '5h' }];
  const bare = await costOf({ others: { workloads, timings: { base: 'instant', 'ec2.rootVolumeGib': 0 } } });
  const cost = await costOf({ others: { workloads, timings: 'instant' } });
  const caused = cost.byTaskDefinition['job:1']! / bare.byTaskDefinition['job:1']!;
  expect(caused).toBeCloseTo(cost.total / bare.total, 5);
  expect(cost.byCluster).toEqual({ main: cost.total });
});
