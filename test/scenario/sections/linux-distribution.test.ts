import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { groupsText, runGroups } from '../../support/run-groups.ts';

type Parts = Readonly<Record<string, unknown>>;

/** What the only instance of a scenario registers. */
async function memoryOf(instance: Parts, others: Parts = {}): Promise<number> {
  const clusters = [{ clusterName: 'main', containerInstances: [instance] }];
  const scenario = await load(JSON.stringify({ simulation: { duration: '1h' }, clusters, ...others }));
  return scenario.clusters[0]!.containerInstances[0]!.registered.memory;
}

/** Nobody has measured what it registers. */
const TYPE = { ec2InstanceType: 'm5.24xlarge' };

test('each operating system keeps its own part of the memory, and the agent what it is told to (ecs:R-2.1, R-2.2)', async () => {
  const timings = { 'instance.memoryFraction.ubuntu': 0.5, 'instance.memoryFraction.windows': 0.25 };
  const of = (instance: Parts) => memoryOf({ ...TYPE, ...instance }, { timings });
  expect(await of({})).toBe(Math.floor(393_216 * 0.96));
  expect(await of({ linuxDistribution: 'AmazonLinux' })).toBe(await of({}));
  expect(await of({ linuxDistribution: 'Ubuntu' })).toBe(196_608);
  const windows = { attributes: { 'ecs.os-family': 'WINDOWS_SERVER_2022_CORE' }, hourlyPrice: 9 };
  expect(await of(windows)).toBe(98_304);
  expect(await of({ ...windows, reservedMemory: 304 })).toBe(98_000);
});

test('what was measured was registered by Amazon Linux (ecs:R-2.2)', async () => {
  const type = { ec2InstanceType: 'm4.large' };
  expect(await memoryOf(type)).toBe(7985);
  expect(await memoryOf({ ...type, linuxDistribution: 'Ubuntu' })).toBe(Math.floor(8192 * 0.96));
});

test('an instance with Ubuntu takes its own time to boot', async () => {
  const boots = async (parts: Parts) => {
    const { instances } = await runGroups({
      autoScalingGroups: [
        { autoScalingGroupName: 'g', instanceType: 'm5.large', minSize: 1, maxSize: 1, ...parts },
      ],
      timings: { base: 'instant', 'ec2.instanceToActive': '1m', 'ec2.instanceToActive.ubuntu': '2m' },
    });
    return instances;
  };
  expect(await boots({})).toEqual(['0 s g-1 REGISTERING', '60 s g-1 ACTIVE']);
  expect(await boots({ linuxDistribution: 'Ubuntu' })).toEqual(['0 s g-1 REGISTERING', '120 s g-1 ACTIVE']);
});

test('what contradicts what is stated is refused', async () => {
  const group = { autoScalingGroupName: 'g', minSize: 0, maxSize: 1, availabilityZones: ['us-east-1a'] };
  const registeredResources = { cpu: 1024, memory: 1024 };
  const complaints = (parts: Parts) =>
    complaintsOf(groupsText({ autoScalingGroups: [{ ...group, ...parts }] }));
  expect(await complaints({ registeredResources, reservedMemory: 256 })).toEqual([
    'autoScalingGroups[0].reservedMemory: expected no `reservedMemory` beside `registeredResources.memory`, received 256. What is stated is registered as it stands.',
  ]);
  const attributes = { 'ecs.os-family': 'WINDOWS_SERVER_2022_CORE' };
  expect(await complaints({ registeredResources, attributes, linuxDistribution: 'Ubuntu' })).toEqual([
    'autoScalingGroups[0].linuxDistribution: expected no `linuxDistribution` on an instance with Windows, received Ubuntu.',
  ]);
});
